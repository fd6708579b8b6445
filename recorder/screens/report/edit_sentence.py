"""One sentence of an answer as text, to be put right; begins at the word that was being heard.

Gives the new text, or ``None`` when the person leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static, TextArea
from textual.widgets.text_area import Selection

from analysis.report.transcript.moments import timestamp
from analysis.types import Word
from recorder.display_text import plain

HINT = "Change what was misheard; the other words keep their times. Empty: nothing was said."


class SentenceDialog(ModalScreen[str | None]):
    """Asks for the right words of a sentence; ``at`` is the place of the word to begin with."""

    CSS_PATH = "edit_sentence.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", priority=True, id="sentence.keep"),
        Binding("escape", "leave", "Leave it as it is", id="sentence.leave"),
    ]

    def __init__(self, words: Sequence[Word], at: int) -> None:
        super().__init__()
        self._texts = [plain(w.text.strip()) for w in words]
        self._start = words[0].start
        self._at = at

    @property
    def text(self) -> str:
        """What is written now, on one line."""
        return " ".join(self.query_one(TextArea).text.split())

    def compose(self) -> ComposeResult:
        """The word, the sentence to write in, and what can be done."""
        word = self._texts[self._at]
        with VerticalScroll(id="box"):
            yield Static(
                Content.assemble(
                    (f"What was said at {timestamp(self._start)}?", "bold"), f"  Heard: “{word}”"
                ),
                id="title",
            )
            yield TextArea(" ".join(self._texts), soft_wrap=True, id="said")
            yield Static(HINT, id="hint")
            with Horizontal(id="choices"):
                yield Button("Keep these words (⏎)", id="keep", variant="primary")
                yield Button("Leave it (esc)", id="leave")

    def on_mount(self) -> None:
        """Begin at the word, selected, so that typing replaces it."""
        area = self.query_one(TextArea)
        start = len(" ".join(self._texts[: self._at])) + (1 if self._at else 0)
        area.selection = Selection((0, start), (0, start + len(self._texts[self._at])))
        area.focus()

    def action_keep(self) -> None:
        """Take what is written; enter on the other button leaves it."""
        if self.focused is not None and self.focused.id == "leave":
            self.dismiss(None)
        else:
            self.dismiss(self.text)

    @on(Button.Pressed, "#keep")
    def _keep(self) -> None:
        self.dismiss(self.text)

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)
