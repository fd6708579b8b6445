"""Comments on content as a report shows them, ready to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.content import types as content
from analysis.report.model import Moment, ReportRemark
from analysis.report.transcript.moments import timestamp
from analysis.types import Note

CONTENT = "content"
"""Kind of the comments on content that an analysis itself may have."""


def report_remarks(remarks: Sequence[content.Remark]) -> tuple[ReportRemark, ...]:
    """Return the remarks as the report shows them."""
    return tuple(
        ReportRemark(
            name=remark.name,
            text=remark.headline,
            reason=remark.reason,
            moments=tuple(_moment(quote.start, quote.end, quote.text) for quote in remark.moments),
            advice=remark.advice,
            shares=_shares(remark.shares),
        )
        for remark in remarks
    )


def remarks_of_notes(notes: Sequence[Note]) -> tuple[ReportRemark, ...]:
    """Return the notes of an analysis that are remarks."""
    return tuple(
        ReportRemark(CONTENT, note.text, "", _place(note)) for note in notes if note.kind == CONTENT
    )


def _place(note: Note) -> tuple[Moment, ...]:
    if note.start is None or note.end is None:
        return ()
    return (_moment(note.start, note.end, ""),)


def _moment(start: float, end: float, quote: str) -> Moment:
    when, what = timestamp(start), f"“{quote}”" if quote else ""
    return Moment(start, end, f"{when} {what}".strip(), at=when, what=what)


def _shares(shares: Mapping[str, float]) -> str:
    return " · ".join(f"{name} {share:.0%}" for name, share in shares.items())
