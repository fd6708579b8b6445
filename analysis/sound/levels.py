"""Level of a sound every 5 ms, and where it is exactly silent.

Levels are of the pre-emphasized sound, over 15 ms, in decibels: a soft "s" counts as much as a
vowel. Frame ``i`` is centered at ``i * HOP`` seconds. Long recordings are taken a block at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import Floats, runs

RATE = 16000
HOP = 0.005
STEP = 80
"""Samples between frames."""

EMPHASIS = 0.9
FLOOR = 1e-10
BLOCK = 6000
"""Frames (30 s) that are computed at a time."""

UNIT = 2.0**-15
"""One step of 16 bits."""

STILL, CONSTANT = 3.1e-5, 0.15 * UNIT
"""5 ms that move by no more than one step of 16 bits are still; by no more than this, constant."""

DEAD_DB = -90.0

STEADY_DB, STEADY_WINDOW, LEAST_STEADY = 1.2, 100, 400
"""Noise is steady if for at least 2 s (400 frames) the level never varies by more than this around
its trend, measured as a standard deviation over each 0.5 s (100 frames). White noise and rain have
0.5 to 1.1 dB; no speaker in the recordings holds a sound that steady for more than 1.5 s."""

ABOVE_DB = 6.0
"""Steady noise is at least this much louder than the recording's floor. Quieter, it is the
background, and there may be speech in it."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels (n,) in dB; whether the 5 ms from each frame on are still, and constant, (n,).

    ``steady`` (n,) says whether a frame is in loud noise that is too steady for a voice: a fan.
    """

    decibels: Floats
    still: NDArray[np.bool_]
    constant: NDArray[np.bool_]
    steady: NDArray[np.bool_]
    clipped: float
    floor: float
    top: float


def levels(samples: Floats) -> Levels:
    """Measure samples (m,) at 16 kHz; there are ``1 + m // 80`` frames.

    ``floor`` and ``top`` are the 10th and 95th percentiles where the sound is not silent.
    """
    count = 1 + len(samples) // STEP
    power, moves = np.zeros(count, np.float32), np.zeros(count, np.float32)
    for first in range(0, count, BLOCK):
        part = slice(first, min(first + BLOCK, count))
        power[part], moves[part] = _block(samples, part.start, part.stop)
    around = np.convolve(power, np.ones(3, np.float32), "same") / (3 * STEP)
    decibels = np.asarray(10 * np.log10(around + FLOOR), np.float32)
    live = decibels[decibels > DEAD_DB]
    floor, top = np.percentile(live if len(live) else decibels, (10, 95))
    clipped = float(np.mean(np.abs(samples) > 0.985)) if len(samples) else 0.0
    still, constant = moves <= STILL, moves <= CONSTANT
    steady = _steady(decibels, float(floor))
    return Levels(decibels, still, constant, steady, clipped, float(floor), float(top))


def _steady(decibels: Floats, floor: float) -> NDArray[np.bool_]:
    """Whether each level (n,) is in a stretch of steady noise."""
    even = _deviation(decibels, STEADY_WINDOW) <= STEADY_DB
    steady = np.zeros(len(decibels), np.bool_)
    for first, last in runs(even).tolist():
        end = last - 1 + STEADY_WINDOW
        if end - first >= LEAST_STEADY:
            steady[first:end] |= float(np.median(decibels[first:end])) >= floor + ABOVE_DB
    return steady


def _deviation(values: Floats, size: int) -> NDArray[np.float64]:
    """Return the standard deviation around a line of each ``size`` of n values, (n - size + 1,)."""
    if len(values) < size:
        return np.zeros(0)
    at = np.arange(len(values))
    centered = values.astype(np.float64) - values.mean()
    sums = (np.append(0, np.cumsum(part)) for part in (centered, centered**2, centered * at))
    total, squares, products = (part[size:] - part[:-size] for part in sums)
    middle = at[: len(total)] + (size - 1) / 2
    spread = size * (size**2 - 1) / 12
    around_mean = squares - total**2 / size
    along_line = (products - middle * total) ** 2 / spread
    variance: NDArray[np.float64] = np.maximum(around_mean - along_line, 0) / size
    return np.sqrt(variance)


def _block(samples: Floats, first: int, last: int) -> tuple[Floats, Floats]:
    """Power of the 5 ms around each frame, and how far the 5 ms after it move, peak to peak."""
    start, end = first * STEP - STEP // 2 - 1, last * STEP + STEP
    piece = samples[max(0, start) : end]
    piece = np.pad(piece, (max(0, -start), max(0, end - start - len(piece) - max(0, -start))))
    emphasized = piece[1:] - np.float32(EMPHASIS) * piece[:-1]
    around = emphasized[: (last - first) * STEP].reshape(-1, STEP)
    after = piece[1 + STEP // 2 :][: (last - first) * STEP].reshape(-1, STEP)
    return (around**2).sum(axis=1), after.max(axis=1) - after.min(axis=1)


def features(heard: Levels, count: int) -> Floats:
    """Three features (count, 3) for the speech classifier: level above floor twice, below top."""
    decibels = heard.decibels
    short = 4 * count + 4 - len(decibels)
    decibels = np.pad(decibels, (0, max(0, short)), "edge")
    first, second = decibels[: 4 * count : 4], decibels[2 : 4 * count + 2 : 4]
    above = [np.clip((part - heard.floor) / 20, -0.5, 3) for part in (first, second)]
    return np.stack([*above, np.clip((first - heard.top) / 20, -3, 0.5)], axis=1).astype(np.float32)


def steps_power(samples: Floats) -> Floats:
    """Return the mean power (m // 80,) of every 5 ms of samples (m,), without a constant offset."""
    count = len(samples) // STEP
    offset = np.float32(samples.mean()) if len(samples) else np.float32(0)
    power = np.zeros(count, np.float32)
    for first in range(0, count, BLOCK):
        part = samples[first * STEP : min(count, first + BLOCK) * STEP]
        # exact zeros stay silent, whatever the offset of the rest
        moved = np.where(part == 0, 0, part - offset)
        power[first : first + BLOCK] = (moved.reshape(-1, STEP) ** 2).mean(axis=1)
    return power
