"""Bytes that something else overwrote in a file of plain samples (WAV): they sound as static.

Nothing in such a file says that it is damaged. But random bytes are white noise at more than half
of full scale from one sample to the next, and no microphone produces that.
"""

from __future__ import annotations

import av
import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import runs
from analysis.sound.channels import channels

BLOCK = 128
"""Samples that are examined together."""

LEAST = 3
"""Blocks in a row; less may be a click."""

LEAST_RMS, MOST_RMS = 0.45, 0.7
"""Random numbers from −1 to 1 have a root mean square of 0.58."""

MOST_CORRELATED = 0.3
"""Correlation of neighboring samples; that of clipped speech is near 1."""

BEYOND = 8.0
"""Samples too large for 16 or 24 bits: random bytes read as floats."""


def silenced(frame: av.AudioFrame) -> tuple[av.AudioFrame, tuple[tuple[int, int], ...]]:
    """Return a frame without its static, and the range of samples it was in."""
    sound = np.nan_to_num(channels(frame), nan=2 * BEYOND, posinf=2 * BEYOND, neginf=2 * BEYOND)
    if float(np.abs(sound).max(initial=0.0)) < LEAST_RMS:
        return frame, ()
    spans = _spans(sound)
    if not spans:
        return frame, ()
    for first, last in spans:
        sound[:, first:last] = 0
    layout = frame.layout.name
    packed = np.ascontiguousarray(sound.T).reshape(1, -1)  # PyAV can't make planes of 8 channels
    mended = av.AudioFrame.from_ndarray(packed, format="flt", layout=layout)
    mended.sample_rate, mended.pts, mended.time_base = frame.sample_rate, frame.pts, frame.time_base
    return mended, spans


def _spans(sound: NDArray[np.float32]) -> tuple[tuple[int, int], ...]:
    """Find static in samples (channels, n)."""
    count = sound.shape[1] // BLOCK
    blocks = sound[:, : count * BLOCK].reshape(len(sound), count, BLOCK).astype(np.float64)
    wild: NDArray[np.bool_] = np.asarray((np.abs(blocks) > BEYOND).any(axis=(0, 2)))
    blocks = np.clip(blocks, -1, 1)
    power = (blocks**2).mean(axis=2)
    next_to = (blocks[..., 1:] * blocks[..., :-1]).mean(axis=2)
    white = np.abs(next_to) < MOST_CORRELATED * power
    loud = (power > LEAST_RMS**2) & (power < MOST_RMS**2)
    edges = runs((white & loud).all(axis=0) | wild).tolist()
    return tuple(
        (max(0, a - 1) * BLOCK, min(sound.shape[1], (b + 1) * BLOCK))
        for a, b in edges
        if b - a >= LEAST or wild[a:b].any()
    )
