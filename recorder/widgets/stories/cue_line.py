"""One line to write in, with a hint and a note when the text gets too long."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from recorder.display_text import plain
from recorder.stories.wording import too_long
from sessions.stories.types import LONGEST


class CueLine(Vertical):
    """A labeled line; ``is_cue`` for lines that should stay short."""

    def __init__(
        self, name: str, label: str, hint: str, example: str, value: str, *, is_cue: bool = True
    ) -> None:
        super().__init__(id=f"line-{name}")
        self._label, self._hint, self._example = label, hint, example
        self._value = value
        self._is_cue = is_cue

    def compose(self) -> ComposeResult:
        """Lay out the label, the line, and the note."""
        parts = (self._label, "bold"), (f"  {self._hint}", "$foreground-muted")
        yield Static(Content.assemble(*parts), classes="label")
        yield Input(
            plain(self._value),
            placeholder=self._example,
            max_length=LONGEST,
            select_on_focus=False,
        )
        yield Static(classes="note")

    @property
    def text(self) -> str:
        """The text in one line, without control characters."""
        return " ".join(plain(self.query_one(Input).value).split())

    @on(Input.Changed)
    def _warn_if_long(self) -> None:
        note = too_long(self.text) if self._is_cue else None
        line = self.query_one(".note", Static)
        line.display = note is not None
        line.update(Content(note or ""))
