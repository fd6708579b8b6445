"""A comparison as plain text for any terminal; ``width`` is in columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from analysis.report.comparison.model import ComparedChanges, ComparedColumn, Comparison, SaidRow
from analysis.report.earlier.repeated import SIGNS
from analysis.report.text import plain
from analysis.report.transcript.moments import timestamp

LABEL = 18
GAP = "  "
SAID = "What was said, side by side (not scored)"


def render(comparison: Comparison, *, width: int = 80) -> str:
    """Write the whole comparison; ends with a line feed."""
    parts = [
        _fill(comparison.title, width),
        "\n".join(_fill(f"! {caution}", width, "  ") for caution in comparison.cautions),
        "\n".join(_table(comparison, width)),
        "\n".join(_fill(changes_text(each), width, "  ") for each in comparison.changes),
        "\n".join(_said(comparison, width)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def changes_text(found: ComparedChanges) -> str:
    """Write what changed in one sentence, with what could be chance."""
    said = (f"{c.text} {SIGNS[c.direction]} {c.verdict}" for c in found.changes)
    return f"{found.since}: {'; '.join(said)}."


def heading(column: ComparedColumn) -> str:
    """Name a column: its label, its answer's number, when, and what is still to come."""
    parts = (column.number, column.when, column.remark)
    return "\n".join([column.label, *filter(None, parts)])


def _table(comparison: Comparison, width: int) -> Iterator[str]:
    room = _room(width - LABEL - len(GAP), len(comparison.columns))
    yield from _side_by_side("", [heading(column) for column in comparison.columns], room)
    for measure in comparison.measures:
        yield from _side_by_side(measure.label, measure.shown, room)


def _side_by_side(label: str, cells: Sequence[str], room: int) -> Iterator[str]:
    columns = [textwrap.wrap(label, LABEL), *(_wrapped(cell, room) for cell in cells)]
    widths = [LABEL, *[room] * len(cells)]
    yield from _lines(columns, widths)


def _said(comparison: Comparison, width: int) -> Iterator[str]:
    if not comparison.said:
        return
    yield SAID
    yield from _fill(comparison.said_summary, width).splitlines()
    shown = [n for n in range(len(comparison.columns)) if any(r.parts[n] for r in comparison.said)]
    room = _room(width, len(shown))
    for row in comparison.said:
        yield ""
        yield from _lines([_wrapped(_cell(row, n), room) for n in shown], [room] * len(shown))
        if row.note:
            yield f"· {row.note}"


def _cell(row: SaidRow, number: int) -> str:
    part = row.parts[number]
    return "–" if part is None else f"{timestamp(part.start)} {part.text}"


def _room(width: int, columns: int) -> int:
    """Return the columns of the terminal for each of these columns."""
    return max(8, (width - len(GAP) * (columns - 1)) // columns)


def _wrapped(text: str, width: int) -> list[str]:
    return [line for part in text.split("\n") for line in textwrap.wrap(plain(part), width)]


def _lines(columns: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for cells in zip_longest(*columns, fillvalue=""):
        row = zip(cells, widths, strict=True)
        yield GAP.join(f"{cell:<{width}}" for cell, width in row).rstrip()


def _fill(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(plain(text), width, subsequent_indent=indent)
