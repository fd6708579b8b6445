"""A score as a bar: its scale with the good stretch on it, the answer's place, and a verdict."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import RenderResult
from textual.content import Content
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

USUAL = 18
"""Cells kept for what is usual, where anything is."""


class BandBar(Widget):
    """One score of a report."""

    def __init__(self, bar: Bar) -> None:
        super().__init__()
        self._bar = bar
        self._usual = f"usually {plain(bar.usual.shown).split(' ')[0]}" if bar.usual else ""
        lines = (plain(bar.advice), f"Source: {plain(bar.source)}", self._usual)
        self.tooltip = Content("\n".join(filter(None, lines)))

    def render(self) -> RenderResult:
        """Draw score, scale, value and verdict in one line, or in two where it is narrow."""
        bar = self._bar
        sign, style = SIGNS[bar.band]
        narrow = self.size.width < 68
        head = Content.assemble((f"{bar.label:<8}", "bold"), (f"{bar.score:>4}  ", style))
        verdict = Content.assemble((f"{sign} {plain(bar.shown)}", ""), (f" ({bar.verdict})", style))
        room = self.size.width - (14 if narrow else 57)
        cells = max(8, min(44, room - (USUAL if self._usual and not narrow else 0)))
        drawn = self._scale(cells, style)
        if narrow:
            said = f"{sign} {bar.verdict}"
            return Content.assemble(head, drawn, "\n  ", (said, style), f": {plain(bar.shown)}")
        usual = (f"  {self._usual}", "$foreground-muted")
        return Content.assemble(head, drawn, "  ", verdict, usual if self._usual else "")

    def _scale(self, cells: int, style: str) -> Content:
        styles = {"░": "$success-muted", "─": "$border-blurred", "●": f"bold {style}"}
        signs = {"░": "▬"}
        return Content.assemble(
            *((signs.get(mark, mark), styles[mark]) for mark in scale(self._bar, cells))
        )
