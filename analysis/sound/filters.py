"""A window, half the sample rate, and a moving average: what is needed of SciPy's filters.

The values are those of SciPy, to the bit; importing SciPy would take 70 MB of the child.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from analysis.sound.arrays import Floats

REACH = 20
"""Samples on either side that the filter of `halve` uses."""

KAISER = 5.0


@cache
def hann(length: int) -> Floats:
    """Return a periodic Hann window (length,)."""
    at = np.linspace(-np.pi, np.pi, length + 1)[:-1]
    return np.asarray(0.5 + 0.5 * np.cos(at), np.float32)


def halve(samples: Floats) -> Floats:
    """Take samples (n,) to half their rate (⌈n/2⌉,), without what would fold back.

    A sinc cut off at a quarter of the rate by a Kaiser window, as ``resample_poly(samples, 1, 2)``.
    """
    taps = _lowpass()
    count = (len(samples) + 1) // 2
    padded = np.pad(samples, (REACH, REACH + 1))
    out = np.zeros(count, np.float32)
    for at, tap in enumerate(taps):
        out += tap * padded[at : at + 2 * count : 2][:count]
    return out


def moving_average(x: Floats, size: int) -> Floats:
    """Average x (n,) over ``size`` values around each; beyond its ends the outermost ones repeat.

    A running sum of 64 bits, as ``scipy.ndimage.uniform_filter1d(x, size, mode="nearest")``.
    """
    if not len(x):
        return x
    around = np.pad(x.astype(np.float64), (size // 2, size - size // 2 - 1), "edge")
    first = np.cumsum(around[:size])[-1:]
    total = np.cumsum(np.concatenate([first, around[size:] - around[:-size]]))
    return np.asarray(total / size, x.dtype)


@cache
def _lowpass() -> Floats:
    at = np.arange(-REACH, REACH + 1)
    taps = 0.5 * np.sinc(0.5 * at) * np.kaiser(len(at), KAISER)
    return np.asarray(taps / taps.sum(), np.float32)
