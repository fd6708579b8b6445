"""Where there is speech: regions, silent pauses with their edges, level and noise.

The level of each frame is measured above the recording's own background in every band, so that
hum, fan noise and a quiet microphone change little. A pause is a silence of at least 0.25 s
between the first and the last speech (de Jong & Bosker 2013).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from analysis.audio import RATE
from analysis.frames import HOP, Floats, Frames
from analysis.types import Pause, Span

SHORTEST_PAUSE = 0.25
SHORTEST_SPEECH = 0.06


@dataclass(frozen=True, slots=True)
class Speech:
    """What was heard: speech regions and silent pauses, in order; level, noise and clipping.

    ``level_db`` is the level of speech re full scale, ``noise_db`` how far the background lies
    below it (signal-to-noise ratio); both are ``None`` without speech. ``clipped`` is the share
    of samples at full scale.
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
    active = _active(frames)
    regions = _spans(active)
    pauses = tuple(Pause(a.end, b.start) for a, b in zip(regions, regions[1:], strict=False))
    level, noise = _levels(frames, active)
    clipped = float(np.mean(np.abs(frames.samples) > 0.985)) if len(frames.samples) else 0.0
    return Speech(regions, pauses, level, noise, clipped)


def salience(frames: Frames) -> Floats:
    """Level of each frame above the background in decibels, averaged over the voice's bands."""
    bands = frames.bands[:, 2:29]
    floor = np.percentile(bands, 8, axis=0)
    peak = np.percentile(bands, 95, axis=0)
    floor = np.maximum(floor, peak.max() - 60)
    above = 10 ** ((bands - floor) / 10)
    weight = np.maximum(peak - floor, 0.1)
    return np.asarray((10 * np.log10(1 + above)) @ (weight / weight.sum()), np.float32)


def _active(frames: Frames) -> NDArray[np.bool_]:
    loud = ndimage.uniform_filter1d(salience(frames), 3)
    low, high = np.percentile(loud, (8, 95))
    if high - low < 3:
        return np.zeros(len(frames), np.bool_)
    active = np.asarray(loud > low + 0.2 * (high - low), np.bool_)
    return _tidy(active)


def _tidy(active: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Fill silences too short to be pauses, then drop speech too short to be any."""
    for value, shortest in ((False, 0.06), (True, SHORTEST_SPEECH), (False, SHORTEST_PAUSE)):
        edges = np.flatnonzero(np.diff(active)) + 1
        bounds = np.concatenate(([0], edges, [len(active)]))
        for start, end in zip(bounds, bounds[1:], strict=False):
            inner = value or (start > 0 and end < len(active))
            if active[start] == value and inner and (end - start) * HOP < shortest:
                active[start:end] = not value
    return active


def _spans(active: NDArray[np.bool_]) -> tuple[Span, ...]:
    edges = np.flatnonzero(np.diff(np.pad(active, 1).astype(np.int8)))
    return tuple(Span(float(a) * HOP, float(b) * HOP) for a, b in edges.reshape(-1, 2))


def _levels(frames: Frames, active: NDArray[np.bool_]) -> tuple[float | None, float | None]:
    if not active.any():
        return None, None
    power = ndimage.uniform_filter1d(frames.samples.astype(np.float64) ** 2, 320)[::80]
    power = np.resize(power, len(active))
    level = float(10 * np.log10(power[active].mean() + 1e-12))
    if active.all():
        return level, None
    return level, level - float(10 * np.log10(power[~active].mean() + 1e-12))


assert RATE == 16_000
