"""The places of a chart's parts in its SVG: 640 wide, 220 high, labels included."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.progress.model import Mark, Period, TrendLine

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 632, 12, 190

DATE = 64
"""Width of a date."""


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """One measure's chart."""

    line: TrendLine

    @property
    def slot(self) -> float:
        """Width of a period."""
        return (RIGHT - LEFT) / self.line.places

    def x(self, period: Period) -> float:
        """Return the middle of a period."""
        return round(LEFT + (period.place + 0.5) * self.slot, 1)

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return round(BOTTOM - self.line.axis.share(value) * (BOTTOM - TOP), 1)

    def spread(self, period: Period) -> tuple[float, float, float, float] | None:
        """Return x, y, width and height of a period's middle half; ``None``: it has none."""
        if period.low is None or period.high is None:
            return None
        width = round(min(self.slot * 0.7, 44), 1)
        top, bottom = self.y(period.high), self.y(period.low)
        return round(self.x(period) - width / 2, 1), top, width, round(max(bottom - top, 2), 1)

    def good(self) -> tuple[float, float] | None:
        """Return y and height of the good range."""
        if self.line.good is None:
            return None
        top, bottom = (self.y(edge) for edge in reversed(self.line.good))
        return top, round(bottom - top, 1)

    def path(self) -> str:
        """Join the medians; a period without an answer breaks the line."""
        parts, last = [], None
        for period in self.line.periods:
            go_on = last is not None and period.place == last + 1
            parts.append(f"{'L' if go_on else 'M'}{self.x(period)} {self.y(period.median)}")
            last = period.place
        return " ".join(parts)

    def marks(self) -> tuple[Mark, ...]:
        """Return the marks of the axis."""
        return self.line.axis.marks

    def dates(self) -> tuple[Period, ...]:
        """Return the periods whose date is written: as many as there is room for."""
        step = max(1, round(DATE / self.slot + 0.49))
        return tuple(p for p in self.line.periods if p.place % step == 0)
