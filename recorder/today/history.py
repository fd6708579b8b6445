"""The store's answers in the form the rules of today need."""

from __future__ import annotations

import statistics
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.report.earlier.usual import ENOUGH, RECENT
from analysis.scoring.evidence import is_attempt, long_enough
from analysis.scoring.score import score
from analysis.trends.types import AnalysisWay, Dated
from recorder.today import reasons
from recorder.today.choose import QuestionStatus
from recorder.today.reasons import TRIED
from recorder.today.spacing import Spaced, spaced
from sessions.answers.past import PastAnswer
from sessions.store import Store


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """How each answered question is going, and the usual overall score (its middle half).

    ``tried`` are questions that were answered, but never with enough in the answer to judge it.
    """

    statuses: Mapping[str, QuestionStatus]
    usual: tuple[float, float] | None
    tried: frozenset[str] = frozenset()


def known(store: Store) -> KnownAnswers:
    """Read every real attempt; scores of different ways of analysis are not put together."""
    every = store.past.answers()
    answers = [answer for answer in every if counts(answer)]
    by_question: dict[str, list[PastAnswer]] = {}
    for answer in answers:
        if answer.question_id is not None:
            by_question.setdefault(answer.question_id, []).append(answer)
    newest = next((a.origin for a in reversed(answers) if a.origin is not None), None)
    scored = {id: _last_scored(its) for id, its in by_question.items()}
    measures = store.past.measures(a.id for a in scored.values() if a is not None)
    statuses = {}
    for id, its in by_question.items():
        where = _spacing(its)
        last = scored[id] or its[-1]
        statuses[id] = QuestionStatus(
            where, measures.get(last.id, {}), last.target, last.origin == newest
        )
    same = deque(
        (a.overall for a in answers if a.origin == newest and a.overall is not None), RECENT
    )
    tried = frozenset(a.question_id for a in every if a.question_id is not None)
    return KnownAnswers(statuses, _middle_half(list(same)), tried - statuses.keys())


def reason_now(store: Store, question_id: str, said: str, today: date) -> str:
    """Return why a question is on today's list, now; ``said`` is why when it was chosen.

    There may be an answer since then that another clock or time zone dated another day.
    """
    given = store.past.answers(question_id=question_id)
    answers = [answer for answer in given if counts(answer)]
    if not answers:
        return TRIED if given else said
    last = _last_scored(answers) or answers[-1]
    measures = store.past.measures([last.id]).get(last.id, {})
    return reasons.now(said, _spacing(answers), today, measures, last.target)


def counts(answer: PastAnswer) -> bool:
    """Whether an answer is a real attempt; before it is analyzed, by how long it is."""
    made = answer.origin
    if made is None:
        return long_enough(answer.duration, answer.target)
    return is_attempt(answer.overall, answer.length, answer.target, by_words=made.transcribed)


def recent(store: Store, question_id: str | None = None) -> tuple[Dated, ...]:
    """Return the last real attempts with the newest one's way of analysis, the oldest first.

    With ``question_id``, answers to that question are added, as far back.
    """
    found = {a.id: a for a in store.past.answers(limit=LOOKED_AT)}
    if question_id is not None:
        found |= {a.id: a for a in store.past.answers(question_id=question_id, limit=RECENT)}
    answers = sorted(filter(counts, found.values()), key=lambda a: (a.recorded_at, a.id))
    newest = next((a.origin for a in reversed(answers) if a.origin is not None), None)
    same = [a for a in answers if a.origin is not None and a.origin == newest]
    return dated(same, store.past.measures(a.id for a in same))


LOOKED_AT = 30
"""The newest answers among which the last ones of one kind are found."""


def dated(
    answers: Iterable[PastAnswer], measures: Mapping[int, Mapping[str, float | None]]
) -> tuple[Dated, ...]:
    """Combine answers with their measures and today's scores of the measures."""
    found = []
    for answer in answers:
        made = answer.origin
        if made is None:
            continue
        words = (made.model or "unnamed") if made.transcribed else None
        origin = AnalysisWay(made.version, words, made.own_fillers or frozenset())
        own = measures.get(answer.id, {})
        scores = {s.name: float(s.value) for s in score(own, (), answer.target)}
        at = answer.recorded_at.astimezone()
        found.append(Dated(at, origin, {**own, **scores}, answer.question_id, answer.target))
    return tuple(found)


def _last_scored(answers: Sequence[PastAnswer]) -> PastAnswer | None:
    return next((a for a in reversed(answers) if a.overall is not None), None)


def _spacing(answers: Sequence[PastAnswer]) -> Spaced:
    where = spaced((_day(answer), answer.overall) for answer in answers)
    assert where is not None
    return where


def _day(answer: PastAnswer) -> date:
    return answer.recorded_at.astimezone().date()


def _middle_half(scores: Sequence[int]) -> tuple[float, float] | None:
    if len(scores) < ENOUGH:
        return None
    low, _, high = statistics.quantiles(scores, n=4, method="inclusive")
    return low, high
