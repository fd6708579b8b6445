"""Removes a constant offset and rumble from a sound: everything below the human voice.

Cheap converters add a constant; trucks, fans and a bumped desk add slow waves. Neither sounds
like speech, but both count as loud background where levels are measured. A linear-phase low-pass
filter (windowed sinc, −6 dB at ``CUTOFF``) finds them, and they are subtracted: the voice keeps its
times and phases. Blocks are on a fixed grid, so a growing recording comes out as the finished file
does, to the bit.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import Floats, runs
from analysis.sound.levels import RATE

CUTOFF = 55.0
"""Hertz; nothing is left below 40, nothing is missing above 70. The deepest voices begin there."""

REACH = 1024
"""Samples on either side of a sample that the filter uses."""

TRANSFORM = 3072
BLOCK = TRANSFORM - 2 * REACH
"""Samples (64 ms) cleaned at a time: the lag behind a growing recording."""

CONSTANT = 80
"""Samples (5 ms) without any change, which a device made: they become exact zeros."""

FULL_SCALE = 0.985
"""Samples beyond this are clipped; they stay as they are, so that clipping can still be seen."""


class Cleaning:
    """Cleans a sound that still grows."""

    def __init__(self) -> None:
        self._held = np.zeros(0, np.float32)
        self._begun = False

    def feed(self, samples: Floats) -> Floats:
        """Add samples (n,) at 16 kHz; return those that are clean by now, (m,)."""
        self._held = np.concatenate([self._held, samples])
        ready = []
        if not self._begun and len(self._held) >= BLOCK + REACH:
            self._begin()
        while self._begun and len(self._held) >= TRANSFORM:
            ready.append(_cleaned(self._held[:TRANSFORM]))
            self._held = self._held[BLOCK:]
        return np.concatenate(ready) if ready else np.zeros(0, np.float32)

    def end(self) -> Floats:
        """Return the rest (m,); nothing may be fed afterwards."""
        if not len(self._held):
            return self._held
        if not self._begun:
            self._begin()
        left = len(self._held) - REACH
        padded = np.pad(self._held, (0, REACH), mode="reflect")
        whole = -(-left // BLOCK) * BLOCK + 2 * REACH
        padded = np.pad(padded, (0, whole - len(padded)))
        parts = [_cleaned(padded[at : at + TRANSFORM]) for at in range(0, left, BLOCK)]
        self._held = np.zeros(0, np.float32)
        return np.concatenate(parts)[:left]

    def _begin(self) -> None:
        """Put a mirror image of the sound before its first sample, for the filter."""
        self._held = np.pad(self._held, (REACH, 0), mode="reflect")
        self._begun = True


def cleaned(samples: Floats) -> Floats:
    """Clean a whole recording: samples (n,) at 16 kHz."""
    cleaning = Cleaning()
    first = cleaning.feed(samples)
    return np.concatenate([first, cleaning.end()])


def _cleaned(piece: Floats) -> Floats:
    """Clean a block (BLOCK,), given with its neighbors (TRANSFORM,)."""
    slow = np.fft.irfft(np.fft.rfft(piece) * _lowpass(), TRANSFORM)[2 * REACH :]
    inner = piece[REACH:-REACH]
    quick = np.where(np.abs(inner) > FULL_SCALE, inner, inner - slow)
    quick[_constant(piece)[REACH:-REACH]] = 0
    return np.asarray(quick, np.float32)


@cache
def _lowpass() -> NDArray[np.complex64]:
    """Spectrum of the filter; its gain for a constant is exactly one."""
    at = np.arange(-REACH, REACH + 1)
    taps = np.sinc(2 * CUTOFF / RATE * at) * np.hamming(len(at))
    return np.asarray(np.fft.rfft(taps / taps.sum(), TRANSFORM), np.complex64)


def _constant(piece: Floats) -> NDArray[np.bool_]:
    """Return where (n,) a sound does not change at all for 5 ms or more."""
    edges = runs(piece[1:] == piece[:-1])
    flags = np.zeros(len(piece), np.bool_)
    for first, last in edges[edges[:, 1] - edges[:, 0] >= CONSTANT - 1]:
        flags[first : last + 1] = True
    return flags
