"""Correcting one sentence of an answer as text; starts at the word that was playing.

Returns the new text, or ``None`` if the person cancels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static, TextArea
from textual.widgets.text_area import Selection

from analysis.report.transcript.moments import timestamp
from analysis.types import Word
from recorder.display_text import plain
from recorder.screens.base import Dialog

HINT = "Fix the words that are wrong. If you said nothing here, delete the text."


class SentenceDialog(Dialog[str | None]):
    """Asks for the right words of a sentence; ``at`` is the place of the word to start at."""

    CSS_PATH = "edit_sentence.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Save", priority=True, id="sentence.keep"),
        Binding("escape", "leave", "Cancel", id="sentence.leave"),
    ]

    def __init__(self, words: Sequence[Word], at: int) -> None:
        super().__init__()
        self._texts = [plain(w.text.strip()) for w in words]
        self._start = words[0].start
        self._at = at

    @property
    def text(self) -> str:
        """The text as it is now, on one line."""
        return " ".join(self.query_one(TextArea).text.split())

    def compose(self) -> ComposeResult:
        """Lay out the word, the sentence to edit, and the choices."""
        word = self._texts[self._at]
        with VerticalScroll(id="box", can_focus=False):
            yield Static(
                Content.assemble(
                    (f"What did you say at {timestamp(self._start)}?", "bold"),
                    f"  Transcribed: “{word}”",
                ),
                id="title",
            )
            yield TextArea(" ".join(self._texts), soft_wrap=True, id="said")
            yield Static(HINT, id="hint")
            with Horizontal(id="choices"):
                yield Button("Save (⏎)", id="keep", variant="primary")
                yield Button("Cancel (esc)", id="leave")

    def on_mount(self) -> None:
        """Start at the word, selected, so that typing replaces it."""
        area = self.query_one(TextArea)
        start = len(" ".join(self._texts[: self._at])) + (1 if self._at else 0)
        area.selection = Selection((0, start), (0, start + len(self._texts[self._at])))
        area.focus()

    def action_keep(self) -> None:
        """Take the text; Enter on the Cancel button discards it."""
        if self.focused is not None and self.focused.id == "leave":
            self.dismiss(None)
        else:  # after the letters typed just before Enter, which overtakes them
            self.query_one(TextArea).call_later(self._keep)

    @on(Button.Pressed, "#keep")
    def _keep(self) -> None:
        self.dismiss(self.text)

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Leave the sentence as it is."""
        self.dismiss(None)
