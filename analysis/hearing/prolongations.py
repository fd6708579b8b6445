"""Held sounds: vowels and nasals drawn out while the speaker looks for what comes next.

A sound is held where spectrum and pitch stand still for a tenth of a second and more. Lengthening
is the commonest hesitation of speakers who avoid um (Eklund 2001; Betz et al. 2017), and no
transcript shows it. Held sounds end a smooth run just as pauses do.
"""

from __future__ import annotations

import numpy as np
from scipy import fft, ndimage

from analysis.hearing.speech import Speech
from analysis.sound.arrays import Floats
from analysis.sound.frames import HOP, Frames
from analysis.types import Span

SHORTEST = 0.10
"""Seconds that spectrum and pitch stand still."""

APART = 6
"""Movement is taken between the frames 30 ms before and after."""

MOST_CHANGE_DB = 7.0
MOST_MOVE_ST = 1.0
LEAST_VOICING = 0.6


def held_sounds(frames: Frames, speech: Speech) -> tuple[Span, ...]:
    """Find the held sounds inside speech, in order; filled pauses are among them."""
    if not speech.regions or len(frames) <= 2 * APART:
        return ()
    still = (
        (_change(frames.bands) < MOST_CHANGE_DB)
        & (_move(frames.pitch) < MOST_MOVE_ST)
        & (frames.voicing > LEAST_VOICING)
    )
    still = ndimage.binary_closing(still, np.ones(5))
    edges = np.flatnonzero(np.diff(np.pad(still, 1).astype(np.int8))).reshape(-1, 2)
    spans = (Span(float(a) * HOP, float(b) * HOP) for a, b in edges if (b - a) * HOP > SHORTEST)
    return tuple(s for s in spans if any(s.overlap(r) > s.duration / 2 for r in speech.regions))


def _change(bands: Floats) -> Floats:
    """Root mean square change (n,) of twelve cepstral coefficients, in their own unit of dB."""
    cepstra = fft.dct(bands, axis=1, norm="ortho")[:, 1:13]
    change = np.full(len(bands), np.inf, np.float32)
    moved = cepstra[2 * APART :] - cepstra[: -2 * APART]
    change[APART:-APART] = np.sqrt((moved**2).mean(axis=1))
    inner = slice(APART, len(bands) - APART)
    change[inner] = ndimage.uniform_filter1d(change[inner], 5, mode="nearest")
    return change


def _move(pitch: Floats) -> Floats:
    """Movement (n,) of pitch in semitones."""
    tone = 12 * np.log2(np.maximum(pitch, 50))
    move = np.full(len(pitch), np.inf, np.float32)
    move[APART:-APART] = np.abs(tone[2 * APART :] - tone[: -2 * APART])
    return move
