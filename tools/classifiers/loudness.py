"""Rough positions of syllables by loudness, for labels whose counts are known from words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, signal

Floats = NDArray[np.float32]

RATE, LABEL = 16000, 160
VOICE = signal.butter(2, [300, 2500], "band", fs=RATE, output="sos")


def density(samples: Floats) -> Floats:
    """Return how likely each 10 ms contains a nucleus, unscaled: smoothed power around 1 kHz."""
    voice = signal.sosfilt(VOICE, samples)
    count = len(samples) // LABEL + 1
    power = np.pad(voice, (0, count * LABEL - len(voice))).reshape(-1, LABEL)
    smooth = ndimage.gaussian_filter1d((power**2).mean(axis=1), 2)
    return np.asarray(np.sqrt(smooth), np.float32)


def loudness_peaks(samples: Floats) -> tuple[int, int] | None:
    """Return the first and last sample of the loudest 0.1 s; ``None`` if the sound is too short."""
    if len(samples) < 900:
        return None
    middle = int(np.argmax(ndimage.uniform_filter1d(samples**2, 400)))
    first, last = max(0, middle - 800), min(len(samples), middle + 800)
    return (first, last) if last - first >= 800 else None
