"""A person's answers as trends take them: dated, with scores, and how each was analysed.

The scores of pace, fillers and length are reckoned anew from the stored measures, by today's
curves; the pauses' score needs each pause and is left out, its measures are there.
"""

from __future__ import annotations

from analysis.score import score
from analysis.trends import Dated, Way
from prompts.bank import Bank, fold
from sessions.store import Store
from sessions.types import Measured

SCORES = ("pace", "fillers", "length")


def dated(store: Store) -> tuple[Dated, ...]:
    """Every analysed answer in the time zone of this computer, the oldest first."""
    ways = store.ways()
    targets = {answer.id: answer.target for answer in store.answers()}
    found = []
    for each in store.measured():
        made = ways[each.answer_id]
        words = (made.model or "unnamed") if made.transcribed else None
        way = Way(made.version, words, made.own_fillers or frozenset())
        target = targets[each.answer_id]
        at, values = each.recorded_at.astimezone(), _values(each, target)
        found.append(Dated(at, way, values, each.question_id, target))
    return tuple(found)


def in_category(bank: Bank, category: str) -> frozenset[str]:
    """Ids of the questions of the categories that have this in their name."""
    wanted = fold(category)
    return frozenset(q.id for q in bank.questions if wanted in fold(q.category))


def _values(each: Measured, target: tuple[float, float]) -> dict[str, float | None]:
    scores = {s.name: float(s.value) for s in score(each.measures, (), target) if s.name in SCORES}
    return {**each.measures, **scores, "overall": each.overall}
