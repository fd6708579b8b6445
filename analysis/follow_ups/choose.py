"""Chooses the follow-up to an answer from its words, and never one that was asked before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analysis.content.tokenized_answer import tokenize
from analysis.coverage.hear import UNDERSTOOD, coverage_of_words
from analysis.follow_ups.alike import alike
from analysis.follow_ups.parts import SHORTEST
from analysis.follow_ups.table import TABLE, TOO_SHORT, FollowUpRow
from analysis.types import Analysis, PartScores, QuestionContext, Span, Word
from analysis.words.untranscribed import noted

FEWEST = 3
"""Words below which nothing was said that could be followed up."""

UNHEARD = 2.0
"""Seconds of untranscribed speech from which the missing part may be among the missing words."""

OFTEN = 2
"""Follow-ups of one kind in an interview: a third would be a habit of the interviewer."""


@dataclass(frozen=True, slots=True)
class PointedFollowUp:
    """A follow-up to ask: ``name`` is its row in the table, ``text`` what is asked."""

    name: str
    text: str


def pointed_follow_up(
    analysis: Analysis, asked: Collection[str] = (), reasons: Sequence[str] = ()
) -> PointedFollowUp | None:
    """Return what to ask next after an analyzed answer; ``None`` if nothing is surely missing.

    ``asked`` are the texts of the interview's questions, past and planned; ``reasons`` the names of
    the pointed follow-ups among them.
    """
    transcript = analysis.transcript
    if transcript is None or not transcript.language.startswith("en"):
        return None
    if sum(stretch.duration for stretch in noted(analysis.notes)) >= UNHEARD:
        return None
    rows = _missing(transcript.words, analysis.question, analysis.part_scores, analysis.lost)
    often = Counter(reasons)
    open_rows = [row for row in rows if often[row.name] < OFTEN]
    # A kind that wasn't asked yet comes first; the order of the table decides the rest
    for row in sorted(open_rows, key=lambda row: often[row.name]):
        for text in row.wordings:
            if not any(alike(text, other) for other in asked):
                return PointedFollowUp(row.name, text)
    return None


def missing_parts(words: Sequence[Word], question: QuestionContext | None) -> tuple[str, ...]:
    """Name the kinds of parts that are surely missing from an answer, the first to ask first."""
    return tuple(row.name for row in _missing(words, question))


def _missing(
    words: Sequence[Word],
    question: QuestionContext | None,
    scores: PartScores | None = None,
    lost: Sequence[Span] = (),
) -> list[FollowUpRow]:
    said = tuple(words)
    if question is None or len(said) < FEWEST:
        return []
    if sum(word.probability for word in said) < UNDERSTOOD * len(said):
        return []
    answer = tokenize(said, question, lost)
    if TOO_SHORT.is_missing(answer):
        return [TOO_SHORT]
    covered = coverage_of_words(said, question, scores)
    if len(answer.tokens) < SHORTEST or (covered is not None and covered.is_off):
        return []
    return [row for row in TABLE if row.is_missing(answer)]
