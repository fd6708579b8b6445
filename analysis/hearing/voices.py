"""Whether two people speak in a recording, and who speaks when.

Each stretch of voice (``STRETCH`` frames of 10 ms) is described by the mean shape of its spectrum
(cepstrum) and its pitch, in directions in which speakers differ and one speaker varies with unit
variance (linear discriminant analysis; ``tools/voices.py`` finds them). The stretches are split in
two (Ward 1963). They count as two voices only if they are farther apart than one speaker's ever
were, so one speaker isn't taken for two; two similar voices may be taken for one. Filled pauses
don't count there: an um doesn't sound like the words around it. Background, such as a hum, isn't
a voice, and where it is loud nobody is told apart. Voices are numbered in the order in which they
first speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.hearing.analyzer import SpeechAnalysis
from analysis.hearing.filled_pauses import FAINT
from analysis.sound.arrays import Floats
from analysis.sound.audio import Samples
from analysis.sound.encoder import PERIOD, RATE, log_mel
from analysis.sound.frame_classifiers import FrameProbabilities
from analysis.sound.frames import Frames
from analysis.types import Span

PARAMETERS = Path(__file__).parents[1] / "data" / "voices.npz"

HOP = 0.01
"""Seconds between frames."""

CHUNK = 30 * RATE
BANDS, CEPSTRUM = 72, 20
DEEPEST = 6.0
"""Decades below a frame's loudest band at which its spectrum is cut off."""

VOICED = 0.6
QUIETER = 3.0
"""Decades below the loud frames (90th percentile) at which a frame says little about its voice."""

LOUDER = 0.2
"""Decades above the background (10th percentile) from which a pitch is a voice's, not a hum's."""

LEAST_CONTRAST = 2.0
"""Decades between background and loud frames; with less, the background blurs every voice."""

STRETCH = 120
LONGEST = 800
"""Frames that a stretch of voice may reach over, with its pauses."""

LEAST_STRETCHES, LEAST_EACH = 6, 2
APART = 7.0
"""Distance of two voices; one speaker's halves were 6.6 apart at most (docs/reliability.md)."""

CLEAR = 3.5
"""Distance of two voices over the spread within each from which the split is surely right: in
joined recordings of speakers on whom no direction was found, 99.98% of the stretches were."""

MOST_STRETCHES = 240
"""Stretches that are compared with one another; of a longer recording every other, and so on."""

SHORTEST_TURN = 1.0
"""Seconds; anything shorter belongs to the voice around it."""


@dataclass(frozen=True, slots=True)
class Voices:
    """When each of two voices speaks, in order; the first voice speaks first.

    ``is_clear``: they are so different that who speaks when is nearly certain.
    """

    first: tuple[Span, ...]
    second: tuple[Span, ...]
    is_clear: bool = False

    def of(self, number: int) -> tuple[Span, ...]:
        """Return the turns of voice 1 or 2."""
        return self.first if number == 1 else self.second

    @property
    def longer(self) -> int:
        """The voice that speaks more, 1 or 2."""
        return 1 if _seconds(self.first) >= _seconds(self.second) else 2


class Timbre:
    """Shape and peak of a recording's spectrum every 10 ms, computed while the recording grows."""

    def __init__(self) -> None:
        self._shapes: list[Floats] = []
        self._peaks: list[Floats] = []
        self._done = 0

    def feed(self, sound: Samples) -> None:
        """Take all the sound so far (n,) at 16 kHz; compute the chunks that are whole."""
        while len(sound) - self._done >= CHUNK:
            self._add(sound[self._done : self._done + CHUNK])

    def end(self, sound: Samples) -> tuple[Floats, Floats]:
        """Return the shapes (m, CEPSTRUM - 1) and peaks (m,) of the whole sound (n,), n > 0."""
        self.feed(sound)
        if len(sound) > self._done:
            self._add(sound[self._done :])
        return np.concatenate(self._shapes), np.concatenate(self._peaks)

    def _add(self, chunk: Samples) -> None:
        mel = log_mel(chunk)
        peak = mel.max(axis=0, initial=-10.0)
        bands = np.maximum(mel, peak - DEEPEST)[:BANDS]
        self._shapes.append(np.einsum("bn,bk->nk", bands, _cosines()))
        self._peaks.append(peak)
        self._done += len(chunk)


