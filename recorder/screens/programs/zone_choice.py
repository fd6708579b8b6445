"""Choose a time zone: US zones first, others by city or country."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from recorder.display_text import plain, time_of_day
from recorder.screens.base import Dialog
from sessions.notebook import zones
from sessions.notebook.zones import Zone

MOST = 50
"""Most zones shown at once."""


class ZoneChoice(Dialog[str | None]):
    """Returns the IANA name; ``None`` means no change."""

    CSS_PATH = "program_questions.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", key_display="esc", id="zone_choice.close")
    ]

    def __init__(self, chosen: str | None, moment: datetime, state: str = "") -> None:
        super().__init__()
        self._state = state.strip().upper()
        self._chosen = chosen or zones.STATES.get(self._state)
        self._guessed = chosen is None and self._chosen is not None
        self._moment = moment

    def compose(self) -> ComposeResult:
        """Lay out a search and the zones it finds, each with its current time."""
        with Vertical(id="box"):
            title = "The program's time zone"
            if self._guessed:
                title += f" (most of {self._state} is on {zones.label(self._chosen or '')} time)"
            yield Static(Content(plain(title)), id="title")
            yield Input(placeholder="or search for a city or country", compact=True)
            yield OptionList()
            yield Static("No matching time zone. Try the largest city nearby.", id="none")

    def on_mount(self) -> None:
        """Offer the US zones."""
        self._search("")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._search(event.value)

    def _search(self, text: str) -> None:
        found = zones.search(text)[:MOST]
        options = self.query_one(OptionList)
        options.set_options(Option(self._row(zone), id=zone.name) for zone in found)
        names = [zone.name for zone in found]
        if names:
            options.highlighted = names.index(self._chosen) if self._chosen in names else 0
        options.display = bool(names)
        self.query_one("#none").display = not names

    def _row(self, zone: Zone) -> Content:
        rules = zones.find(zone.name)
        local = self._moment.astimezone(rules) if rules else None
        now = f"{local:%a} {time_of_day(local)}" if local else ""
        country = f" {zone.words[0]}" if zone.words and "/" in zone.label else ""
        return Content.assemble(plain(zone.label), (f"{country}  now {now}", "dim"))

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    @on(Input.Submitted)
    def _choose_highlighted(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None and options.option_count:
            self.dismiss(options.get_option_at_index(options.highlighted).id)

    def on_key(self, event: Key) -> None:
        """Move in the list with the arrow keys while typing."""
        options = self.query_one(OptionList)
        if event.key == "down":
            options.action_cursor_down()
        elif event.key == "up":
            options.action_cursor_up()
        else:
            return
        event.stop()

    def action_leave(self) -> None:
        """Close without a change."""
        self.dismiss(None)
