"""Syllable nuclei from the sound: how many there are, and about where each is.

The classifier gives nuclei a frame; their sum over speech is the count, and a nucleus is placed
wherever the running sum passes the middle of another one. Filled pauses have none.
"""

from __future__ import annotations

import numpy as np

from analysis.hearing.speech import Speech
from analysis.sound.encoder import PERIOD
from analysis.sound.frame_classifiers import FrameProbabilities


def nuclei(probabilities: FrameProbabilities, speech: Speech) -> tuple[float, ...]:
    """Find the times, in seconds, of the syllable nuclei in the speech regions, in order."""
    spoken = np.zeros(len(probabilities))
    for region in speech.regions:
        cut = slice(round(region.start / PERIOD), round(region.end / PERIOD) + 1)
        spoken[cut] = probabilities.nuclei[cut]
    running = np.cumsum(spoken)
    if not len(running):
        return ()
    middles = np.arange(0.5, running[-1])
    return tuple(float(i) * PERIOD for i in np.searchsorted(running, middles))
