"""The transcript with fillers, pauses and repeats marked in place.

Marks are signs as well as kinds, so that the text reads without colour. Without a transcript the
pieces are the pauses and filled pauses alone.
"""

from __future__ import annotations

from analysis.measures.breakdown import LONG
from analysis.repairs import repetitions
from analysis.report.model import Piece
from analysis.types import Analysis, Filler, Pause, Span, Word


def pieces(analysis: Analysis) -> tuple[Piece, ...]:
    """Words, fillers and pauses in the order of their middles."""
    words = analysis.transcript.words if analysis.transcript else ()
    doubtful = _doubtful(analysis)
    repeats = repetitions(words)
    marked = [f for f in analysis.fillers if f.evidence != "sound"]
    found = [_word(w, doubtful, repeats) for w in words if not _covered(w, marked)]
    found += [_filler(f) for f in analysis.fillers]
    found += [_pause(p) for p in analysis.pauses]
    found += [
        Piece("unheard", "(…)", note.start, note.end)
        for note in analysis.notes
        if note.kind == "unheard" and note.start is not None and note.end is not None
    ]
    return tuple(sorted(found, key=lambda piece: (piece.start + piece.end, piece.start)))


def _covered(word: Word, fillers: list[Filler]) -> bool:
    """Whether a filler that was written down already shows this word."""
    return any(word.overlap(f) > 0.5 * word.duration for f in fillers if word.duration > 0)


def _word(word: Word, doubtful: Span | None, repeats: tuple[Span, ...]) -> Piece:
    if doubtful and doubtful.start <= word.start and word.end <= doubtful.end:
        return Piece("doubtful", f"{word.text}(?)", word.start, word.end)
    if any(word.overlap(r) > 0.5 * word.duration for r in repeats if word.duration > 0):
        return Piece("repeat", f"{word.text}↺", word.start, word.end)
    return Piece("word", word.text, word.start, word.end)


def _filler(filler: Filler) -> Piece:
    if filler.kind == "filled_pause":
        return Piece("filled_pause", f"[{filler.text}]", filler.start, filler.end, grave=True)
    return Piece("discourse_marker", f"‹{filler.text}›", filler.start, filler.end)


def _pause(pause: Pause) -> Piece:
    inside = pause.position == "mid_clause"
    sign = "|" if inside and pause.duration < LONG else "‖"
    grave = inside or pause.duration >= LONG
    return Piece("pause", f"{sign}{pause.duration:.1f}{sign}", pause.start, pause.end, grave)


def _doubtful(analysis: Analysis) -> Span | None:
    """Where words were written over silence, by the note that says so."""
    for note in analysis.notes:
        if note.kind == "transcript" and note.start is not None and note.end is not None:
            return Span(note.start, note.end)
    return None
