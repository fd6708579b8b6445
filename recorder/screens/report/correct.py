"""Correcting one piece of a transcript: other words, a missed filler, or a filler removed.

Returns the correction, or ``None`` if the person cancels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from analysis.report.model import TranscriptPiece
from analysis.report.transcript.moments import timestamp
from analysis.types import Correction
from recorder.display_text import plain
from recorder.screens.base import Dialog

FILLERS = ("filled_pause", "discourse_marker")
SIGNS = "[]‹›()?…↺ "
"""Signs that a piece's text has around its words."""

BESIDE = 5
"""Pieces shown on each side."""

LONGEST = 200
"""Characters a correction may have."""


class CorrectionDialog(Dialog[Correction | None]):
    """Asks about one piece of the transcript; ``context`` is the text around it."""

    CSS_PATH = "correct.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", id="correct.leave"),
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
        """Lay out the moment, a line to type in, the words around it, and the choices."""
        with VerticalScroll(id="box", can_focus=False):
            asked = f"What did you say at {timestamp(self._piece.start)}?"
            heard = (
                plain(self._piece.text.strip(SIGNS)) if self._piece.kind != "pause" else "a pause"
            )
            yield Static(Content.assemble((asked, "bold"), f"  Transcribed: “{heard}”"), id="title")
            yield Input(plain(self._said), max_length=LONGEST, select_on_focus=True, id="said")
            yield Static(Content(plain(self._words_around)), id="text")
            with Horizontal(id="choices"):
                if self._piece.kind in FILLERS:
                    yield Button("Not a filler", id="no_filler", variant="primary")
                elif self._piece.kind != "pause":
                    yield Button("Save (⏎)", id="word", variant="primary")
                    yield Button("I didn't say this", id="nothing")
                yield Button("It's a filler", id="filler")
                yield Button("Cancel (esc)", id="leave")

    def on_mount(self) -> None:
        """Start in the line."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Take the words on Enter; for a pause or a filler, take this filler."""
        filler = self._piece.kind in FILLERS
        if filler and self.query_one(Input).value.strip() == self._said:
            self.dismiss(None)
        else:
            self._dismiss_with("filler" if filler or self._piece.kind == "pause" else "word")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "word" | "filler" | "no_filler" as kind:
                self._dismiss_with(kind)
            case "nothing":
                self.dismiss(Correction(self._piece.start, self._piece.end, "word"))
            case _:
                self.dismiss(None)

    def _dismiss_with(self, kind: str) -> None:
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
        """Leave the piece as it is."""
        self.dismiss(None)
