"""Syllable nuclei from the sound: how many there are, and about where each lies.

The network of ``analysis.sound.frame_classifiers`` gives nuclei a frame; their sum over speech is
the count, and a nucleus stands wherever the running sum passes the middle of another one. Unlike
peaks of loudness (de Jong & Wempe 2009) this hears two vowels in a row, and holds in noise.
"""

from __future__ import annotations

import numpy as np

from analysis.hearing.speech import Speech
from analysis.sound.frame_classifiers import PERIOD
from analysis.sound.frames import Frames


def nuclei(frames: Frames, speech: Speech) -> tuple[float, ...]:
    """Find the times, in seconds, of the syllable nuclei in the speech regions, in order."""
    spoken = np.zeros(len(frames.cues.nucleus))
    for region in speech.regions:
        cut = slice(round(region.start / PERIOD), round(region.end / PERIOD) + 1)
        spoken[cut] = frames.cues.nucleus[cut]
    running = np.cumsum(spoken)
    if not len(running):
        return ()
    middles = np.arange(0.5, running[-1])
    return tuple(float(i) * PERIOD for i in np.searchsorted(running, middles))
