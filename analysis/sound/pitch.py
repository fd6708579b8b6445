"""Pitch and voicing of short windows, by normalized autocorrelation at half the sample rate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import Floats
from analysis.sound.audio import RATE as FULL_RATE
from analysis.sound.filters import hann

SLOWER = 2
"""How many times slower than the recording: enough for the voice's periods."""

RATE = FULL_RATE // SLOWER
WINDOW = 384
TRANSFORM = 512
LOWEST, HIGHEST = 65.0, 400.0
"""Hertz between which a voice's pitch is searched."""


def autocorrelate(windows: Floats) -> tuple[Floats, Floats]:
    """Return the pitch and voicing (n,), hertz and 0–1, of windows (n, 384) at 8 kHz."""
    shape = hann(WINDOW)
    size = TRANSFORM  # holds the window and the longest period: no wrapping
    own = np.fft.irfft(np.abs(np.fft.rfft(shape, size)) ** 2, size)
    centred = (windows - windows.mean(axis=1, keepdims=True)) * shape
    spectrum = np.fft.rfft(centred, size)
    lags = np.fft.irfft(spectrum.real**2 + spectrum.imag**2, size)
    first, last = int(RATE / HIGHEST), int(RATE / LOWEST)
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
    return (RATE / period).astype(np.float32), np.clip(mid, 0, 1).astype(np.float32)


def semitones(hertz: Floats) -> NDArray[np.float64]:
    """Return pitches (n,) in semitones, as MIDI counts them: 69 is the A at 440 Hz.

    The values are those of `librosa.hz_to_midi`, to the bit; its import alone would take 66 MB of
    the analysis process and a third of a second.
    """
    return np.asarray(12 * (np.log2(hertz) - np.log2(440.0)) + 69, np.float64)