@cache
def _cosines() -> Floats:
    """Return the orthonormal cosine transform of bands (BANDS, CEPSTRUM - 1), without the mean."""
    bands, orders = np.arange(BANDS)[:, None] + 0.5, np.arange(1, CEPSTRUM)
    return np.asarray(np.sqrt(2 / BANDS) * np.cos(np.pi / BANDS * bands * orders), np.float32)


def two_voices(
    frames: Frames, analysis: SpeechAnalysis, timbre: Timbre | None = None
) -> Voices | None:
    """Find two voices in a recording; ``None``: one, none, or two that sound alike.

    ``timbre`` has what was computed while the recording grew.
    """
    if not len(frames.samples):
        return None
    shapes, voiced = voice_frames(frames, timbre)
    points, _ = stretches(shapes, voiced & ~hesitant(analysis.probabilities, len(voiced)))
    if len(points) < LEAST_STRETCHES:
        return None
    space = _space()
    points = (points @ space)[:: 1 + len(points) // MOST_STRETCHES]
    halves = parted(points)
    if min(map(len, halves)) < LEAST_EACH:
        return None
    one, other = (points[half].mean(axis=0) for half in halves)
    distance = float(np.linalg.norm(one - other))
    if distance < APART:
        return None
    at = np.flatnonzero(voiced)
    around = _running_mean(shapes[at]) @ space
    nearer = ((around - other) ** 2).sum(axis=1) < ((around - one) ** 2).sum(axis=1)
    voices = _turns(at * HOP, nearer, analysis.speech.regions)
    is_clear = distance >= CLEAR * spread([points[half] for half in halves])
    return voices and replace(voices, is_clear=is_clear)


def voice_frames(frames: Frames, timbre: Timbre | None = None) -> tuple[Floats, NDArray[np.bool_]]:
    """Describe each 10 ms (n, CEPSTRUM), and which have a voice (n,)."""
    shapes, peaks = (timbre or Timbre()).end(frames.samples)
    count = min(len(shapes), len(frames.pitch) // 2)
    pitch, voicing = frames.pitch[: 2 * count : 2], frames.voicing[: 2 * count : 2]
    tones = 12 * np.log2(np.maximum(pitch, 1.0))
    voiced = (voicing >= VOICED) & _stands_out(peaks[:count])
    return np.column_stack([shapes[:count], tones]).astype(np.float32), voiced


def _stands_out(peaks: Floats) -> NDArray[np.bool_]:
    """Whether each frame (n,) is louder than the background; none if the background is loud."""
    background, loud = np.percentile(peaks, (10, 90))
    if loud - background < LEAST_CONTRAST:
        return np.zeros(len(peaks), np.bool_)
    return np.asarray(peaks > max(loud - QUIETER, background + LOUDER))


def hesitant(probabilities: FrameProbabilities, count: int) -> NDArray[np.bool_]:
    """Whether each of ``count`` frames may be in a filled pause."""
    filled = np.repeat(probabilities.filled > FAINT, round(PERIOD / HOP))[:count]
    return np.pad(filled, (0, count - len(filled)))


def stretches(shapes: Floats, voiced: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the mean (m, CEPSTRUM) of each stretch of voice, and its middle in seconds (m,)."""
    at = np.flatnonzero(voiced)
    means, middles = [], []
    for first in range(0, len(at) - STRETCH + 1, STRETCH):
        part = at[first : first + STRETCH]
        if part[-1] - part[0] <= LONGEST:
            pitch = np.median(shapes[part, -1])  # the measurement that is wrong most often
            means.append(np.append(shapes[part, :-1].mean(axis=0), pitch))
            middles.append(part.mean() * HOP)
    empty = np.zeros((0, shapes.shape[1]), np.float32)
    return np.array(means, np.float32).reshape(-1, empty.shape[1]), np.array(middles, np.float32)


def parted(points: Floats) -> tuple[list[int], list[int]]:
    """Split points (n, k) in two so that each is close together (Ward's method)."""
    groups = [[i] for i in range(len(points))]
    sums = points.astype(np.float64)
    sizes = np.ones(len(points))
    while len(groups) > 2:
        centers = sums / sizes[:, None]
        gaps = ((centers[:, None] - centers[None]) ** 2).sum(axis=2)
        costs = gaps * sizes[:, None] * sizes[None] / (sizes[:, None] + sizes[None])
        np.fill_diagonal(costs, np.inf)
        i, j = sorted(np.unravel_index(int(costs.argmin()), costs.shape))
        groups[i] += groups.pop(int(j))
        sums[i] += sums[j]
        sizes[i] += sizes[j]
        sums, sizes = np.delete(sums, j, axis=0), np.delete(sizes, j)
    return groups[0], groups[1]


def spread(groups: Sequence[Floats]) -> float:
    """Return the distance (root mean square) of points (n, k) from the mean of its group."""
    return float(np.sqrt(np.mean([g.var(axis=0).sum() for g in groups])))


@cache
def _space() -> Floats:
    """Directions (CEPSTRUM, k) in which speakers differ."""
    with np.load(PARAMETERS) as parameters:
        return np.asarray(parameters["space"], np.float32)


def _running_mean(shapes: Floats) -> Floats:
    """Mean (n, k) over a stretch around each frame of voice (n, k)."""
    half = STRETCH // 4
    sums = np.cumsum(np.pad(shapes.astype(np.float64), ((half + 1, half), (0, 0)), "edge"), axis=0)
    return np.asarray((sums[2 * half + 1 :] - sums[: -2 * half - 1]) / (2 * half + 1), np.float32)


def _turns(times: Floats, second: NDArray[np.bool_], regions: Sequence[Span]) -> Voices | None:
    """Return each region of speech, or each long part of one, to one of two voices."""
    turns: list[tuple[bool, Span]] = []
    for region in regions:
        inside = (times >= region.start) & (times < region.end)
        turns += _parts(times[inside], second[inside], region, turns[-1][0] if turns else False)
    if not turns:
        return None
    begins = turns[0][0]
    first = tuple(span for is_second, span in turns if is_second == begins)
    other = tuple(span for is_second, span in turns if is_second != begins)
    return Voices(first, other) if other else None


def _parts(
    times: Floats, second: NDArray[np.bool_], region: Span, before: bool
) -> list[tuple[bool, Span]]:
    """Cut a region where the voice changes for longer than the shortest turn."""
    if not len(times):
        return [(before, region)]
    edges = np.flatnonzero(np.diff(second.astype(np.int8))) + 1
    starts = [region.start, *((times[edges] + times[edges - 1]) / 2).tolist(), region.end]
    runs = [
        (bool(second[i]), Span(a, b))
        for i, a, b in zip([0, *edges.tolist()], starts, starts[1:], strict=False)
    ]
    whole = bool(np.mean(second) > 0.5)
    long = [run for run in runs if run[1].duration >= SHORTEST_TURN]
    if len({voice for voice, _ in long}) < 2:
        return [(whole, region)]
    parts: list[tuple[bool, Span]] = []
    for voice, span in long:
        if parts and parts[-1][0] == voice:
            parts[-1] = (voice, Span(parts[-1][1].start, span.end))
        else:
            start = parts[-1][1].end if parts else region.start
            parts.append((voice, Span(min(start, span.start), span.end)))
    voice, last = parts[-1]
    parts[-1] = (voice, Span(last.start, region.end))
    return parts


def _seconds(spans: Sequence[Span]) -> float:
    return sum(span.duration for span in spans)
