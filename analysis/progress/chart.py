"""A line of progress drawn in characters: weekly medians, their middle half, and the good range.

Rows of pieces, each a text in a role; a screen gives the roles colors, a plain terminal none.
The signs carry everything: ● a median, ○ one of under three answers, ░ the middle half, ┄ the
edges of what is good.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from analysis.progress.model import Mark, Period, TrendLine

Role = Literal["axis", "good", "spread", "median", "chosen", "empty"]

BARS = "▁▂▃▄▅▆▇█"
SPARKLINE_PERIODS = 16
NARROWEST = 12
"""Cells that a chart needs in addition to its labels."""

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of the dots of a braille character, four rows of two."""

LEGEND = "● median of every {every}   ░ middle half"


@dataclass(frozen=True, slots=True)
class ChartText:
    """Characters of one role; ``on_good``: they are in the good range."""

    text: str
    role: Role
    on_good: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """The places of things in a chart of ``width`` × ``height`` cells, its labels left out."""

    line: TrendLine
    width: int
    height: int

    @property
    def slot(self) -> float:
        """Cells of a period."""
        return self.width / self.line.places

    def column(self, period: Period) -> int:
        """Return the column of a period's middle."""
        return min(self.width - 1, int((period.place + 0.5) * self.slot))

    def columns(self, period: Period) -> range:
        """Return the columns of a period's spread, with a gap around it where there is room."""
        first, last = period.place * self.slot, (period.place + 1) * self.slot
        gap = 0.5 if self.slot >= 3 else 0.0
        start = min(round(first + gap), self.column(period))
        return range(start, max(round(last - gap), self.column(period) + 1))

    def row(self, value: float) -> int:
        """Return the row of a value, the highest at 0."""
        return round(self.height_of(value))

    def height_of(self, value: float) -> float:
        """Return the place of a value, in rows from the top."""
        return (1 - self.line.axis.share(value)) * (self.height - 1)


def draw(
    line: TrendLine, width: int, height: int, chosen: Period | None = None
) -> tuple[tuple[ChartText, ...], ...]:
    """Draw a chart; the last of its rows has the dates, the one above the axis."""
    labels = max(len(mark.shown) for mark in line.axis.marks)
    plot = Plot(line, max(width - labels - 2, NARROWEST), max(height - 2, 3))
    cells = _cells(plot)
    shown = {plot.row(mark.value): mark.shown for mark in _marks(plot)}
    rows = []
    for row in range(plot.height):
        edge = f"{shown.get(row, ''):>{labels}} {'┤' if row in shown else '│'}"
        rows.append((ChartText(edge, "axis"), *_pieces(cells[row])))
    under = "".join("▲" if chosen and plot.column(chosen) == c else "─" for c in range(plot.width))
    rows.append((ChartText(" " * (labels + 1) + "└", "axis"), *_axis_line(under)))
    rows.append((ChartText(" " * (labels + 2) + _dates(plot), "axis"),))
    return tuple(rows)


def at(line: TrendLine, width: int, height: int, column: int) -> Period | None:
    """Return the period drawn in a column of the whole chart; ``None`` outside of all."""
    labels = max(len(mark.shown) for mark in line.axis.marks)
    plot = Plot(line, max(width - labels - 2, NARROWEST), max(height - 2, 3))
    place = int((column - labels - 2) / plot.slot) if column >= labels + 2 else -1
    return next((each for each in line.periods if each.place == place), None)


def sparkline(periods: Sequence[Period]) -> str:
    """Draw the medians of the last periods, low to high; one without an answer is a dot."""
    medians = {period.place: period.median for period in periods}
    last = periods[-1].place
    places = range(max(0, last - SPARKLINE_PERIODS + 1), last + 1)
    there = [medians[place] for place in places if place in medians]
    low, reach = min(there), max(there) - min(there)
    return "".join(_bar(medians[p] - low, reach) if p in medians else "·" for p in places)


