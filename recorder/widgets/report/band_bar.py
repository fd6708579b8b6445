"""A score as a bar: its scale with the good range on it, the answer's place, and a verdict."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from analysis.report.model import Bar
from analysis.report.text import scale
from analysis.types import Band
from recorder.display_text import plain

SIGNS: Mapping[Band, tuple[str, str]] = {
    "within": ("✓", "$success"),
    "below": ("▽", "$warning"),
    "above": ("△", "$warning"),
    "far_below": ("▼", "$error"),
    "far_above": ("▲", "$error"),
}
"""Sign and style of each band; the verdict says it in words."""

HEAD = 14
"""Width in cells of the label and the score."""

LEAST, MOST = 12, 44
"""Fewest cells of a scale next to its verdict, and most of any scale."""


class BandBar(Widget):
    """One score of a report."""

    def __init__(self, bar: Bar) -> None:
        super().__init__()
        self._bar = bar
        self._usual = f"usually {plain(bar.usual.shown)}" if bar.usual else ""
        lines = (plain(bar.advice), f"Source: {plain(bar.source)}", self._usual)
        self.tooltip = Content("\n".join(filter(None, lines)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return 1 line if all of it fits next to the scale, else 2."""
        return 1 if self._fits(width) else 2

    def render(self) -> RenderResult:
        """Draw score, scale, value, and verdict on one line, or on two if it is narrow."""
        bar = self._bar
        sign, style = SIGNS[bar.band]
        head = Content.assemble((f"{bar.label:<8}", "bold"), (f"{bar.score:>4}  ", style))
        verdict = Content.assemble((f"{sign} {plain(bar.shown)}", ""), (f" ({bar.verdict})", style))
        usual = (f"  {self._usual}" if self._usual else "", "$foreground-muted")
        if self._fits(self.size.width):
            cells = min(MOST, self.size.width - HEAD - 2 - len(self._said))
            return Content.assemble(head, self._scale(cells, style), "  ", verdict, usual)
        cells = min(MOST, max(1, self.size.width - HEAD))
        drawn = self._scale(cells, style)
        return Content.assemble(head, drawn, "\n", " " * self._indent, verdict, usual)

    @property
    def _said(self) -> str:
        """All the text next to the scale."""
        usual = f"  {self._usual}" if self._usual else ""
        return f"✓ {plain(self._bar.shown)} ({self._bar.verdict}){usual}"

    @property
    def _indent(self) -> int:
        """Cells before the second line: under the scale if there is room."""
        return max(0, min(HEAD, self.size.width - len(self._said)))

    def _fits(self, width: int) -> bool:
        return width - HEAD - 2 - len(self._said) >= LEAST

    def _scale(self, cells: int, style: str) -> Content:
        styles = {"░": "$success-muted", "─": "$border-blurred", "●": f"bold {style}"}
        signs = {"░": "▬"}
        return Content.assemble(
            *((signs.get(mark, mark), styles[mark]) for mark in scale(self._bar, cells))
        )
