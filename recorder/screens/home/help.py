"""Help: the keys of the current screen, the places, and how practice works in four lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recorder.home.places import PLACES
from recorder.screens.base import Dialog
from recorder.widgets.keys import Keys

HOW = """\
1. Choose a question with the arrow keys and press Enter.
2. Press space, answer out loud, and press space again.
3. Lights: ● green means long enough, ▲ amber wrap up, ■ red stop.
4. Read the report. Change one thing, then record again.

Everything stays on this computer. Your recordings are in Answers; you can delete them there."""

IN_A_ROW = 4
"""Places per row, so the keys are not pushed too far down."""


class HelpScreen(Dialog[None]):
    """Closes with any of the keys that open it."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#box"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "dismiss", "Close", key_display="esc", id="help.close")
    ]

    def __init__(self, bindings: Iterable[ActiveBinding]) -> None:
        super().__init__()
        self._keys_there = tuple(bindings)

    def compose(self) -> ComposeResult:
        """Lay out the keys of the current screen first."""
        with VerticalScroll(id="box"):
            yield Static("Keys on this screen", classes="heading")
            yield Static(self._keys())
            if not any((k.binding.id or "").startswith("home.") for k in self._keys_there):
                yield Static("From the first screen", classes="heading")
                yield Static(_places())
            yield Static("How it works", classes="heading")
            yield Static(Content(HOW))
        yield Keys()

    def _keys(self) -> Table:
        rows: dict[str, list[str]] = {}
        for active in self._keys_there:
            binding = active.binding
            if binding.description and binding.id and active.enabled:
                key = self.app.get_key_display(binding)
                rows.setdefault(_key_text(binding), []).append(key)
        table = Table.grid(padding=(0, 2, 0, 0))
        for text, keys in rows.items():
            table.add_row(Text(" ".join(dict.fromkeys(keys)), style="bold"), Text(text))
        return table


def _key_text(binding: Binding) -> str:
    return binding.tooltip or binding.description


def _places() -> Table:
    table = Table.grid(padding=(0, 3, 0, 0))
    marks = [Text.assemble((place.key, "bold"), f" {place.label}") for place in PLACES]
    for first in range(0, len(marks), IN_A_ROW):
        table.add_row(*marks[first : first + IN_A_ROW])
    return table
