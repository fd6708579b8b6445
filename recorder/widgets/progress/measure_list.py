"""Scores and measures, each with its verdict's sign, its last weeks, and its newest median."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.table import Table
from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from analysis.progress import chart, names
from analysis.progress.model import TrendLine

WITH_SPARK = 36
"""Width in cells from which there is room for the last weeks."""

SPARK = 10


class MeasureList(OptionList):
    """An option for each name, its id the name; one still being computed has no number."""

    def begin(self, wanted: Iterable[str], chosen: str | None) -> None:
        """Show only the names."""
        wanted = tuple(wanted)
        self.set_options(Option(self._row(name, None), id=name) for name in wanted)
        if wanted:
            self.highlighted = wanted.index(chosen) if chosen in wanted else 0

    def fill(self, line: TrendLine) -> None:
        """Show a measure that has been computed."""
        self.replace_option_prompt(line.name, self._row(line.name, line))

    def fit(self, lines: Mapping[str, TrendLine]) -> None:
        """Redraw every row for another width."""
        for line in lines.values():
            self.fill(line)

    @property
    def chosen(self) -> str | None:
        """Name of the highlighted measure."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id

    def keep_only(self, kept: Sequence[str]) -> None:
        """Remove the measures that no answer has."""
        for option in list(self.options):
            if option.id not in kept:
                self.remove_option(str(option.id))

    def _row(self, name: str, line: TrendLine | None) -> Table:
        row = Table.grid(expand=True, padding=(0, 1, 0, 0))
        row.add_column(width=1)
        row.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        cells = [Text(line.sign if line else "·"), Text(names.label(name))]
        if self.size.width >= WITH_SPARK:
            row.add_column(width=SPARK, no_wrap=True)
            cells.append(Text(chart.sparkline(line.periods)[-SPARK:] if line else "", "dim"))
        row.add_column(justify="right", no_wrap=True, min_width=4)
        cells.append(Text(line.latest if line else "…"))
        row.add_row(*cells)
        return row
