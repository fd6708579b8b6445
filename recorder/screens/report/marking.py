"""Marking ums, and removing marks, with one key while an answer plays.

People react late: a key means the sound just before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.report.model import TranscriptPiece
from analysis.types import Correction

FILLERS = ("filled_pause", "discourse_marker")

LATE = 0.35
"""Seconds by which a person's key press is late, about a simple reaction time."""

UM = 0.3
"""Seconds that an um lasts if only its moment is known."""

REACH = 1.5
"""Seconds back within which a key may mean a marked filler."""


def um_at(seconds: float) -> Correction:
    """Return a correction that marks an um just before a moment of playback."""
    end = max(UM, seconds - LATE)
    return Correction(end - UM, end, "filler", "um")


def filler_instead(piece: TranscriptPiece) -> Correction:
    """Return a correction that marks a piece as a filler: a word as itself, a pause as an um."""
    text = piece.text.strip(" ,.;:?!") if piece.kind == "word" else "um"
    return Correction(piece.start, piece.end, "filler", text or "um")


def no_filler(piece: TranscriptPiece) -> Correction:
    """Return a correction that removes a filler mark."""
    return Correction(piece.start, piece.end, "no_filler")


def filler_heard(pieces: Sequence[TranscriptPiece], seconds: float) -> TranscriptPiece | None:
    """Return the marked filler that a key means at a moment of playback: the last one begun."""
    begun = [
        p
        for p in pieces
        if p.kind in FILLERS and p.start <= seconds - 0.1 and p.end >= seconds - REACH
    ]
    return max(begun, key=lambda p: p.start, default=None)
