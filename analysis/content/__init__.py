"""Remarks on what was said: structure, directness, tone, repetition. Never part of a score.

One module a subject, each a function of an answer as read (``reading``); at most three remarks,
each with the words that show it. They are made when a report is built and never stored, so one
that is switched off is gone at once. Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from analysis.content.catalogue import MOST, ranking
from analysis.content.reading import Reading, read
from analysis.content.types import EarlierAnswer, Quote, Remark
from analysis.types import Analysis, Measures, Question, Word

__all__ = ["EarlierAnswer", "Quote", "Remark", "notice", "remarks"]

NONE: frozenset[str] = frozenset()

CHECKS: Sequence[Callable[[Reading], Remark | None]] = ()
"""What is looked for in the words of one answer."""


def remarks(
    analysis: Analysis,
    *,
    off: Collection[str] = NONE,
    earlier: Sequence[EarlierAnswer] = (),
) -> tuple[Remark, ...]:
    """Remark on an analysed answer, the most important first; nothing without English words.

    ``off`` names remarks that are switched off; ``earlier`` are answers before this one, of this
    and of other questions, in any order.
    """
    transcript = analysis.transcript
    if transcript is None or not transcript.language.startswith("en"):
        return ()
    doubtful = [n for n in analysis.notes if n.kind == "transcript" and n.start is not None]
    words = tuple(
        w
        for w in transcript.words
        if not any((n.start or 0.0) <= w.start and w.end <= (n.end or 0.0) for n in doubtful)
    )
    return notice(words, analysis.question, off=off, earlier=earlier, measures=analysis.measures)


def notice(
    words: Sequence[Word],
    question: Question | None,
    *,
    off: Collection[str] = NONE,
    earlier: Sequence[EarlierAnswer] = (),
    measures: Measures | None = None,
) -> tuple[Remark, ...]:
    """Remark on the words of an answer; ``measures`` are its own, held against earlier ones."""
    reading = read(words, question)
    found = [remark for check in CHECKS if (remark := check(reading)) is not None]
    kept = [r for r in found if r.name not in off and r.moments]
    return tuple(sorted(kept, key=lambda r: ranking(r.name))[:MOST])
