"""Melody of the voice: how far its pitch moves, in semitones.

Semitones, because a step sounds as large in a low voice as in a high one.
"""

from __future__ import annotations

import numpy as np
from librosa import hz_to_midi

from analysis.hearing.speech import Speech
from analysis.sound.frames import HOP, Frames

VOICED = 0.6
"""Voicing (0–1) from which the pitch of a frame is trusted."""

ENOUGH = 5.0
"""Seconds of voice below which a spread isn't meaningful."""

OCTAVE = 7.5
"""Semitones from the median beyond which a frame is more likely an octave error."""


def pitch_spread(frames: Frames, speech: Speech) -> float | None:
    """Standard deviation of the pitch around the speaker's median, in semitones.

    Undefined with less than five seconds of voice.
    """
    inside = np.zeros(len(frames.pitch), np.bool_)
    for region in speech.regions:
        inside[int(region.start / HOP) : int(region.end / HOP)] = True
    voice = frames.pitch[inside & (frames.voicing >= VOICED)]
    if len(voice) * HOP < ENOUGH:
        return None
    semitones = hz_to_midi(voice)
    steps = semitones - np.median(semitones)
    return float(np.std(steps[np.abs(steps) <= OCTAVE]))
