"""Digital silence in a recording: a muted stretch, or a headset that gates what is not speech.

Exact zeros say nothing of the room, and yet they would count as its background: beside them, the
real background sounds like speech. So stretches of them are given the recording's own background
before anything is compared with it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from analysis.arrays import Floats

DEAD_DB = -115.0
"""Every band below this means digital zeros; 16-bit sound of a real room lies well above."""

SHORTEST_DEAD = 20
"""Frames (of 5 ms) of zeros that make a stretch."""

AROUND = 4
"""Frames at the edges of a stretch that its zeros reach into."""

SAMPLE = 50
"""Frames of real background that are laid over a stretch again and again."""

GATED = 0.05
"""Share of zeros between the first and the last sound from which a headset gates."""

GATE_DB = 30.0
"""How far below its loud parts a gated recording's background is taken to lie, at least."""


def with_background(bands: Floats) -> Floats:
    """Replace stretches of digital zeros in band levels (n, 32), dB, by the background.

    The background is a quarter second of the recording itself that is quieter than nine tenths of
    it. In a gated recording the live frames are nearly all speech: there it is steady, and at
    least 30 dB below their loud parts.
    """
    dead = ndimage.binary_opening(bands.max(axis=1) < DEAD_DB, np.ones(SHORTEST_DEAD))
    if not dead.any():
        return bands
    dead = ndimage.binary_dilation(dead, iterations=AROUND)
    background = _background(bands, dead)
    if background is None:
        return bands
    live = np.flatnonzero(~dead)
    if dead[live[0] : live[-1]].mean() > GATED:
        loud = np.percentile(bands[live], 95, axis=0)
        background[:] = np.minimum(background.mean(axis=0), loud - GATE_DB)
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
