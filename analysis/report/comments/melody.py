"""The melody of an answer as a report shows it: neutral observations with their moments."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.measures.pitch import FINAL_RISE, MONOTONE
from analysis.report.model import Moment, ReportRemark
from analysis.report.transcript.moments import timestamp
from analysis.types import Analysis, Note

RISES_REASON = (
    "Neither good nor bad, and not scored. A rise sounds like a question, or as if there is more "
    "to come; a fall sounds finished."
)
RISES_ADVICE = "Listen to one. If you meant to finish, say it again and let your voice fall."

FLAT = "Your voice stayed flat for a while"
FLAT_REASON = "Not scored. Listeners hear what matters by its higher or lower pitch."
FLAT_ADVICE = "Choose the word that matters most in each sentence, and raise your voice on it."


def on_melody(analysis: Analysis) -> tuple[ReportRemark, ...]:
    """Show final rises on statements and monotone stretches, if the analysis has any."""
    rises = [n for n in analysis.notes if n.kind == FINAL_RISE]
    flat = [n for n in analysis.notes if n.kind == MONOTONE]
    found = []
    if whole := [n.text for n in rises if n.start is None]:
        moments = _moments(analysis, rises)
        found.append(ReportRemark(FINAL_RISE, whole[0], RISES_REASON, moments, RISES_ADVICE))
    if flat:
        moments = _moments(analysis, flat)
        found.append(ReportRemark(MONOTONE, FLAT, FLAT_REASON, moments, FLAT_ADVICE))
    return tuple(found)


def _moments(analysis: Analysis, notes: Sequence[Note]) -> tuple[Moment, ...]:
    return tuple(
        _moment(analysis, note.start, note.end, note)
        for note in notes
        if note.start is not None and note.end is not None
    )


def _moment(analysis: Analysis, start: float, end: float, note: Note) -> Moment:
    """Describe a moment; a rise quotes the words that it is on."""
    when, told = timestamp(start), note.text
    if note.kind == FINAL_RISE:
        words = analysis.transcript.words if analysis.transcript else ()
        said = " ".join(w.text for w in words if start <= w.middle <= end)
        told = f"{told}: “{said}”" if said else told
    else:
        when = f"{when}–{timestamp(end)}"
    return Moment(start, end, f"{when} {told}", at=when, what=told, unquoted=note.text)
