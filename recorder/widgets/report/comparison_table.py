"""Answers side by side in one table: the measures first, then what each says.

Arrow keys and clicks move between the cells; a cell with something said can be played.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.text import Text
from textual import events, on
from textual.message import Message
from textual.widgets import DataTable

from analysis.report.comparison.model import Comparison, SaidPart, SaidRow
from analysis.report.transcript.moments import timestamp
from recorder.display_text import plain

LABEL_WIDTH = 19
"""Cells of the first column, where there is room for it."""

NARROWEST = 16
"""Cells of an answer's column; a narrower terminal scrolls to the side."""

SAID = "What you said"
HINT = "Enter plays a part"


class ComparisonTable(DataTable[Text]):
    """A column for each answer, next to one that names the rows."""

    @dataclass
    class Chosen(Message):
        """A part was chosen to be played; ``column`` is its answer's place."""

        column: int
        part: SaidPart

    def __init__(self) -> None:
        super().__init__(show_header=True, fixed_columns=1, cursor_type="cell")
        self._comparison: Comparison | None = None
        self._parts: dict[tuple[int, int], SaidPart] = {}

    def show(self, comparison: Comparison) -> None:
        """Show a comparison; the cursor stays where it is."""
        self._comparison = comparison
        self._fill()

    @property
    def column(self) -> int:
        """The answer the cursor is on, the first if it is on a row's name."""
        return max(0, self.cursor_column - 1)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the columns to the new width."""
        self._fill()

    @on(DataTable.CellSelected)
    def _choose(self, event: DataTable.CellSelected) -> None:
        event.stop()
        place = event.coordinate
        part = self._parts.get((place.row, place.column - 1))
        if part is not None:
            self.post_message(self.Chosen(place.column - 1, part))

    # Drawing

    def _fill(self) -> None:
        found = self._comparison
        if found is None or not self.size.width:
            return
        at, scrolled = self.cursor_coordinate, self.scroll_y
        self.clear(columns=True)
        self._parts.clear()
        label, width = self._widths(len(found.columns))
        self.add_column(Text(""), width=label)
        for column in found.columns:
            self.add_column(Text(plain(column.label), style="bold"), width=width)
        self._add_measures(found, label, width)
        if found.said:
            self._add([Text(SAID, "bold"), Text(HINT, "dim")], label, width)
            for row in found.said:
                self._add_said(row, label, width)
        self.move_cursor(row=min(at.row, self.row_count - 1), column=max(1, at.column))
        self.scroll_to(y=scrolled, animate=False, force=True, immediate=True)

    def _add_measures(self, found: Comparison, label: int, width: int) -> None:
        lines: Mapping[str, tuple[str, ...]] = {
            "Recorded": tuple(column.when for column in found.columns),
            "": tuple(column.remark for column in found.columns),
            **{measure.label: measure.shown for measure in found.measures},
        }
        for name, shown in lines.items():
            if any(shown):
                self._add([Text(name), *(Text(plain(text)) for text in shown)], label, width)

    def _add_said(self, row: SaidRow, label: int, width: int) -> None:
        for column, part in enumerate(row.parts):
            if part is not None:
                self._parts[self.row_count, column] = part
        cells = [_cell(part) for part in row.parts]
        self._add([Text(row.note, "italic"), *cells], label, width)

    def _add(self, cells: list[Text], label: int, width: int) -> None:
        """Add a row, wrapped, as high as its highest cell."""
        cells += [Text("")] * (len(self.columns) - len(cells))
        widths = [label, *[width] * (len(cells) - 1)]
        console = self.app.console
        wrapped = [
            Text("\n").join(cell.wrap(console, room))
            for cell, room in zip(cells, widths, strict=True)
        ]
        self.add_row(*wrapped, height=max(1, *(cell.plain.count("\n") + 1 for cell in wrapped)))

    def _widths(self, columns: int) -> tuple[int, int]:
        """Return the width of the first column and of each other, without their padding."""
        room = self.scrollable_content_region.width - 2 * self.cell_padding * (columns + 1)
        label = min(LABEL_WIDTH, max(10, room // 4))
        return label, max(NARROWEST, (room - label) // max(1, columns))


def _cell(part: SaidPart | None) -> Text:
    if part is None:
        return Text("–", "dim")
    style = "dim" if part.elsewhere else ""
    return Text.assemble((timestamp(part.start), "bold"), (f" {plain(part.text)}", style))
