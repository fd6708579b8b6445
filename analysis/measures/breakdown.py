"""Where the speech broke down: silent pauses, and the runs between them.

Silent pauses are silences of 0.25 s and more inside the answer (de Jong & Bosker 2013); long ones
last 1 s, very long ones 2 s. Durations are log-normal, so the median is the measure to trust
(Campione & Véronis 2002).
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from analysis.measures.material import Material
from analysis.types import Span

LONG = 1.0
VERY_LONG = 2.0

TOUCHING = 0.1
"""Seconds of speech between two breaks that are too short to be a run."""


def pause_rate(m: Material) -> float | None:
    """Silent pauses a minute."""
    return m.per_minute(m.pauses)


def long_pause_rate(m: Material) -> float | None:
    """Silent pauses of 1 s and more, a minute."""
    return m.per_minute([p for p in m.pauses if p.duration >= LONG])


def mid_clause_pause_rate(m: Material) -> float | None:
    """Mid-clause silent pauses a minute; undefined where no pause could be placed."""
    if m.words is None or (m.pauses and all(p.position is None for p in m.pauses)):
        return None
    return m.per_minute([p for p in m.pauses if p.position == "mid_clause"])


def median_pause_duration(m: Material) -> float | None:
    """Median length of the silent pauses, in seconds."""
    return statistics.median(p.duration for p in m.pauses) if m.pauses else None


def mean_pause_duration(m: Material) -> float | None:
    """Return the mean length of the silent pauses, in seconds."""
    return statistics.fmean(p.duration for p in m.pauses) if m.pauses else None


def mean_length_of_run(m: Material) -> float | None:
    """Return syllables ÷ runs; a run ends at a silent pause, a filled pause, or both together."""
    return _run(m, [*m.pauses, *(f for f in m.fillers if f.kind == "filled_pause")])


def smooth_run(m: Material) -> float | None:
    """Return syllables ÷ runs that no pause, filled pause or prolongation breaks."""
    return _run(
        m, [*m.pauses, *(f for f in m.fillers if f.kind == "filled_pause"), *m.prolongations]
    )


def _run(m: Material, breaks: Sequence[Span]) -> float | None:
    if m.syllables is None or m.answer is None:
        return None
    runs, last = 0, m.answer.start
    for start, end in sorted((b.start, b.end) for b in breaks):
        if start - last > TOUCHING:
            runs += 1
        last = max(last, end)
    if m.answer.end - last > TOUCHING:
        runs += 1
    return m.syllables / runs if runs else None
