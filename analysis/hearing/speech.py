"""Where there is speech: regions, silent pauses with their edges, and everything else.

The classifiers say where a voice speaks; a breath, a click, or a cough isn't speech. Edges come
from the level within 60 ms of where they point. A pause is a silence of at least 0.25 s between the
first and the last speech (de Jong & Bosker 2013). Exact zeros that a device made, and long
stretches of music and other foreign sound, are neither speech nor the speaker's pause. Nor is a
fan or rain that starts in the middle. The classifiers take it for speech, but it is too steady.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import Floats, runs
from analysis.sound.dropouts import dropouts
from analysis.sound.encoder import PERIOD
from analysis.sound.filters import moving_average
from analysis.sound.frame_classifiers import FrameProbabilities
from analysis.sound.levels import HOP, Levels, steps_power
from analysis.types import Pause, Span, remaining

Flags = NDArray[np.bool_]

SHORTEST_PAUSE = 0.25
SHORTEST_SPEECH = 0.08
SPEAKS = 0.5
"""Probability from which a frame counts as speech."""

LITTLE, SURE = 0.2, 0.8
"""Seconds; shorter speech must reach a higher probability at its peak."""

BRIEF, CLEAR = 0.8, 0.7
"""Seconds; shorter speech with silence around it must have a higher probability on average, else
it is a cough or a laugh."""

SMOOTHED = 3
"""Frames over which probabilities are averaged."""

REACH = 12
"""Frames of level (60 ms) on either side in which an edge is searched."""

AROUND = 50
BEYOND = 30
EDGE_SHARE, EDGE_LEAST_DB = 0.15, 3.0
"""An edge is where the level has risen from the pause's by this share of the way to the speech."""

EARLY = 0.02
"""Seconds by which words start before their level rises."""

FOREIGN = 0.5
LEAST_FOREIGN = 0.5
LONG_FOREIGN = 2.0
"""Seconds of foreign sound: worth a note; enough that a gap doesn't count as a pause."""

TAKEN_FOR_SPEECH = 0.25
"""If the classifiers take at least this share of a steady noise for speech, it isn't a pause."""

LEAST_RANGE_DB = 6.0
"""A recording whose level moves less than this from its quietest to its loudest has no speech."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The parts of the sound, in order; level, noise, and clipping.

    ``level_db`` is the level of speech re full scale, ``noise_db`` how far the background is
    below it; ``None`` where there is nothing to compare. ``clipped`` is the share of samples at
    full scale. ``dropouts`` are exact zeros that a device made, ``foreign`` sounds that
    aren't speech: music, laughter, coughs, typing.
    """

    regions: tuple[Span, ...]
    pauses: tuple[Pause, ...]
    dropouts: tuple[Span, ...]
    foreign: tuple[Span, ...]
    level_db: float | None
    noise_db: float | None
    clipped: float

    @property
    def start(self) -> float | None:
        """Start of the first speech."""
        return self.regions[0].start if self.regions else None

    @property
    def end(self) -> float | None:
        """End of the last speech."""
        return self.regions[-1].end if self.regions else None

    @property
    def lost(self) -> tuple[Span, ...]:
        """What is between regions and no pause: zeros, long foreign sound, speech left out."""
        gaps = (Span(a.end, b.start) for a, b in pairwise(self.regions))
        return tuple(part for gap in gaps for part in remaining(gap, self.pauses))


def hear(probabilities: FrameProbabilities, heard: Levels, samples: Floats) -> Speech:
    """Find speech by the classifiers and the levels of a recording, samples (m,) at 16 kHz."""
    moves = heard.top - heard.floor >= LEAST_RANGE_DB
    chance = _spoken(probabilities, heard)
    spans = _spans(chance) if moves else []
    regions = _clear(_joined(_with_edges(spans, heard)), chance)
    foreign = _foreign(probabilities, heard, regions)
    gaps = [Span(a.end, b.start) for a, b in pairwise(regions)]
    zeros = dropouts(heard, samples, regions)
    pauses = tuple(pause for gap in gaps for pause in _pauses(gap, zeros, foreign))
    level, noise = _loudness(samples, regions, heard)
    return Speech(tuple(regions), pauses, tuple(zeros), foreign, level, noise, heard.clipped)


def _spoken(probabilities: FrameProbabilities, heard: Levels) -> Floats:
    """Probability (n,) of speech: a word or a filled pause, and no foreign sound."""
    speech, filled, foreign = (
        moving_average(chance, SMOOTHED)
        for chance in (probabilities.speech, probabilities.filled, probabilities.foreign)
    )
    voice = np.maximum(speech, np.where(filled > 0.5, filled, 0))
    count = len(probabilities)
    noise = _in_frames(heard.steady, count) & (filled <= 0.5)
    silent = noise | _in_frames(heard.still, count) | (foreign > FOREIGN)
    return np.asarray(np.where(silent, 0, voice), np.float32)


def _in_frames(steps: Flags, count: int) -> Flags:
    """Whether flags (n,) of every 5 ms hold in all of each of ``count`` frames."""
    each = round(PERIOD / HOP)
    padded = np.pad(steps, (0, max(0, each * count - len(steps))), "edge")
    return np.asarray(padded[: each * count].reshape(count, each).all(axis=1))


def _spans(chance: Floats) -> list[Span]:
    """Stretches above ``SPEAKS``, to where the chance crosses it between two frames."""
    out = []
    for a, b in runs(chance > SPEAKS).tolist():
        span = Span(_crossing(chance, a), _crossing(chance, b))
        little = span.duration < LITTLE and float(chance[a:b].max()) < SURE
        if span.duration >= SHORTEST_SPEECH and not little:
            out.append(span)
    return out


