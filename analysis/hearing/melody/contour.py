"""The melody's line: pitch in semitones from the speaker's median, where the voice is clear.

Semitones, because a step sounds as large in a low voice as in a high one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.hearing.speech import Speech
from analysis.sound.arrays import Floats
from analysis.sound.frames import HOP, Frames
from analysis.sound.pitch import semitones
from analysis.types import Span

VOICED = 0.6
"""Voicing (0–1) from which the pitch of a frame is trusted."""

ENOUGH = 5.0
"""Seconds of voice below which a melody isn't meaningful."""

OCTAVE = 7.5
"""Semitones from the median beyond which a frame is more likely an octave error."""


@dataclass(frozen=True, slots=True)
class Contour:
    """The pitch of one voice: ``semitones`` (n,) from its median every 5 ms, else not a number."""

    semitones: Floats

    @property
    def spread(self) -> float:
        """Standard deviation, in semitones, without what are probably octave errors."""
        steps = self.within(Span(0.0, len(self.semitones) * HOP))
        return float(np.std(steps))

    def within(self, span: Span) -> Floats:
        """Return the steps (m,) of the voice in a span, without octave errors."""
        part = self.part(span)
        return part[np.abs(part) <= OCTAVE]

    def part(self, span: Span) -> Floats:
        """Return all frames of a span, (m,), from its first to its last."""
        return self.semitones[max(0, round(span.start / HOP)) : round(span.end / HOP)]

    def without(self, spans: Sequence[Span]) -> Contour:
        """Leave out the frames of some spans."""
        stays = np.ones(len(self.semitones), np.bool_)
        for span in spans:
            stays[round(span.start / HOP) : round(span.end / HOP)] = False
        return Contour(self.semitones[stays])


def contour(frames: Frames, speech: Speech) -> Contour | None:
    """Return the melody of the speech; ``None`` with less than five seconds of voice."""
    inside = np.zeros(len(frames.pitch), np.bool_)
    for region in speech.regions:
        inside[int(region.start / HOP) : int(region.end / HOP)] = True
    clear = inside & (frames.voicing >= VOICED)
    if np.count_nonzero(clear) * HOP < ENOUGH:
        return None
    tones = np.full(len(frames.pitch), np.nan, np.float32)
    tones[clear] = semitones(frames.pitch[clear])
    return Contour(np.asarray(tones - np.nanmedian(tones), np.float32))
