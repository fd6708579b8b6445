"""What mentors said about an answer, next to what Viva measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from analysis.feedback.types import RATINGS, SCALES, MentorFeedback, MentorMark, RatingName
from analysis.report.dates import full_day
from analysis.report.model import MentorNotes, MentorRating, Moment
from analysis.report.transcript.moments import context, timestamp
from analysis.types import Analysis, Span

HEARD = 4.0
"""Seconds that are played from a mentor's moment on."""

NOT_SCORED = "not scored by Viva"
NO_SCORE = "no score from Viva"


def mentor_notes(
    analysis: Analysis, given: Iterable[tuple[MentorFeedback, datetime]], overall: int | None
) -> tuple[MentorNotes, ...]:
    """Return each mentor's feedback with the moment it was imported, ready to draw.

    ``overall`` is the score that the report shows.
    """
    return tuple(
        MentorNotes(
            mentor=feedback.mentor,
            when=full_day(at),
            ratings=tuple(_ratings(feedback, overall)),
            comment=feedback.comment,
            moments=tuple(_moment(analysis, mark) for mark in feedback.marks),
        )
        for feedback, at in given
    )


def _ratings(feedback: MentorFeedback, overall: int | None) -> Iterator[MentorRating]:
    for name in RATINGS:
        if name in feedback.ratings:
            value = feedback.ratings[name]
            scale = SCALES[name]
            yield MentorRating(scale.label, value, scale.meanings[value - 1], _viva(name, overall))


def _viva(name: RatingName, overall: int | None) -> str:
    """Say what Viva has next to a rating: it scores only delivery."""
    if name != "delivery":
        return NOT_SCORED
    return NO_SCORE if overall is None else f"Viva: {overall} of 100"


def _moment(analysis: Analysis, mark: MentorMark) -> Moment:
    """Describe a moment: the comment, and after which words it is."""
    start = min(mark.at, analysis.recording.duration)
    span = Span(start, max(start, min(start + HEARD, analysis.recording.duration)))
    before = context(analysis, span)
    what = mark.comment + (f" (after “{before}”)" if before else "")
    at = timestamp(mark.at)
    return Moment(span.start, span.end, f"{at} {what}", at, what, mark.comment)
