"""A person's answers as trends take them: dated, with scores, and how each was analyzed.

The scores of pace, fillers, and length are computed again from the stored measures, with today's
curves. The score of pauses is left out because it needs each pause; its measures are included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from analysis.scoring.evidence import is_attempt
from analysis.scoring.score import value
from analysis.trends import MAIN, AnalysisWay, Dated
from prompts.bank import Bank, fold
from sessions import types as stored
from sessions.store import Store

SCORES = ("pace", "fillers", "length")
OVERALL = "overall"

NEEDED = (
    "words_per_minute", "speech_rate", "filled_pause_rate", "discourse_marker_rate",
    "answer_length", "filler_rate",
    *(name for name in MAIN if name not in (OVERALL, *SCORES, "words_per_minute", "filler_rate")),
)  # fmt: skip
"""Measures that the main trends, the scores and the milestones are made of."""


@dataclass(frozen=True, slots=True)
class Values(Mapping[str, float | None]):
    """An answer's measures, and its scores, which are computed on demand."""

    measured: stored.DatedMeasures

    def __getitem__(self, name: str) -> float | None:
        """Return a value; ``KeyError`` for one that was not read."""
        if name == OVERALL:
            return self.measured.overall
        if name in SCORES:
            return value(name, self.measured.measures, self.measured.target)
        return self.measured.measures[name]

    def __iter__(self) -> Iterator[str]:
        yield from self.measured.measures
        yield from (*SCORES, OVERALL)

    def __len__(self) -> int:
        return len(self.measured.measures) + len(SCORES) + 1


def dated(
    store: Store, names: Iterable[str] = (), *, overall_alone: bool = False
) -> tuple[Dated, ...]:
    """Return every real attempt in the time zone of this computer, the oldest first.

    Answers with too little in them to be judged are left out. Of the measures only ``NEEDED`` and
    those in ``names`` are read; with ``overall_alone`` none, which takes half the time and leaves
    the overall score.
    """
    made = store.origins()
    alike = {each: _analysis_way(each) for each in set(made.values())}
    origins = {number: alike[each] for number, each in made.items()}
    wanted = () if overall_alone else (*NEEDED, *(n for n in names if n not in (OVERALL, *SCORES)))
    read = tuple(dict.fromkeys(wanted))
    return tuple(
        Dated(
            each.recorded_at.astimezone(),
            origins[each.answer_id],
            Values(each),
            each.question_id,
            each.target,
            each.answer_id,
        )
        for each in store.measured(names=read)
        if _is_attempt(each, by_words=origins[each.answer_id].words is not None)
    )


def _is_attempt(each: stored.DatedMeasures, *, by_words: bool) -> bool:
    length = each.measures.get("answer_length")
    return is_attempt(each.overall, length, each.target, by_words=by_words)


def in_category(bank: Bank, category: str) -> frozenset[str]:
    """Return the ids of the questions of the categories that have this in their name."""
    wanted = fold(category)
    return frozenset(q.id for q in bank.questions if wanted in fold(q.category))


def _analysis_way(made: stored.AnalysisOrigin) -> AnalysisWay:
    words = (made.model or "unnamed") if made.transcribed else None
    return AnalysisWay(made.version, words, made.own_fillers or frozenset())
