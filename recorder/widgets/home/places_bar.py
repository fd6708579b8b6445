"""The places to go from the first screen, each with its key; a click goes there."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from recorder.home.places import PLACES, Place

GAPS = 3, 2
"""Columns between two places: if all fit on one line, and otherwise."""


class PlacesBar(Static):
    """One line, or more in a narrow terminal; calls its screen's action ``go(name)``."""

    def __init__(self) -> None:
        super().__init__(id="places")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Count the lines."""
        return len(_lines(width).plain.split("\n"))

    def render(self) -> Content:
        """Draw them."""
        return _lines(self.content_size.width)


def _lines(width: int) -> Content:
    """Move the places closer together if they don't fit on one line; wrap between places."""
    wide, narrow = (_bar(gap, width) for gap in GAPS)
    return wide if "\n" not in wide.plain else narrow


def _bar(gap: int, width: int) -> Content:
    bar, used = Content(""), 0
    for place in PLACES:
        if place.shown != "bar":
            continue
        mark = _mark(place)
        if used and used + gap + mark.cell_length > width:
            bar, used = bar + Content("\n") + mark, mark.cell_length
        else:
            between = gap if used else 0
            bar, used = bar + Content(" " * between) + mark, used + between + mark.cell_length
    return bar


def _mark(place: Place) -> Content:
    return Content.from_markup(
        f"[@click=screen.go('{place.name}')][b]{place.key}[/b] {place.label}[/]"
    )
