"""The name of a new program; everything else is filled in afterward."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from recorder.display_text import plain
from recorder.screens.base import Dialog
from sessions.notebook.values import name_key

LONGEST = 200
"""Maximum characters in a name."""


class NewProgramScreen(Dialog[str | None]):
    """Returns the name, or ``None`` if the person changed their mind."""

    CSS_PATH = "new_program.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", id="new_program.leave"),
    ]

    def __init__(self, taken: Iterable[str]) -> None:
        super().__init__()
        self._taken = {name_key(name) for name in taken}

    def compose(self) -> ComposeResult:
        """Lay out a line to write in."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static("Which program?", id="title")
            yield Static(
                "The name as you'll say it aloud. The city and the rest come next.", id="text"
            )
            yield Input(placeholder="Riverside University", max_length=LONGEST)
            with Horizontal(id="choices"):
                yield Button("Add (⏎)", id="add", variant="primary")
                yield Button("Cancel (esc)", id="cancel")

    @on(Input.Changed)
    def _written(self, event: Input.Changed) -> None:
        there = name_key(event.value) in self._taken
        text = f"! {plain(event.value)} is already in the notebook." if there else ""
        self.query_one("#text", Static).update(Content(text or " "))

    @on(Input.Submitted)
    @on(Button.Pressed, "#add")
    def _add(self) -> None:
        if name := self.query_one(Input).value.strip():
            self.dismiss(name)

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Close without adding a program."""
        self.dismiss(None)
