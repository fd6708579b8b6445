"""Sound as frames of 5 ms: levels in mel bands, level of the voice band, pitch and voicing.

Everything is vectorised numpy and scipy in blocks of some seconds, so that a long recording stays
small in memory. The blocks lie at the same places whether the sound comes whole or bit by bit, so
that a growing recording has the same frames. Frame ``i`` is centred at ``i * HOP`` seconds; levels
are decibels re full scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from analysis.sound.arrays import Floats, GrowingArray, product
from analysis.sound.audio import RATE, Samples
from analysis.sound.dropouts import with_background
from analysis.sound.filters import halve, hann
from analysis.sound.frame_classifiers import FrameProbabilities, cues
from analysis.sound.pitch import SLOWER, autocorrelate
from analysis.sound.pitch import WINDOW as PITCH_WINDOW

HOP = 0.005
"""Seconds between frames."""

STEP = round(HOP * RATE)
WINDOW = 320
TRANSFORM = 512
BANDS = 32
BLOCK = 2048
ROWS = 16
SILENCE_DB = -120.0

FILTER = 64
"""Samples on either side of a slower sample that its filter may reach."""


@dataclass(frozen=True, slots=True)
class Frames:
    """A recording as frames of 5 ms.

    ``bands`` (n, 32) levels in mel bands, dB; ``pitch`` (n,) hertz, meaningful where ``voicing``
    (n,) 0–1 is high; ``cues`` what the network hears every 10 ms; ``samples`` as given.
    """

    samples: Samples
    bands: Floats
    pitch: Floats
    voicing: Floats
    cues: FrameProbabilities

    @classmethod
    def of(cls, samples: Samples) -> Frames:
        """Compute the frames of samples (m,) at 16 kHz; there are ``1 + m // 80`` of them."""
        framing = Framing()
        framing.feed(samples)
        return framing.end()

    def __len__(self) -> int:
        return len(self.bands)

    @property
    def duration(self) -> float:
        """Length of the recording in seconds."""
        return len(self.samples) / RATE


@cache
def mel_centres() -> Floats:
    """Centre frequency of each mel band in hertz."""
    return _mel_edges()[1:-1].astype(np.float32)


def _mel_edges() -> NDArray[np.float64]:
    low, high = (2595 * np.log10(1 + f / 700) for f in (80.0, 7600.0))
    return np.asarray(700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1))


@cache
def _mel_weights() -> Floats:
    """Triangles (257, 32) that add power spectra up into mel bands."""
    edges = _mel_edges()
    at = np.linspace(0, RATE / 2, TRANSFORM // 2 + 1)[:, None]
    rising = (at - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - at) / (edges[2:] - edges[1:-1])
    weights = np.maximum(0, np.minimum(rising, falling))
    return np.asarray(weights, np.float32)


class Framing:
    """Computes the frames of a sound that still grows."""

    def __init__(self) -> None:
        self._sound = GrowingArray()
        self._slow = GrowingArray()
        self._bands: list[Floats] = []
        self._pitch: list[tuple[Floats, Floats]] = []

    @property
    def samples(self) -> Samples:
        """What has been fed so far, (n,) at 16 kHz; no copy."""
        return self._sound.view

    def feed(self, samples: Samples) -> None:
        """Add samples (n,) at 16 kHz and compute the blocks that are whole."""
        self._sound.append(samples)
        self._slower(self._whole_slow())
        bands, pitch = self._wanted()
        self._compute(min(bands, _whole(len(self._sound), WINDOW)), min(pitch, self._whole_pitch()))

    def end(self) -> Frames:
        """Compute what is left; nothing may be fed afterwards."""
        self._slower((len(self._sound) + 1) // SLOWER)
        self._compute(*self._wanted())
        bands = with_background(np.concatenate(self._bands))
        pitch, voicing = self._pitch_and_voicing(len(bands))
        return Frames(self.samples, bands, pitch, voicing, cues(bands, pitch, voicing))

    def _wanted(self) -> tuple[int, int]:
        """Frames of bands and of pitch that the sound will have as it is."""
        return 1 + len(self._sound) // STEP, 1 + len(self._slow) // STEP

    def _whole_pitch(self) -> int:
        return _whole(len(self._slow), PITCH_WINDOW)

    def _whole_slow(self) -> int:
        return max(0, len(self._sound) - FILTER) // SLOWER

    def _compute(self, bands: int, pitch: int) -> None:
        """Compute up to as many frames of bands and of pitch, a block at a time."""
        for at in range(len(self._bands) * BLOCK, bands, BLOCK):
            count = min(BLOCK, bands - at)
            self._bands.append(_band_levels(_windows(self._sound.view, at, count, WINDOW)))
        for at in range(len(self._pitch) * BLOCK, pitch, BLOCK):
            count = min(BLOCK, pitch - at)
            self._pitch.append(autocorrelate(_windows(self._slow.view, at, count, PITCH_WINDOW)))

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
        """Pitch and voicing of every frame: there is one of them for two frames of bands."""
        if len(self._sound) < WINDOW:
            return np.zeros(count, np.float32), np.zeros(count, np.float32)
        pitch, voicing = (np.concatenate(x) for x in zip(*self._pitch, strict=True))
        pitch, voicing = (np.repeat(x, SLOWER)[:count] for x in (pitch, voicing))
        short = count - len(pitch)
        return np.pad(pitch, (0, short), "edge"), np.pad(voicing, (0, short), "edge")


def _whole(length: int, window: int) -> int:
    """Frames, in whole blocks, whose windows lie inside a sound that may still grow."""
    return max(0, 1 + (length - window // 2) // STEP) // BLOCK * BLOCK


def _windows(sound: Samples, first: int, count: int, window: int) -> Floats:
    """Overlapping windows (count, window) centred at multiples of STEP, zeros beyond the ends."""
    start = first * STEP - window // 2
    end = (first + count - 1) * STEP + window // 2
    piece = sound[max(0, start) : end]
    before = max(0, -start)
    padded = np.pad(piece, (before, end - start - before - len(piece)))
    return np.lib.stride_tricks.sliding_window_view(padded, window)[::STEP]


def _band_levels(windows: Floats) -> Floats:
    """Levels (n, 32) in mel bands of windows (n, 320), dB."""
    shape = hann(WINDOW)
    scale = np.float32(2 / (shape.sum() ** 2))
    spectrum = fft.rfft(windows * shape, TRANSFORM, axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    levels = product(power, _mel_weights(), ROWS) * scale
    return np.asarray(10 * np.log10(np.maximum(levels, 10 ** (SILENCE_DB / 10))), np.float32)