def _crossing(chance: Floats, i: int) -> float:
    """Seconds at which the chance crosses ``SPEAKS`` between frames i − 1 and i."""
    if i in (0, len(chance)):
        return i * PERIOD
    before, after = float(chance[i - 1]), float(chance[i])
    return (i - 1 + (SPEAKS - before) / (after - before)) * PERIOD


def _with_edges(spans: Sequence[Span], heard: Levels) -> list[Span]:
    """Move both edges of each span to where the level leaves that of the pause next to it."""
    out = []
    for i, span in enumerate(spans):
        before = spans[i - 1].end if i else 0.0
        after = spans[i + 1].start if i + 1 < len(spans) else len(heard.decibels) * HOP
        start = _edge(heard.decibels, span.start, before) - EARLY
        end = _edge(heard.decibels, span.end, after)
        if start < end:
            out.append(Span(max(0.0, start), end))
    return out


def _edge(level: Floats, at: float, beyond: float) -> float:
    """Edge of speech near ``at`` whose pause reaches to ``beyond``, before or after it."""
    i, far = round(at / HOP), round(beyond / HOP)
    starts = beyond < at
    if starts:
        pause, voice = level[max(far, i - AROUND) : max(1, i - 4)], level[i : i + BEYOND]
    else:
        pause, voice = level[i + 4 : min(far, i + AROUND)], level[max(0, i - BEYOND) : i]
    if len(pause) < 4 or not len(voice):
        return at
    low, high = float(np.percentile(pause, 40)), float(np.percentile(voice, 80))
    first = max(0, i - REACH)
    near = level[first : i + REACH + 1] > low + max(EDGE_LEAST_DB, EDGE_SHARE * (high - low))
    loud = np.flatnonzero(near)
    if not len(loud):
        return at
    return float(first + (loud[0] if starts else loud[-1] + 1)) * HOP


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Fill silences that are too short for a pause."""
    out: list[Span] = []
    for span in spans:
        start = span.start
        if out and start - out[-1].end < SHORTEST_PAUSE:
            start = out.pop().start
        out.append(Span(start, max(start, span.end)))
    return out


def _clear(regions: Sequence[Span], chance: Floats) -> list[Span]:
    """Leave out regions that are brief and doubtful, given the chance (n,) of speech."""
    return [r for r in regions if r.duration >= BRIEF or _mean(chance, r) >= CLEAR]


def _mean(chance: Floats, region: Span) -> float:
    first = min(round(region.start / PERIOD), len(chance) - 1)
    return float(chance[first : max(first + 1, round(region.end / PERIOD))].mean())


def _foreign(
    probabilities: FrameProbabilities, heard: Levels, regions: Sequence[Span]
) -> tuple[Span, ...]:
    """Stretches of foreign sound and steady noise outside speech, except exact zeros."""
    smooth = moving_average(probabilities.foreign, 15) > FOREIGN
    smooth &= ~_in_frames(heard.still, len(smooth))
    for first, last in runs(_in_frames(heard.steady, len(smooth))).tolist():
        if np.mean(probabilities.speech[first:last] > SPEAKS) >= TAKEN_FOR_SPEECH:
            smooth[first:last] = True
    for region in regions:
        smooth[round(region.start / PERIOD) : round(region.end / PERIOD)] = False
    spans = (Span(a * PERIOD, b * PERIOD) for a, b in runs(smooth).tolist())
    return tuple(s for s in spans if s.duration >= LEAST_FOREIGN)


def _pauses(gap: Span, zeros: Sequence[Span], foreign: Sequence[Span]) -> list[Pause]:
    """Return the speaker's silences in a gap between regions: without zeros and foreign sound.

    Zeros shorter than a pause don't end one, but don't count toward its length either.
    """
    if sum(gap.overlap(s) for s in foreign) >= LONG_FOREIGN:
        return []
    silences = remaining(gap, [s for s in zeros if s.duration >= SHORTEST_PAUSE])
    own = ((s, s.duration - sum(s.overlap(z) for z in zeros)) for s in silences)
    return [Pause(s.start, s.end) for s, seconds in own if seconds >= SHORTEST_PAUSE]


def _loudness(
    samples: Floats, regions: Sequence[Span], heard: Levels
) -> tuple[float | None, float | None]:
    """Level of speech re full scale, and how far the background is below it, dB."""
    if not regions:
        return None, None
    power = steps_power(samples)
    count = len(power)
    speaks = np.zeros(count, np.bool_)
    for region in regions:
        speaks[round(region.start / HOP) : round(region.end / HOP)] = True
    if not speaks.any():
        return None, None
    level = float(10 * np.log10(power[speaks].mean() + 1e-12))
    quiet = power[~speaks & (power > 0)]  # digital zeros aren't background
    if not len(quiet):
        return level, None
    return level, level - float(10 * np.log10(np.median(quiet) + 1e-12))


def spoken_frames(speech: Speech, filled_pauses: Sequence[Span], count: int) -> Flags:
    """Whether each of ``count`` frames is in speech, and not in a filled pause."""
    inside = np.zeros(count, np.bool_)
    for spans, spoken in ((speech.regions, True), (filled_pauses, False)):
        for span in spans:
            inside[max(0, round(span.start / PERIOD)) : round(span.end / PERIOD)] = spoken
    return inside


def without(speech: Speech, spans: Sequence[Span]) -> Speech:
    """Leave out the speech and the pauses that are mostly inside the given spans."""

    def inside(part: Span) -> bool:
        return sum(part.overlap(span) for span in spans) > part.duration / 2

    if not spans:
        return speech
    regions = tuple(region for region in speech.regions if not inside(region))
    return replace(
        speech,
        regions=regions,
        pauses=tuple(
            pause
            for pause in speech.pauses
            if not inside(pause) and regions and regions[0].end <= pause.start < regions[-1].start
        ),
    )
