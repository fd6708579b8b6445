"""A mock's report as plain text for any terminal; ``width`` is in columns."""

from __future__ import annotations

import textwrap

from analysis.report.mock.model import MockFinding, MockReport, MockRow
from analysis.report.text import plain

SCORES = ("pace", "pauses", "fillers", "length")


def render(report: MockReport, *, width: int = 80) -> str:
    """Write the whole report; ends with a line feed."""
    parts = [
        _fill(report.title, width) + "\n" + _fill(report.subtitle, width),
        "\n".join(_fill(f"! {caution}", width, "  ") for caution in report.cautions),
        _whole(report, width),
        _priorities(report.priorities, width),
        _rows(report.rows, width),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def medians(report: MockReport) -> str:
    """Say the medians in one line, and of which answers they are."""
    if report.overall is None:
        return "No score yet."
    parts = (f"{m.label} {m.value}" for m in report.medians)
    return " · ".join((f"Overall {report.overall} of 100 ({report.basis})", *parts))


def _whole(report: MockReport, width: int) -> str:
    lines = [medians(report)]
    for label, text in (
        ("Consistency", report.consistency),
        ("Fatigue", report.fatigue),
        ("Time", report.time),
        ("Skipped", report.skipped),
        ("", report.counted),
    ):
        if text:
            lines.append(f"{label}: {text}" if label else text)
    return "\n".join(_fill(line, width, "  ") for line in lines)


def _priorities(priorities: tuple[MockFinding, ...], width: int) -> str:
    lines = []
    for number, thing in enumerate(priorities, 1):
        head = f"{number}. {thing.headline}, {thing.often}: {thing.advice}"
        lines.append(_fill(head, width, "   "))
        for place in thing.places:
            where = f"   · question {place.number} (answer {place.answer}): {place.text}"
            lines.append(_fill(where, width, "     "))
    return "\n".join(["What to work on first", *lines]) if lines else ""


def _rows(rows: tuple[MockRow, ...], width: int) -> str:
    head = f"{'':4} {'all':>3} {'pace':>5} {'pauses':>6} {'fillers':>7} {'length':>6}  question"
    lines = [head]
    for row in rows:
        scores = row.scores or {}
        cells = (
            _cell(row.overall, 3),
            *(_cell(scores.get(name), max(5, len(name))) for name in SCORES),
        )
        aside = "; ".join(part for part in (row.because, row.remark) if part)
        said = plain(row.question) + (f" ({plain(aside)})" if aside else "")
        length = f" [{row.length}]" if row.length else ""
        start = f"{row.number:4} {' '.join(cells)}  "
        lines.append(
            textwrap.fill(
                said + length, width, initial_indent=start, subsequent_indent=" " * len(start)
            )
        )
    return "\n".join(lines)


def _cell(value: int | None, width: int) -> str:
    return f"{'–' if value is None else value:>{width}}"


def _fill(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(plain(text), width, subsequent_indent=indent)
