"""A question to the person, with one key and one button for each choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Button, Static

from recorder.display_text import plain
from recorder.screens.base import Dialog

T = TypeVar("T")
Variant = Literal["default", "primary", "error"]


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One choice: its key, its button label, and the value it returns."""

    key: str
    label: str
    value: T
    variant: Variant = "default"


class ChoiceDialog(Dialog[T]):
    """Asks, and returns the chosen value. Escape is the last choice: make it the harmless one."""

    CSS_PATH = "ask.tcss"

    def __init__(self, title: str, text: str, choices: Sequence[Choice[T]]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._choices = tuple(choices)

    def compose(self) -> ComposeResult:
        """Lay out the title, the text, and a row of buttons."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static(Content(plain(self._title)), id="title")
            yield Static(Content(plain(self._text)), id="text")
            with Horizontal(id="choices"):
                for number, choice in enumerate(self._choices):
                    label = Content.assemble((choice.key, "bold underline"), f" {choice.label}")
                    yield Button(label, variant=choice.variant, id=f"choice-{number}")

    def on_mount(self) -> None:
        """Start on the harmless choice, so that a stray Enter costs nothing."""
        self.query_one(f"#choice-{len(self._choices) - 1}", Button).focus()

    def withdraw(self) -> None:
        """Close with the harmless choice, since the question no longer applies."""
        self.dismiss(self._choices[-1].value)

    def on_key(self, event: Key) -> None:
        """Accept a choice's key; arrow keys move between the buttons."""
        if event.key == "escape":
            event.stop()
            self.withdraw()
        elif event.key in ("left", "right", "up", "down"):
            event.stop()
            (self.focus_previous if event.key in ("left", "up") else self.focus_next)(Button)
        else:
            self._choose_by_key(event)

    def _choose_by_key(self, event: Key) -> None:
        for choice in self._choices:
            if event.character == choice.key:
                event.stop()
                self.dismiss(choice.value)
                return

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        number = int((event.button.id or "").removeprefix("choice-"))
        self.dismiss(self._choices[number].value)
