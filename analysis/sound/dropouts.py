"""Digital silence in a recording: a muted stretch, or zeros before the microphone woke.

Exact zeros say nothing of the room, and yet they would count as its background: beside them, the
real background sounds like speech. So long stretches of them are given the recording's own
background before anything is compared with it. Short ones stay: a very quiet or gated microphone
gives zeros in every pause, and there they are the background.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from analysis.sound.arrays import Floats

DEAD_DB = -115.0
"""Every band below this means digital zeros; 16-bit sound of a real room lies well above."""

SHORTEST_DEAD = 300
"""Frames (of 5 ms) of zeros that make a long stretch."""

AROUND = 4
"""Frames at the edges of a stretch that its zeros reach into."""

SAMPLE = 50
"""Frames of real background that are laid over a stretch again and again."""


def with_background(bands: Floats) -> Floats:
    """Replace long stretches of digital zeros in band levels (n, 32), dB, by the background.

    The background is a quarter second of the recording itself that is quieter than nine tenths of
    it, laid over the stretch again and again.
    """
    dead = ndimage.binary_opening(bands.max(axis=1) < DEAD_DB, np.ones(SHORTEST_DEAD))
    if not dead.any():
        return bands
    dead = ndimage.binary_dilation(dead, iterations=AROUND)
    background = _background(bands, dead)
    if background is None:
        return bands
    filled = bands.copy()
    filled[dead] = background[np.arange(dead.sum()) % SAMPLE]
    return filled


def _background(bands: Floats, dead: NDArray[np.bool_]) -> Floats | None:
    """A copy of the live stretch of ``SAMPLE`` frames at the 10th percentile of level, if any."""
    level = np.convolve(bands.mean(axis=1), np.ones(SAMPLE) / SAMPLE, "valid")
    whole = np.flatnonzero(np.convolve(dead, np.ones(SAMPLE), "valid") == 0)
    if not len(whole):
        return None
    at = whole[np.argsort(level[whole])[len(whole) // 10]]
    return bands[at : at + SAMPLE].copy()
