"""Filled pauses (um, uh) heard in the sound, with or without the words to help.

A filled pause is a voiced stretch whose spectrum and pitch stand still for longer than a vowel in
running speech does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from analysis.frames import HOP, Frames
from analysis.speech import Speech
from analysis.types import Filler, Span, Word

SHORTEST = 0.14


def filled_pauses(
    frames: Frames, speech: Speech, words: Sequence[Word] | None
) -> tuple[Filler, ...]:
    """Find filled pauses in order, each with a guess of its text, its evidence and confidence 0–1.

    ``words`` are what the recogniser wrote, or ``None`` when there is no transcript.
    """
    found = []
    for span in _still(frames, speech):
        text = "um" if span.duration > 0.4 else "uh"
        sure = float(np.clip(0.4 + span.duration, 0, 0.95))
        if words is None:
            found.append(Filler(span.start, span.end, text, "filled_pause", "sound", sure))
        elif _covered(span, words) < 0.6:
            found.append(Filler(span.start, span.end, text, "filled_pause", "both", sure))
    return tuple(found)


def _covered(span: Span, words: Sequence[Word]) -> float:
    """Share of the span that words cover, none counted beyond the length its text needs."""
    total = 0.0
    for word in words:
        end = min(word.end, word.start + 0.12 + 0.07 * len(word.text))
        total += span.overlap(Span(word.start, end))
    return total / span.duration


def _still(frames: Frames, speech: Speech) -> list[Span]:
    cepstra = fft.dct(frames.bands, axis=1, norm="ortho")[:, 1:13]
    back, ahead = np.roll(cepstra, 6, axis=0), np.roll(cepstra, -6, axis=0)
    change = np.sqrt(((ahead - back) ** 2).mean(axis=1))
    tone = 12 * np.log2(np.maximum(frames.pitch, 50) / 100)
    move = np.abs(np.roll(tone, -6) - np.roll(tone, 6))
    change = ndimage.uniform_filter1d(change, 5)
    still: NDArray[np.bool_] = (change < 7.0) & (move < 1.0) & (frames.voicing > 0.6)
    still = ndimage.binary_closing(still, np.ones(5))
    spans = []
    edges = np.flatnonzero(np.diff(np.pad(still, 1).astype(np.int8))).reshape(-1, 2)
    for a, b in edges:
        span = Span(max(0.0, float(a) * HOP - 0.03), float(b) * HOP + 0.03)
        if span.duration >= SHORTEST + 0.06 and any(span.overlap(r) > 0 for r in speech.regions):
            spans.append(span)
    return spans
