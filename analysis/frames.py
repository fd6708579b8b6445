"""Sound as frames of 5 ms: levels in mel bands, level of the voice band, pitch and voicing.

Everything is vectorised numpy and scipy in blocks of some seconds, so that a long recording stays
small in memory and a growing file can be followed. Frame ``i`` is centred at ``i * HOP`` seconds;
levels are decibels re full scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import fft, signal

from analysis.arrays import Floats, product
from analysis.audio import RATE, Samples
from analysis.cues import Cues, cues
from analysis.gaps import with_background

HOP = 0.005
"""Seconds between frames."""

STEP = round(HOP * RATE)
WINDOW = 320
TRANSFORM = 512
BANDS = 32
BLOCK = 2048
ROWS = 16
SILENCE_DB = -120.0

PITCH_RATE = 8000
PITCH_WINDOW = 384
PITCH_LOW, PITCH_HIGH = 65.0, 400.0


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
    cues: Cues

    @classmethod
    def of(cls, samples: Samples) -> Frames:
        """Compute the frames of samples (m,) at 16 kHz; there are ``1 + m // 80`` of them."""
        sound = np.ascontiguousarray(samples, np.float32)
        pitch, voicing = _pitch(sound)
        bands = with_background(_bands(sound))
        return cls(sound, bands, pitch, voicing, cues(bands, pitch, voicing))

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


def _cut(sound: Samples, window: int, step: int) -> Floats:
    """Overlapping windows (n, window), centred at multiples of step, zeros beyond the ends."""
    padded = np.pad(sound, (window // 2, window // 2 + step))
    count = 1 + len(sound) // step
    return np.lib.stride_tricks.sliding_window_view(padded, window)[::step][:count]


def _bands(sound: Samples) -> Floats:
    windows = _cut(sound, WINDOW, STEP)
    shape = signal.get_window("hann", WINDOW).astype(np.float32)
    scale = np.float32(2 / (shape.sum() ** 2))
    out = np.empty((len(windows), BANDS), np.float32)
    for at in range(0, len(windows), BLOCK):
        spectrum = fft.rfft(windows[at : at + BLOCK] * shape, TRANSFORM, axis=1)
        power = spectrum.real**2 + spectrum.imag**2
        out[at : at + BLOCK] = product(power, _mel_weights(), ROWS) * scale
    return np.asarray(10 * np.log10(np.maximum(out, 10 ** (SILENCE_DB / 10))), np.float32)


def _pitch(sound: Samples) -> tuple[Floats, Floats]:
    """Pitch and voicing by normalised autocorrelation, every second frame, then repeated."""
    count = 1 + len(sound) // STEP
    if len(sound) < WINDOW:
        return np.zeros(count, np.float32), np.zeros(count, np.float32)
    slow = signal.resample_poly(sound, 1, 2).astype(np.float32)
    windows = _cut(slow, PITCH_WINDOW, STEP)
    pieces = [_autocorrelate(windows[at : at + BLOCK]) for at in range(0, len(windows), BLOCK)]
    pitch, voicing = (np.concatenate(x) for x in zip(*pieces, strict=True))
    pitch, voicing = (np.repeat(x, 2)[:count] for x in (pitch, voicing))
    short = count - len(pitch)
    return np.pad(pitch, (0, short), "edge"), np.pad(voicing, (0, short), "edge")


def _autocorrelate(windows: Floats) -> tuple[Floats, Floats]:
    """Best pitch period of each window (n, 384): hertz and normalised correlation."""
    shape = signal.get_window("hann", PITCH_WINDOW).astype(np.float32)
    size = TRANSFORM  # holds the window and the longest period: no wrapping
    own = fft.irfft(np.abs(fft.rfft(shape, size)) ** 2)
    centred = (windows - windows.mean(axis=1, keepdims=True)) * shape
    spectrum = fft.rfft(centred, size, axis=1)
    lags = fft.irfft(spectrum.real**2 + spectrum.imag**2, size, axis=1)
    first, last = int(PITCH_RATE / PITCH_HIGH), int(PITCH_RATE / PITCH_LOW)
    energy = lags[:, :1] + 1e-10
    curve = lags[:, first - 1 : last + 2] / energy * (own[0] / own[first - 1 : last + 2])
    at = np.arange(first - 1, last + 2)
    biased = curve - 0.01 * np.log2(at / first)
    best = 1 + np.argmax(biased[:, 1:-1], axis=1)
    row = np.arange(len(windows))
    left, mid, right = curve[row, best - 1], curve[row, best], curve[row, best + 1]
    bend = left - 2 * mid + right
    shift = np.where(np.abs(bend) > 1e-9, 0.5 * (left - right) / np.where(bend == 0, 1, bend), 0)
    period = at[best] + np.clip(shift, -0.5, 0.5)
    return (PITCH_RATE / period).astype(np.float32), np.clip(mid, 0, 1).astype(np.float32)
