"""Did it answer the question? The parts found, as a report shows them; never scored."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.coverage import Coverage, HeardPart
from analysis.report.model import Moment, ReportRemark
from analysis.report.transcript.moments import timestamp

NAME = "covers_question"
"""The row of ``analysis.content.catalog`` that switches it off."""

MAY_NOT_ANSWER = "This may not answer the question"
"""How the comment on an answer about something else begins."""


NOT_HEARD = "No words recognized for"
"""About one in sixteen of the parts listed is there all the same, so a report never calls one
missing; see docs/notes.md."""

UNSURE = "Viva can't always recognize"
"""What a report says of a part that wasn't found and that people say in too many ways."""


def covered(coverage: Coverage | None) -> tuple[ReportRemark, ...]:
    """Show which parts were found, each with its moment, and which were not."""
    if coverage is None or coverage.is_off:
        return ()
    heard, missing = coverage.heard, coverage.unrecognized
    unsure = [part.label for part in coverage.missing if part.varied]
    said = [f"{NOT_HEARD}: {_listed(missing)}."] if missing else []
    said += [f"{UNSURE} {_joined(unsure)}."] if unsure else []
    said += [
        f"{part.label[:1].upper()}{part.label[1:]}: {part.note}." for part in heard if part.note
    ]
    return (
        ReportRemark(
            NAME,
            f"Did you answer the question? Viva found {len(heard)} of {len(coverage.parts)} parts.",
            " ".join(said),
            tuple(_moment(part) for part in heard if part.quote is not None),
            _advice(missing),
        ),
    )


def off_question(coverage: Coverage | None, *, scored: bool) -> tuple[str, ...]:
    """Say at the top that the answer may be about something else."""
    if coverage is None or not coverage.is_off:
        return ()
    parts = _joined([part.label for part in coverage.parts])
    said = f"{MAY_NOT_ANSWER}: Viva found nothing about {parts}."
    return (f"{said} This doesn't affect your scores." if scored else said,)


def _advice(missing: Sequence[HeardPart]) -> str:
    if not missing or missing[0].name == "brief":
        return ""
    return f"If you left it out, add a sentence on {missing[0].label} next time."


def _listed(parts: Sequence[HeardPart]) -> str:
    return ", ".join(part.label for part in parts)


def _joined(labels: Sequence[str]) -> str:
    if len(labels) < 3:
        return " or ".join(labels)
    return f"{', '.join(labels[:-1])}, or {labels[-1]}"


def _moment(part: HeardPart) -> Moment:
    assert part.quote is not None
    quote = part.quote
    when, what = timestamp(quote.start), f"{part.label}: “{quote.text}”"
    return Moment(quote.start, quote.end, f"{when} {what}", at=when, what=what, unquoted=part.label)
