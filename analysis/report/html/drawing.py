"""The places of the figures' parts: shares of a width as SVG writes them, to fit any width."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.measures.own_time import OwnTime
from analysis.report.model import Direction, Timeline
from analysis.report.transcript.moments import timestamp
from analysis.types import Band, Span

BAND_SIGNS: Mapping[Band, str] = {
    "within": "✓",
    "below": "▽",
    "above": "△",
    "far_below": "▼",
    "far_above": "▲",
}

DIRECTION_SIGNS: Mapping[Direction | None, str] = {"better": "✓", "worse": "▽", None: "≈"}

STEPS = (5, 10, 15, 30, 60, 120, 300, 600, 1800)
"""Seconds between two ticks, of which the first that gives few enough is used."""

MOST_TICKS = 7


def percent(value: float, whole: float) -> str:
    """Write a share of a whole as a percentage, held between its ends."""
    return f"{100 * min(max(value / whole, 0.0), 1.0) if whole > 0 else 0.0:.3f}%"


def ticks(duration: float) -> list[tuple[float, str]]:
    """Round times along the recording, with their labels."""
    step = next((s for s in STEPS if duration / s <= MOST_TICKS), STEPS[-1])
    return [(float(t), timestamp(t)) for t in range(0, int(duration) + 1, step)]


def pace_line(timeline: Timeline) -> str:
    """Return the pace as an SVG path: 1000 wide for the recording, 100 high for the scale.

    It has a part before and one after each stretch of lost time.
    """
    path, before = "", 0.0
    for pace in timeline.paces:
        at = middle(timeline, pace)
        apart = not path or any(Span(before, at).overlap(lost) > 0 for lost in timeline.lost)
        x, y = 1000 * at / timeline.duration, height(timeline, pace.rate, 100)
        path += f"{' ' if path else ''}{'M' if apart else 'L'}{x:.1f},{y:.1f}"
        before = at
    return path


def middle(timeline: Timeline, span: Span) -> float:
    """Return the middle of the time in a span that counts, in seconds of the recording."""
    return OwnTime(timeline.lost).middle(span)


def height(timeline: Timeline, rate: float, whole: float) -> float:
    """Return the place of a rate, from 0 for the fastest down to ``whole`` for the slowest."""
    return whole * (timeline.fastest - rate) / (timeline.fastest - timeline.slowest)
