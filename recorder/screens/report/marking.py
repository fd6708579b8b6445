"""Ums marked, and marks taken away, with one key while an answer is heard.

The ear is later than the sound: a key means what was heard just before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.report.model import TranscriptPiece
from analysis.types import Correction

FILLERS = ("filled_pause", "discourse_marker")

LATE = 0.35
"""Seconds that a person is late with a key, about the time of a simple reaction."""

UM = 0.3
"""Seconds that an um lasts where only its moment is known."""

REACH = 1.5
"""Seconds back within which a key may mean a filler that is marked."""


def um_at(seconds: float) -> Correction:
    """Mark an um that was heard just before a moment of playback."""
    end = max(UM, seconds - LATE)
    return Correction(end - UM, end, "filler", "um")


def filler_instead(piece: TranscriptPiece) -> Correction:
    """Mark a chosen piece as a filler: a word by itself, a pause as an um."""
    text = piece.text.strip(" ,.;:?!") if piece.kind == "word" else "um"
    return Correction(piece.start, piece.end, "filler", text or "um")


def no_filler(piece: TranscriptPiece) -> Correction:
    """Say that a marked filler is none."""
    return Correction(piece.start, piece.end, "no_filler")


def filler_heard(pieces: Sequence[TranscriptPiece], seconds: float) -> TranscriptPiece | None:
    """Return the marked filler that a key means at a moment of playback: the last one begun."""
    begun = [
        p
        for p in pieces
        if p.kind in FILLERS and p.start <= seconds - 0.1 and p.end >= seconds - REACH
    ]
    return max(begun, key=lambda p: p.start, default=None)
