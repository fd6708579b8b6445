"""The places one can go to from home, each with its key; a click goes there."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from recorder.places import PLACES


class PlacesBar(Static):
    """One line, or more where the terminal is narrow; asks its screen for ``go(name)``."""

    def __init__(self) -> None:
        marks = (
            f"[@click=screen.go('{place.name}')][b]{place.key}[/b]\u00a0"
            f"{place.label.replace(' ', chr(0xA0))}[/]"
            for place in PLACES
            if not place.in_footer
        )
        super().__init__(Content.from_markup("   ".join(marks)), id="places")
