"""Syllable nuclei from the sound: peaks of loudness in voiced speech, with a dip between them.

After de Jong & Wempe (2009), with the level of each frame taken above the background.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage, signal

from analysis.frames import HOP, Frames
from analysis.speech import Speech

DIP_DB = 2.0
VOICED = 0.4


def nuclei(frames: Frames, speech: Speech) -> tuple[float, ...]:
    """Find the times, in seconds, of the syllable nuclei heard in the speech regions."""
    if not speech.regions:
        return ()
    loud = ndimage.gaussian_filter1d(frames.bands[:, 4:24].max(axis=1), 4)
    peaks, _ = signal.find_peaks(loud, prominence=DIP_DB, distance=round(0.09 / HOP))
    inside = np.zeros(len(frames), np.bool_)
    for region in speech.regions:
        inside[round(region.start / HOP) : round(region.end / HOP) + 1] = True
    kept = peaks[inside[peaks] & (frames.voicing[peaks] > VOICED)]
    return tuple(float(p) * HOP for p in kept)
