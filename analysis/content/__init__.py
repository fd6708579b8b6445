"""Comments on content: structure, directness, tone, repetition. Never part of a score.

One module per subject, each a function of a tokenized answer; at most three remarks, each with the
words that show it. They are made when a report is built and never stored, so one
that is turned off disappears at once. Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from analysis.content.apologizing import apologizing
from analysis.content.catalog import MOST, ranking
from analysis.content.defensiveness import defensiveness
from analysis.content.generic_reason import generic_reason
from analysis.content.hedging import hedging
from analysis.content.main_point_late import main_point_late
from analysis.content.nothing_concrete import nothing_concrete
from analysis.content.own_part import own_part
from analysis.content.pet_phrase import pet_phrase
from analysis.content.recitation import recited
from analysis.content.story_parts import story_parts
from analysis.content.tokenized_answer import TokenizedAnswer, tokenize
from analysis.content.types import EarlierAnswer, Quote, Remark
from analysis.content.vague_words import vague_words
from analysis.content.visa_or_salary import visa_or_salary
from analysis.types import Analysis, Measures, Note, QuestionContext, Span, Word

__all__ = ["EarlierAnswer", "Quote", "Remark", "remarks", "remarks_on_words"]

NONE: frozenset[str] = frozenset()

CHECKS: Sequence[Callable[[TokenizedAnswer], Remark | None]] = (
    visa_or_salary,
    apologizing,
    defensiveness,
    generic_reason,
    story_parts,
    main_point_late,
    own_part,
    hedging,
    nothing_concrete,
    vague_words,
)
"""The checks made on the words of one answer."""


def remarks(
    analysis: Analysis,
    *,
    off: Collection[str] = NONE,
    earlier: Sequence[EarlierAnswer] = (),
) -> tuple[Remark, ...]:
    """Return remarks on an analyzed answer, most important first; none without English words.

    ``off`` names remarks that are turned off; ``earlier`` are answers before this one, to this
    and other questions, in any order.
    """
    transcript = analysis.transcript
    if transcript is None or not transcript.language.startswith("en"):
        return ()
    words = _without_silence(transcript.words, analysis.notes)
    return remarks_on_words(
        words,
        analysis.question,
        off=off,
        earlier=earlier,
        measures=analysis.measures,
        lost=analysis.lost,
    )


def _without_silence(words: Sequence[Word], notes: Sequence[Note]) -> tuple[Word, ...]:
    """Leave out words transcribed where there was no speech; the words around are not joined."""
    silent = [(n.start or 0.0, n.end) for n in notes if n.kind == "transcript" and n.end]
    kept: list[Word] = []
    for word in words:
        if not any(start <= word.start and word.end <= end for start, end in silent):
            kept.append(word)
        elif kept and not kept[-1].text.endswith((".", "?", "!")):
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" ,;:") + ".")
    return tuple(kept)


def remarks_on_words(
    words: Sequence[Word],
    question: QuestionContext | None,
    *,
    off: Collection[str] = NONE,
    earlier: Sequence[EarlierAnswer] = (),
    measures: Measures | None = None,
    lost: Sequence[Span] = (),
) -> tuple[Remark, ...]:
    """Return remarks on an answer's words; ``measures`` are compared with earlier answers'.

    ``lost`` is the time that doesn't count.
    """
    found = all_remarks(words, question, earlier=earlier, measures=measures, lost=lost)
    return tuple(r for r in found if r.name not in off)[:MOST]


def all_remarks(
    words: Sequence[Word],
    question: QuestionContext | None,
    *,
    earlier: Sequence[EarlierAnswer] = (),
    measures: Measures | None = None,
    lost: Sequence[Span] = (),
) -> tuple[Remark, ...]:
    """Return every remark on the words, most important first, without the limit."""
    answer = tokenize(words, question, lost)
    if not answer.tokens:
        return ()
    found = [check(answer) for check in CHECKS]
    found.append(pet_phrase(answer, earlier))
    found.append(recited(words, question, earlier, measures))
    said = [remark for remark in found if remark is not None and remark.moments]
    return tuple(sorted(said, key=lambda r: ranking(r.name)))
