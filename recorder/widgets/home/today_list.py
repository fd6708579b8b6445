"""Today's questions: number or check mark, question, target, and why it was chosen."""

from __future__ import annotations

from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from recorder.display_text import plain
from recorder.today.daily_list import TodayItem
from recorder.today.wording import reason_text


class TodayList(OptionList):
    """One option per question for today."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Answer", tooltip="Answer it aloud", id="today.answer")
    ]

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[TodayItem, ...] = ()

    def show(self, items: tuple[TodayItem, ...]) -> None:
        """Show these questions; highlight the same place, or the first open question."""
        same = [i.question.id for i in items] == [i.question.id for i in self._items]
        done_before = [i.done for i in self._items]
        place = self.highlighted
        self._items = items
        self.clear_options()
        for number, item in enumerate(items, 1):
            self.add_option(Option(_row(number, item)))
        changed = not same or [i.done for i in items] != done_before
        if place is None or (changed and place < len(items) and items[place].done):
            place = next((n for n, item in enumerate(items) if not item.done), 0)
        self.highlighted = min(place, len(items) - 1) if items else None

    @property
    def chosen(self) -> TodayItem | None:
        """The highlighted question."""
        return None if self.highlighted is None else self._items[self.highlighted]


def _row(number: int, item: TodayItem) -> Table:
    row = Table.grid(expand=True, padding=(0, 1, 0, 0))
    row.add_column(width=2, justify="right", no_wrap=True)
    row.add_column(ratio=1)
    text = Text(plain(item.question.text), style="dim" if item.done else "bold")
    row.add_row("✓" if item.done else f"{number}.", text)
    row.add_row("", Text(plain(reason_text(item)), style="dim"))
    return row
