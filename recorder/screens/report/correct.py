"""What was really said here: other words, a filler that was missed, or none where one was marked.

Gives the correction, or ``None`` when the person leaves it as it is.
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
from textual.widgets import Button, Input, Static

from analysis.report.model import TranscriptPiece
from analysis.report.transcript.moments import timestamp
from analysis.types import Correction
from recorder.display_text import plain

FILLERS = ("filled_pause", "discourse_marker")
SIGNS = "[]‹›()?…↺ "
"""What a piece's text has around its words."""

BESIDE = 5
"""Pieces shown on either side."""

LONGEST = 200
"""Characters that a correction may have."""


class CorrectionDialog(ModalScreen[Correction | None]):
    """Asks about one piece of the transcript; ``context`` are the words beside it."""

    CSS_PATH = "correct.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave it as it is", id="correct.leave"),
    ]

    def __init__(self, piece: TranscriptPiece, said: str, context: str) -> None:
        super().__init__()
        self._piece = piece
        self._said = said
        self._words_around = context

    @classmethod
    def of(cls, pieces: Sequence[TranscriptPiece], number: int) -> CorrectionDialog:
        """Ask about one of a report's pieces."""
        piece = pieces[number]
        context = " ".join(p.text for p in pieces[max(0, number - BESIDE) : number + BESIDE + 1])
        said = "um" if piece.kind == "pause" else piece.text.strip(SIGNS)
        return cls(piece, said, f"… {context} …")

    def compose(self) -> ComposeResult:
        """The moment, a line to write in, and what can be said of it."""
        with VerticalScroll(id="box"):
            asked = f"What was said at {timestamp(self._piece.start)}?"
            heard = (
                plain(self._piece.text.strip(SIGNS)) if self._piece.kind != "pause" else "a pause"
            )
            yield Static(Content.assemble((asked, "bold"), f"  Heard: “{heard}”"), id="title")
            yield Static(Content(plain(self._words_around)), id="text")
            yield Input(plain(self._said), max_length=LONGEST, select_on_focus=True, id="said")
            with Horizontal(id="choices"):
                if self._piece.kind in FILLERS:
                    yield Button("No filler", id="no_filler", variant="primary")
                elif self._piece.kind != "pause":
                    yield Button("These words (⏎)", id="word", variant="primary")
                    yield Button("Nobody said it", id="nothing")
                yield Button("A filler", id="filler")
                yield Button("Leave it (esc)", id="leave")

    def on_mount(self) -> None:
        """Begin in the line."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Enter means the words, and where a pause or filler stood, that there is this filler."""
        filler = self._piece.kind in FILLERS
        if filler and self.query_one(Input).value.strip() == self._said:
            self.dismiss(None)
        else:
            self._give("filler" if filler or self._piece.kind == "pause" else "word")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "word" | "filler" | "no_filler" as kind:
                self._give(kind)
            case "nothing":
                self.dismiss(Correction(self._piece.start, self._piece.end, "word"))
            case _:
                self.dismiss(None)

    def _give(self, kind: str) -> None:
        text = self.query_one(Input).value.strip()
        start, end = self._piece.start, self._piece.end
        if kind == "no_filler":
            self.dismiss(Correction(start, end, "no_filler"))
        elif kind == "filler":
            self.dismiss(Correction(start, end, "filler", text or "um"))
        elif text == self._said:
            self.dismiss(None)
        else:
            self.dismiss(Correction(start, end, "word", text))

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)
