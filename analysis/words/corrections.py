"""A person's corrections, heeded: their words and fillers go before what was heard.

A correction says what was there in a stretch of time, not which found thing is wrong: so it holds
after another analysis by another model as well. Standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.types import Correction, Filler, FillerKind, Span, Word
from analysis.words.markers.lexicon import FILLED_PAUSES
from analysis.words.markers.tokens import bare

MOST = 0.5
"""Share of a word or filler that a correction must cover to be about it."""


def corrected_words(words: Sequence[Word], corrections: Sequence[Correction]) -> tuple[Word, ...]:
    """Put the person's words in the stead of those that were written there, evenly in time."""
    kept = list(words)
    for correction in corrections:
        if correction.kind == "word":
            kept = [w for w in kept if not _about(correction, w)] + _laid_out(correction)
    return tuple(sorted(kept, key=lambda w: (w.start, w.end)))


def corrected_fillers(
    fillers: Sequence[Filler], corrections: Sequence[Correction]
) -> tuple[Filler, ...]:
    """Leave out what is none, add what was missed; the last word on a stretch of time counts."""
    kept = list(fillers)
    for correction in corrections:
        if correction.kind != "word":
            kept = [f for f in kept if not _about(correction, f)]
        if correction.kind == "filler":
            kept.append(_missed(correction))
    return tuple(sorted(kept, key=lambda f: (f.start, f.end)))


def _about(correction: Correction, found: Span) -> bool:
    if found.duration <= 0:
        return correction.start <= found.start <= correction.end
    return correction.overlap(found) > MOST * found.duration


def _laid_out(correction: Correction) -> list[Word]:
    said = correction.text.split()
    each = correction.duration / max(1, len(said))
    starts = [correction.start + i * each for i in range(len(said))]
    return [Word(at, at + each, text) for at, text in zip(starts, said, strict=True)]


def _missed(correction: Correction) -> Filler:
    text = " ".join(bare(part) for part in correction.text.split()) or "um"
    kind: FillerKind = "filled_pause" if text in FILLED_PAUSES else "discourse_marker"
    return Filler(correction.start, correction.end, text, kind, "person", 1.0)
