"""What was heard, as flowing text with its marks; colour only repeats what the signs say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.content import Content
from textual.widgets import Static

from analysis.report.model import Piece, PieceKind
from recorder.widgets.words import plain

STYLES: Mapping[PieceKind, str] = {
    "word": "",
    "doubtful": "$foreground-muted italic",
    "filled_pause": "bold $warning",
    "discourse_marker": "$secondary",
    "pause": "$foreground-muted",
    "repeat": "$secondary italic",
    "unheard": "$secondary italic",
}
GRAVE_PAUSE = "$error"


class TranscriptView(Static):
    """The marked words of a report."""

    def __init__(self, pieces: Iterable[Piece], legend: str) -> None:
        text = Content(" ").join([_marked(piece) for piece in pieces])
        note = Content.styled(plain(legend), "$foreground-muted")
        super().__init__(Content("\n\n").join([text, note]))


def _marked(piece: Piece) -> Content:
    style = GRAVE_PAUSE if piece.kind == "pause" and piece.grave else STYLES[piece.kind]
    return Content.styled(plain(piece.text), style) if style else Content(plain(piece.text))
