"""How fast it was said: rates per minute of the answer, and per second of phonation.

Speech rate = syllables ÷ answer length; articulation rate = syllables ÷ phonation time
(Robb, Maclagan & Chen 2004). Words per minute leave fillers out.
"""

from __future__ import annotations

import statistics
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.bands import bands
from analysis.measures.material import Material
from analysis.measures.own_time import NOTHING_LOST, OwnTime
from analysis.types import Span

WINDOW = 15.0
"""Seconds of own time over which the local rate is taken."""

STEP = 5.0
"""Seconds of own time from one window to the next."""


def words_per_minute(m: Material) -> float | None:
    """Spoken words, fillers left out, ÷ answer length in minutes."""
    return m.word_count / m.minutes if m.word_count and m.minutes else None


def syllables(m: Material) -> float | None:
    """Count of syllables."""
    return None if m.syllables is None else float(m.syllables)


def speech_rate(m: Material) -> float | None:
    """Return syllables ÷ answer length, in syllables a second."""
    if m.syllables is None or m.minutes is None:
        return None
    return m.syllables / (m.minutes * 60)


def phonation_time(m: Material) -> float | None:
    """Answer length less its silent pauses, in seconds."""
    if m.length is None:
        return None
    return max(0.0, m.length - sum(p.duration for p in m.pauses))


def phonation_time_ratio(m: Material) -> float | None:
    """Phonation time ÷ answer length (0–1)."""
    spoken = phonation_time(m)
    if spoken is None or m.minutes is None:
        return None
    return spoken / (m.minutes * 60)


def articulation_rate(m: Material) -> float | None:
    """Return syllables ÷ phonation time, in syllables a second."""
    spoken = phonation_time(m)
    if m.syllables is None or not spoken:
        return None
    return m.syllables / spoken


def acoustic_change(m: Material) -> float | None:
    """How different the sound is 0.16 s later in speech, in percent of a cosine distance of 1."""
    return None if m.change is None or m.answer is None else 100 * m.change


def pace_variation(m: Material) -> float | None:
    """Sample standard deviation of the local rate (words/min); undefined under 3 windows."""
    if not m.words or m.middles is None:
        return None
    rates = [s.rate for s in local_rates(m.middles, m.answer, OwnTime(m.lost))]
    return statistics.stdev(rates) if len(rates) >= 3 else None


@dataclass(frozen=True, slots=True)
class LocalRate(Span):
    """The speaking rate in one window, in words a minute; lost time in it doesn't count."""

    rate: float


def local_rates(
    said: Sequence[float], answer: Span | None, own: OwnTime = NOTHING_LOST
) -> tuple[LocalRate, ...]:
    """Rate in windows of 15 s of own time, every 5 s; ``said`` are the middles of the words."""
    if answer is None:
        return ()
    rates = []
    middles = sorted(map(own.at, said))
    start, last = own.at(answer.start), own.at(answer.end)
    while start + WINDOW <= last + 1e-9:
        count = bisect_left(middles, start + WINDOW) - bisect_left(middles, start)
        window = own.recorded(start, start + WINDOW)
        rates.append(LocalRate(window.start, window.end, count * 60 / WINDOW))
        start += STEP
    return tuple(rates)


@dataclass(frozen=True, slots=True)
class PaceStretch(Span):
    """Neighboring windows that were all rushed, or all dragging."""

    kind: Literal["rushed", "dragging"]
    rate: float


STANDS_OUT = 0.25
"""Share by which a window must differ from the answer's own pace to stand out in it."""


def stretches(
    said: Sequence[float], answer: Span | None, own: OwnTime = NOTHING_LOST
) -> tuple[PaceStretch, ...]:
    """Rushed and dragging stretches, with their mean rate; windows that touch are joined.

    ``said`` are the middles of the words, in seconds. A window is rushed or dragging where a whole
    answer at its rate would be far off in pace, and where it differs by a quarter from the rate of
    this whole answer: an answer that is slow throughout has no slow stretch.
    """
    if answer is None or not own.seconds(answer):
        return ()
    slowest, fastest = bands().pace.slightly_off
    usual = len(said) * 60 / own.seconds(answer)
    slowest = min(slowest, usual * (1 - STANDS_OUT))
    fastest = max(fastest, usual * (1 + STANDS_OUT))
    found: list[tuple[Literal["rushed", "dragging"], list[LocalRate]]] = []
    for window in local_rates(said, answer, own):
        kind: Literal["rushed", "dragging"] | None = (
            "rushed" if window.rate > fastest else "dragging" if window.rate < slowest else None
        )
        if kind is None:
            continue
        before = found[-1][1][-1] if found and found[-1][0] == kind else None
        if before is not None and own.at(before.end) >= own.at(window.start):
            found[-1][1].append(window)
        else:
            found.append((kind, [window]))
    return tuple(
        PaceStretch(ws[0].start, ws[-1].end, kind, statistics.fmean(w.rate for w in ws))
        for kind, ws in found
    )
