"""One measure over the weeks as a chart; the signs are those of `analysis.progress.chart`.

A click on a week chooses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from analysis.progress import chart
from analysis.progress.model import Period, TrendLine

STYLES: Mapping[chart.Role, str] = {
    "axis": "$text-muted",
    "good": "$success",
    "spread": "$primary 60%",
    "median": "bold $primary",
    "chosen": "bold $warning",
    "empty": "$text-muted",
}
ON_GOOD = "on $success 18%"


class TrendChart(Widget):
    """A chart with its legend below; ``line`` is ``None`` while it is being computed."""

    line: reactive[TrendLine | None] = reactive(None)
    chosen: reactive[Period | None] = reactive(None)

    @dataclass
    class Chosen(Message):
        """A week was clicked."""

        period: Period

    def render(self) -> RenderResult:
        """Draw the chart as large as there is room."""
        width, height = self.size
        if self.line is None or width < 20 or height < 6:
            return Content("")
        rows = (self._row(row) for row in chart.draw(self.line, width, height - 1, self.chosen))
        return Content("\n").join([*rows, self._legend(self.line, width)])

    def on_click(self, event: events.Click) -> None:
        """Select the week that was clicked."""
        if self.line is not None:
            period = chart.at(self.line, self.size.width, self.size.height - 1, event.x)
            if period is not None:
                self.post_message(self.Chosen(period))

    def _row(self, row: tuple[chart.ChartText, ...]) -> Content:
        return Content.assemble(
            *((p.text, f"{STYLES[p.role]} {ON_GOOD if p.on_good else ''}") for p in row)
        )

    def _legend(self, line: TrendLine, width: int) -> Content:
        said = [
            ("● ", STYLES["median"]),
            (f"{line.period_name} median   ", "$text-muted"),
            ("░ ", STYLES["spread"]),
            ("middle half", "$text-muted"),
        ]
        if line.good:
            said += [("   ┄ ", STYLES["good"]), (f"good: {line.good_shown}", "$text-muted")]
        return Content.assemble(*said)
