"""Which syllable of a word read alone was stressed: higher, louder, and longer than the others.

The syllables are placed where the sound is most like a vowel, as many as the word has; a syllable
is stressed where at least two of the three cues say so against each other one. Another syllable
than the right one is only named if all three say so clearly against the right one, and never the
last one, which is often high and long because the word ends there. Otherwise nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from analysis.hearing.melody.contour import VOICED
from analysis.sound.arrays import Floats
from analysis.sound.encoder import PERIOD
from analysis.sound.frames import HOP, STEP, Frames
from analysis.sound.pitch import semitones
from analysis.types import Span

LOUDER, HIGHER, LONGER = 1.0, 0.5, 0.1
"""Least differences that count: decibels, semitones, and in the logarithm of the length."""

FINAL_LENGTHENING = 0.3
"""How much longer, in the logarithm, a last syllable is without a stress."""

SURE = 2.0
"""How many times as large the differences are that name another syllable than the right one."""

CUES = 3
MOST_CUES = 2

REACH = 240
"""Samples on either side of a frame over which its level is taken (30 ms in all)."""

CLOSEST = 8
"""Frames (40 ms) in each syllable at least."""

FEWEST = 4
"""Voiced frames from which a syllable has a pitch."""

RANGE_DB = 30.0
"""Level below the loudest moment at which a sound isn't a vowel."""


@dataclass(frozen=True, slots=True)
class Syllable(Span):
    """One syllable: its level (dB), pitch (semitones, else not a number), and log length."""

    level: float
    pitch: float
    length: float


def stressed(syllables: tuple[Syllable, ...], right: int) -> int | None:
    """Return the place of the stressed syllable; ``None`` where it isn't clear.

    ``right`` is where the stress belongs.
    """
    places = range(len(syllables))
    mine = [i for i in places if all(_cues(syllables, i, j) >= MOST_CUES for j in places if j != i)]
    if len(mine) != 1:
        return None
    (place,) = mine
    last = place == len(syllables) - 1
    clear = place == right or (not last and _cues(syllables, place, right, SURE) == CUES)
    return place if clear else None


def _cues(syllables: tuple[Syllable, ...], one: int, other: int, times: float = 1.0) -> int:
    """Count the cues by which one syllable stands out against another; 0 without a pitch.

    ``times`` multiplies the differences that are needed.
    """
    a, b = syllables[one], syllables[other]
    if np.isnan(a.pitch):
        return 0
    higher = np.isnan(b.pitch) or a.pitch - b.pitch >= times * HIGHER
    louder = a.level - b.level >= times * LOUDER
    longer = a.length - b.length >= times * LONGER
    return int(louder) + int(higher) + int(longer)


def syllables_in(frames: Frames, nuclei: Floats, span: Span, count: int) -> tuple[Syllable, ...]:
    """Cut a word into ``count`` syllables; none where so many can't be found.

    ``nuclei`` (n,) are the classifier's, every 20 ms.
    """
    first, last = round(span.start / HOP), min(round(span.end / HOP), len(frames))
    level = _levels(frames.samples)[first:last]
    last = first + len(level)
    if len(level) < CLOSEST * count:
        return ()
    at = np.arange(first, last) * HOP
    vowel = np.clip(level - level.max() + RANGE_DB, 0, None) / RANGE_DB
    vowel += 4 * np.interp(at, np.arange(len(nuclei)) * PERIOD, nuclei)
    vowel += 0.5 * frames.voicing[first:last]
    shape = np.hanning(9)
    edges = _edges(np.convolve(vowel, shape / shape.sum(), "same"), count)
    found = [
        _syllable(frames, level[a:b], first + a, first + b)
        for a, b in pairwise(edges)
        if b - a >= FEWEST
    ]
    if len(found) != count:
        return ()
    ending = replace(found[-1], length=found[-1].length - FINAL_LENGTHENING)
    return (*found[:-1], ending)


def _edges(vowel: Floats, count: int) -> list[int]:
    """Return the edges of ``count`` syllables: the lowest points between their vowels.

    Of all peaks, those with the shallowest dip to a neighbor are merged with it.
    """
    around = np.pad(vowel, 1)
    peaks = np.flatnonzero((vowel > around[:-2]) & (vowel >= around[2:])).tolist()
    if len(peaks) < count:
        return []
    while len(peaks) > count:
        dips = [min(vowel[a], vowel[b]) - vowel[a : b + 1].min() for a, b in pairwise(peaks)]
        i = int(np.argmin(dips))
        del peaks[i if vowel[peaks[i]] < vowel[peaks[i + 1]] else i + 1]
    inner = [a + int(np.argmin(vowel[a:b])) for a, b in pairwise(peaks)]
    return [0, *inner, len(vowel)]


def _syllable(frames: Frames, level: Floats, first: int, last: int) -> Syllable:
    """Measure the syllable in some frames, whose levels (m,) are given."""
    clear = frames.voicing[first:last] >= VOICED
    pitch = frames.pitch[first:last][clear]
    tone = float(np.percentile(semitones(pitch), 80)) if len(pitch) >= FEWEST else float("nan")
    loud = np.count_nonzero(level > level.max() - 6) * HOP
    height = float(np.percentile(level, 90))
    return Syllable(first * HOP, last * HOP, height, tone, float(np.log(loud + 0.01)))


def _levels(samples: Floats) -> Floats:
    """Level (n,) in dB of the 30 ms around each frame."""
    running = np.concatenate([[0.0], np.cumsum(samples.astype(np.float64) ** 2)])
    middle = np.arange(len(samples) // STEP) * STEP
    low, high = np.maximum(middle - REACH, 0), np.minimum(middle + REACH, len(samples))
    power = (running[high] - running[low]) / (high - low)
    return np.asarray(10 * np.log10(power + 1e-10), np.float32)