def _bar(above: float, reach: float) -> str:
    return BARS[round(above / reach * (len(BARS) - 1))] if reach else BARS[3]


def _marks(plot: Plot) -> Sequence[Mark]:
    """Return the marks there is room for, evenly: two rows for each."""
    marks = plot.line.axis.marks
    gaps = len(marks) - 1
    return marks[:: max(1, math.ceil(2 * gaps / (plot.height - 1)))]


Cell = tuple[str, Role, bool]


def _cells(plot: Plot) -> list[list[Cell]]:
    """Draw the good range, the spread, the line, and the medians over each other."""
    cells: list[list[Cell]] = [
        [(" ", "empty", good)] * plot.width for good in _good_rows(plot)
    ]  # fmt: skip
    for row in _good_edges(plot):
        cells[row] = [("┄", "good", True)] * plot.width
    for period in plot.line.periods:
        if period.low is None or period.high is None:
            continue
        for row in range(plot.row(period.high), plot.row(period.low) + 1):
            for column in plot.columns(period):
                cells[row][column] = ("░", "spread", cells[row][column][2])
    for (row, column), dots in _connections(plot).items():
        cells[row][column] = (chr(0x2800 + dots), "median", cells[row][column][2])
    for period in plot.line.periods:
        row, column = plot.row(period.median), plot.column(period)
        sign = "○" if period.low is None else "●"
        cells[row][column] = (sign, "median", cells[row][column][2])
    return cells


def _good_rows(plot: Plot) -> list[bool]:
    good = plot.line.good
    if good is None:
        return [False] * plot.height
    top, bottom = plot.height_of(good[1]), plot.height_of(good[0])
    return [round(top) <= row <= round(bottom) for row in range(plot.height)]


def _good_edges(plot: Plot) -> Iterator[int]:
    """Yield the rows of the edges that are inside the axis."""
    axis = plot.line.axis
    yield from (plot.row(edge) for edge in plot.line.good or () if axis.low < edge < axis.high)


def _connections(plot: Plot) -> dict[tuple[int, int], int]:
    """Join the medians of neighboring periods by dots."""
    found: dict[tuple[int, int], int] = {}
    for a, b in pairwise(plot.line.periods):
        if b.place != a.place + 1:
            continue
        x0, x1 = (2 * plot.column(p) + 0.5 for p in (a, b))
        y0, y1 = (4 * plot.height_of(p.median) + 1.5 for p in (a, b))
        steps = max(1, round(max(x1 - x0, abs(y1 - y0))))
        for step in range(steps + 1):
            x = round(x0 + (x1 - x0) * step / steps)
            y = min(max(round(y0 + (y1 - y0) * step / steps), 0), 4 * plot.height - 1)
            cell = (y // 4, min(x // 2, plot.width - 1))
            found[cell] = found.get(cell, 0) | DOTS[y % 4][x % 2]
    return found


def _pieces(cells: Sequence[Cell]) -> Iterator[ChartText]:
    for (role, good), run in groupby(cells, key=lambda cell: cell[1:]):
        yield ChartText("".join(cell[0] for cell in run), role, good)


def _axis_line(under: str) -> Iterator[ChartText]:
    for chosen, run in groupby(under, key=lambda sign: sign == "▲"):
        yield ChartText("".join(run), "chosen" if chosen else "axis")


def _dates(plot: Plot) -> str:
    """Write first days under their periods, the first and the last before all others."""
    drawn = [" "] * plot.width
    periods = plot.line.periods
    for period in (periods[0], periods[-1], *periods[1:-1]):
        text = period.when
        start = min(max(plot.column(period) - len(text) // 2, 0), plot.width - len(text))
        around = drawn[max(start - 2, 0) : start + len(text) + 2]
        if start >= 0 and not "".join(around).strip():
            drawn[start : start + len(text)] = text
    return "".join(drawn).rstrip()
