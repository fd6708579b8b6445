"""Where there is speech: regions, silent pauses with their edges, level and noise.

The level of each frame is taken above the recording's own background in every band, so that hum,
fan noise and a quiet microphone change little. A pause is a silence of at least 0.25 s between
the first and the last speech (de Jong & Bosker 2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from analysis.sound.arrays import Floats
from analysis.sound.frame_classifiers import STRIDE
from analysis.sound.frames import HOP, STEP, Frames
from analysis.types import Pause, Span

SHORTEST_PAUSE = 0.25
SHORTEST_SPEECH = 0.08
SHORTEST_GAP = 0.06

MASK_DB = 36.0
"""Sound this far below the loudest band of the speech is taken for silence, however clean."""

RISE_DB = 0.4
"""How far above the background's own fluctuation speech must rise."""

EDGE_DB = 1.5
REACH = 6
"""An edge lies within this many frames where the unsmoothed level rises by another EDGE_DB."""

MOST_FLUTTER_DB = 0.5
"""A background whose quietest moments lie further apart than this comes and goes like speech."""

SURE = 0.65
"""Above such a background the network's chance of speech decides."""

LEAST_RANGE_DB = 6.0
CLIPPED = 0.985

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Speech:
    """What was heard: speech regions and silent pauses, in order; level, noise and clipping.

    ``level_db`` is the level of speech re full scale, ``noise_db`` how far the background lies
    below it (signal-to-noise ratio); ``None`` where there is nothing to tell it from. ``clipped``
    is the share of samples at full scale.
    """

    regions: tuple[Span, ...]
    pauses: tuple[Pause, ...]
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


def hear(frames: Frames) -> Speech:
    """Find speech in the frames of a recording (``Frames.of(samples)``)."""
    ratio = _ratio(frames)
    smooth = _db(ndimage.uniform_filter1d(ratio, 7))
    low, base, high = np.percentile(smooth, (2, 10, 97))
    rise = max(float(base), 0.0) + RISE_DB + float(base - low)
    active = smooth > rise
    sharp = _db(ndimage.uniform_filter1d(ratio, 3)) > rise + EDGE_DB
    if base - low > MOST_FLUTTER_DB:
        active = sharp = _by_cues(frames) > SURE
    if high - base < LEAST_RANGE_DB:
        active[:] = False
    active = _tidy(active.copy())
    regions = _regions(active, sharp)
    pauses = tuple(Pause(a.end, b.start) for a, b in pairwise(regions))
    level, noise = _levels(frames, active)
    clipped = float(np.mean(np.abs(frames.samples) > CLIPPED)) if len(frames.samples) else 0.0
    return Speech(regions, pauses, level, noise, clipped)


def _db(power: Floats) -> Floats:
    return np.asarray(10 * np.log10(power + 1e-6), np.float32)


def _ratio(frames: Frames) -> Floats:
    """Power of each frame over the background's, as a mean over the bands of the voice."""
    power = 10 ** (frames.bands[:, 1:31] / 10)
    slow = ndimage.uniform_filter1d(power, 15, axis=0)
    floor = 1.12 * np.percentile(slow, 10, axis=0)
    top = 10 * np.log10(np.percentile(power, 95, axis=0) + 1e-12)
    mask = 10 ** ((0.5 * top + 0.5 * top.max() - MASK_DB) / 10)
    return np.asarray(((power + mask) / (floor + mask)).mean(axis=1), np.float32)


def _by_cues(frames: Frames) -> Floats:
    """Give the network's chance of speech at every frame."""
    chance = frames.cues.speech
    if not len(chance):
        return np.zeros(len(frames), np.float32)
    at = (np.arange(len(frames)) - 0.5) / STRIDE
    return np.asarray(np.interp(at, np.arange(len(chance)), chance), np.float32)


def _tidy(active: Flags) -> Flags:
    """Fill gaps in speech, drop speech too short to be any, fill silences too short for pauses."""
    rules = ((False, SHORTEST_GAP), (True, SHORTEST_SPEECH), (False, SHORTEST_PAUSE - 0.02))
    for value, shortest in rules:
        edges = np.flatnonzero(np.diff(active)) + 1
        for start, end in pairwise((0, *edges.tolist(), len(active))):
            inner = value or (start > 0 and end < len(active))
            if active[start] == value and inner and (end - start) * HOP < shortest:
                active[start:end] = not value
    return active


def _regions(active: Flags, sharp: Flags) -> tuple[Span, ...]:
    """Draw the edges of speech in to where the sharp level rises; close silences below 0.25 s."""
    spans: list[Span] = []
    for a, b in np.flatnonzero(np.diff(np.pad(active, 1).astype(np.int8))).reshape(-1, 2):
        start = (a + _first(sharp[a : min(a + REACH, b)])) * HOP + 0.003
        end = (b - _first(sharp[max(b - REACH, a) : b][::-1])) * HOP - 0.003
        if end <= start:
            continue
        if spans and start - spans[-1].end < SHORTEST_PAUSE:
            start = spans.pop().start
        spans.append(Span(float(start), float(end)))
    return tuple(spans)


def _first(flags: Flags) -> int:
    return int(np.argmax(flags)) if flags.any() else REACH // 2


def _levels(frames: Frames, active: Flags) -> tuple[float | None, float | None]:
    if not active.any():
        return None, None
    padded = np.pad(frames.samples, (0, STEP))[: len(active) * STEP]
    power = (padded.astype(np.float64).reshape(-1, STEP) ** 2).mean(axis=1)
    speech = active[: len(power)]
    level = float(10 * np.log10(power[speech].mean() + 1e-12))
    if speech.all():
        return level, None
    quiet = power[~speech & (power > 0)]  # digital zeros are no background
    return level, level - float(10 * np.log10(np.median(quiet) + 1e-12)) if len(quiet) else None
