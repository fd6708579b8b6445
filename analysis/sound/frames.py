"""Pitch and voicing of a sound in frames of 5 ms.

Everything is vectorized numpy in blocks of some seconds, so that a long recording stays
small in memory. The blocks are at the same places whether the sound comes whole or bit by bit, so
that a growing recording has the same frames. Frame ``i`` is centered at ``i * HOP`` seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.sound.arrays import Floats, GrowingArray
from analysis.sound.audio import RATE, Samples
from analysis.sound.filters import halve
from analysis.sound.pitch import SLOWER, WINDOW, autocorrelate

HOP = 0.005
"""Seconds between frames."""

STEP = round(HOP * RATE)
BLOCK = 256

FILTER = 64
"""Samples on either side of a slower sample that its filter may reach."""


@dataclass(frozen=True, slots=True)
class Frames:
    """A recording as frames of 5 ms.

    ``pitch`` (n,) hertz, meaningful where ``voicing`` (n,) 0–1 is high; ``samples`` as given.
    """

    samples: Samples
    pitch: Floats
    voicing: Floats

    @classmethod
    def of(cls, samples: Samples) -> Frames:
        """Compute the frames of samples (m,) at 16 kHz; there are ``1 + m // 80`` of them."""
        framing = Framing()
        framing.feed(samples)
        return framing.end()

    def __len__(self) -> int:
        return len(self.pitch)

    @property
    def duration(self) -> float:
        """Length of the recording in seconds."""
        return len(self.samples) / RATE


class Framing:
    """Computes the frames of a sound that still grows."""

    def __init__(self) -> None:
        self._sound = GrowingArray()
        self._slow = GrowingArray()
        self._pitch: list[tuple[Floats, Floats]] = []

    @property
    def samples(self) -> Samples:
        """What has been fed so far, (n,) at 16 kHz; no copy."""
        return self._sound.view

    def feed(self, samples: Samples) -> None:
        """Add samples (n,) at 16 kHz and compute the blocks that are whole."""
        self._sound.append(samples)
        self._slower(max(0, len(self._sound) - FILTER) // SLOWER)
        self._compute(min(self._wanted(), _whole(len(self._slow))))

    def end(self) -> Frames:
        """Compute the rest; nothing may be fed afterwards."""
        self._slower((len(self._sound) + 1) // SLOWER)
        self._compute(self._wanted())
        return Frames(self.samples, *self._pitch_and_voicing(1 + len(self._sound) // STEP))

    def _wanted(self) -> int:
        """Return the frames of pitch in the sound so far, if no more comes."""
        return 1 + len(self._slow) // STEP

    def _compute(self, count: int) -> None:
        """Compute up to as many frames of pitch, a block at a time."""
        for at in range(len(self._pitch) * BLOCK, count, BLOCK):
            windows = _windows(self._slow.view, at, min(BLOCK, count - at))
            self._pitch.append(autocorrelate(windows))

    def _slower(self, upto: int) -> None:
        """Resample for pitch, up to a sample at the slower rate."""
        done = len(self._slow)
        if upto <= done:
            return
        first = max(0, done * SLOWER - FILTER)
        piece = self._sound.view[first : upto * SLOWER + FILTER]
        slow = halve(piece)
        self._slow.append(slow[done - first // SLOWER : upto - first // SLOWER])

    def _pitch_and_voicing(self, count: int) -> tuple[Floats, Floats]:
        """Return the pitch and voicing of every frame: one of them is computed for two frames."""
        if len(self._sound) < WINDOW:
            return np.zeros(count, np.float32), np.zeros(count, np.float32)
        pitch, voicing = (np.concatenate(x) for x in zip(*self._pitch, strict=True))
        pitch, voicing = (np.repeat(x, SLOWER)[:count] for x in (pitch, voicing))
        short = count - len(pitch)
        return np.pad(pitch, (0, short), "edge"), np.pad(voicing, (0, short), "edge")


def _whole(length: int) -> int:
    """Return the frames, in whole blocks, whose windows are inside a sound that may still grow."""
    return max(0, 1 + (length - WINDOW // 2) // STEP) // BLOCK * BLOCK


def _windows(sound: Samples, first: int, count: int) -> Floats:
    """Overlapping windows (count, WINDOW) centered at multiples of STEP, zeros beyond the ends."""
    start = first * STEP - WINDOW // 2
    end = (first + count - 1) * STEP + WINDOW // 2
    piece = sound[max(0, start) : end]
    before = max(0, -start)
    padded = np.pad(piece, (before, end - start - before - len(piece)))
    return np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::STEP]
