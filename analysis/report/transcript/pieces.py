"""The transcript with fillers, pauses, repeats, and uneven stretches marked in place.

Marks are signs as well as kinds, so that the text reads without color. Without a transcript the
pieces are the pauses and filled pauses alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from analysis.measures.breakdown import LONG
from analysis.report.model import MarkedStretch, PieceKind, TranscriptPiece
from analysis.report.transcript.spoken import is_marked
from analysis.report.transcript.timeline import FILLERS, SIGNS, noticeable, pause_text
from analysis.report.transcript.writing import as_written
from analysis.types import Analysis, Filler, Pause, Span, Word
from analysis.words.doubtful import doubtful
from analysis.words.repairs import repetitions
from analysis.words.untranscribed import noted

ADDED: Mapping[PieceKind, tuple[str, str]] = {
    "filled_pause": ("[", "]"),
    "discourse_marker": ("‹", "›"),
    "repeat": ("", "↺"),
    "doubtful": ("", "(?)"),
}
"""The signs before and after what was said, by the kind of piece."""


def pieces(
    analysis: Analysis, sentences: Sequence[Span] = (), stretches: Sequence[MarkedStretch] = ()
) -> tuple[TranscriptPiece, ...]:
    """Return words, fillers, and pauses in the order of their middles, in their sentences."""
    words = analysis.transcript.words if analysis.transcript else ()
    unsaid = doubtful(analysis)
    repeats = repetitions(words)
    found = [_word(w, w in unsaid, repeats) for w in words if not is_marked(w, analysis.fillers)]
    found += [_filler(f) for f in analysis.fillers]
    found += [_pause(p) for p in analysis.pauses]
    found += [
        TranscriptPiece("unheard", "(…)", span.start, span.end, mark="not transcribed")
        for span in noted(analysis.notes)
    ]
    found.sort(key=lambda piece: (piece.start + piece.end, piece.start))
    placed = [_in_context(piece, sentences, stretches) for piece in found]
    return as_written(tuple(_with_stretch_signs(placed, stretches)))


def _word(word: Word, unsaid: bool, repeats: tuple[Span, ...]) -> TranscriptPiece:
    if unsaid:
        return _signed("doubtful", word, mark="doubtful")
    if any(word.overlap(r) > 0.5 * word.duration for r in repeats if word.duration > 0):
        return _signed("repeat", word, mark="repeat")
    return TranscriptPiece("word", word.text, word.start, word.end)


def _filler(filler: Filler) -> TranscriptPiece:
    piece = _signed(filler.kind, filler, mark=FILLERS[filler.kind])
    return replace(piece, noticeable=filler.kind == "filled_pause")


def _signed(kind: PieceKind, said: Word | Filler, *, mark: str) -> TranscriptPiece:
    first, last = ADDED[kind]
    return TranscriptPiece(kind, f"{first}{said.text}{last}", said.start, said.end, mark=mark)


def _pause(pause: Pause) -> TranscriptPiece:
    inside = pause.position == "mid_clause"
    sign = "|" if inside and pause.duration < LONG else "‖"
    text = f"{sign}{pause.duration:.1f}{sign}"
    return TranscriptPiece(
        "pause", text, pause.start, pause.end, noticeable(pause), mark=pause_text(pause)
    )


def _in_context(
    piece: TranscriptPiece, sentences: Sequence[Span], stretches: Sequence[MarkedStretch]
) -> TranscriptPiece:
    """Add to a piece its sentence, the last that began before its middle, and its stretch."""
    middle = (piece.start + piece.end) / 2
    sentence = max(0, bisect_right([s.start for s in sentences], middle) - 1)
    stretch = _stretch(piece, stretches)
    return replace(
        piece,
        sentence=sentence if sentences else None,
        stretch=stretch.kind if stretch else None,
    )


def _stretch(piece: TranscriptPiece, stretches: Sequence[MarkedStretch]) -> MarkedStretch | None:
    """Find the stretch that holds a piece's middle."""
    middle = (piece.start + piece.end) / 2
    return next((s for s in stretches if s.start <= middle < s.end), None)


def _with_stretch_signs(
    found: Sequence[TranscriptPiece], stretches: Sequence[MarkedStretch]
) -> Iterator[TranscriptPiece]:
    """Put each stretch's sign, with its rate, before its first piece and after its last."""
    for stretch, group in groupby(found, key=lambda piece: _stretch(piece, stretches)):
        run = list(group)
        if stretch:
            first, last = SIGNS[stretch.kind]
            run[0] = replace(run[0], opens=f"{first}{stretch.rate:.0f}")
            run[-1] = replace(run[-1], closes=last)
        yield from run
