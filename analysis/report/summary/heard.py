"""What the sound of an answer shows by itself: its length, its pauses, its level.

These are facts without a verdict, shown before the words arrive, and for an answer with too little
in it to score. The words don't change any of them.
"""

from __future__ import annotations

from analysis.bands import bands
from analysis.report.model import HeardFact, MeasureLine
from analysis.report.transcript.moments import timestamp
from analysis.scoring.advice import clock
from analysis.types import Analysis

LINES = frozenset(
    {
        "answer_length",
        "response_latency",
        "phonation_time",
        "median_pause_duration",
        "mean_pause_duration",
        "pitch_variation",
        "level",
        "noise",
        "clipping",
    }
)
"""Measures of the sound that aren't rates, and that the words don't change."""


def heard_facts(analysis: Analysis) -> tuple[HeardFact, ...]:
    """Return length, pauses and level, as far as there are any."""
    length = analysis.measures.get("answer_length")
    if not length:
        return ()
    low, high = analysis.target
    found = [
        HeardFact("Length", f"{clock(length)} of speech; the target is {clock(low)}–{clock(high)}"),
        HeardFact("Pauses", _pauses(analysis)),
    ]
    level = analysis.measures.get("level")
    if level is not None:
        loud = "quiet" if level < bands().evidence.quiet else "loud enough"
        found.append(HeardFact("Level", f"{loud} ({abs(level):.0f} dB below full scale)"))
    return tuple(found)


def heard_lines(lines: tuple[MeasureLine, ...]) -> tuple[MeasureLine, ...]:
    """Return the measures that are shown without a verdict."""
    return tuple(line for line in lines if line.name in LINES)


def _pauses(analysis: Analysis) -> str:
    if not analysis.pauses:
        return "none"
    longest = max(analysis.pauses, key=lambda p: p.duration)
    at = f"{longest.duration:.1f} s at {timestamp(longest.start)}"
    count = len(analysis.pauses)
    return f"1, {at}" if count == 1 else f"{count}, the longest {at}"
