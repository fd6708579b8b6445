"""Moments of an answer, described so that people can find them again."""

from __future__ import annotations

from analysis.report.model import Moment
from analysis.report.transcript.spoken import is_marked
from analysis.report.transcript.writing import quoted
from analysis.types import Analysis, Filler, Pause, Span


def timestamp(seconds: float) -> str:
    """Write a moment as minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def context(analysis: Analysis, span: Span, words: int = 4) -> str:
    """Return the words just before a moment, for orientation.

    A filler or a pause comes after the words that the transcript shows before it.
    """
    if not analysis.transcript:
        return ""
    if isinstance(span, Filler | Pause):
        before = [w for w in analysis.transcript.words if w.middle < span.middle]
        if isinstance(span, Filler):
            before = [w for w in before if not is_marked(w, (span,))]
    else:
        before = [w for w in analysis.transcript.words if w.end <= span.start + 0.1]
    return quoted(before[-words:])


def moment(analysis: Analysis, span: Span, what: str, unquoted: str | None = None) -> Moment:
    """Describe a moment: when, what, and after which words.

    ``unquoted`` says what it is where ``what`` quotes the speaker.
    """
    before = context(analysis, span)
    told = what + (f" after “{before}”" if before else "")
    when = timestamp(span.start)
    return Moment(span.start, span.end, f"{when} {told}", when, told, unquoted or what)
