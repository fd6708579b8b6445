"""The places one can go to from home, each with its key; a click goes there."""

from __future__ import annotations

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from recorder.places import PLACES

GAPS = 3, 2
"""Columns between two places: where all have room on one line, and else."""


class PlacesBar(Static):
    """One line, or more where the terminal is narrow; asks its screen for ``go(name)``."""

    def __init__(self) -> None:
        super().__init__(_bar(GAPS[0]), id="places")

    def on_resize(self, event: Resize) -> None:
        """Move the places together where they would not fit on one line."""
        wide, narrow = map(_bar, GAPS)
        self.update(wide if wide.cell_length <= event.size.width else narrow)


def _bar(gap: int) -> Content:
    marks = (
        f"[@click=screen.go('{place.name}')][b]{place.key}[/b]\u00a0"
        f"{place.label.replace(' ', chr(0xA0))}[/]"
        for place in PLACES
        if place.shown == "bar"
    )
    return Content.from_markup((" " * gap).join(marks))
