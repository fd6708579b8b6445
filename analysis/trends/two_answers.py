"""How far two answers of one person may differ by chance alone.

Pauses and fillers are counts, so that the difference of two rates has the variance of two Poisson
counts, each over the minutes it was counted in. Of a pace the same person's answers differ by some
7 % for no reason (Miller, Grosjean & Lomanto 1984 find more within one talk). A length is chosen.
"""

from __future__ import annotations

import math

from analysis.types import Measures

Z = 1.64
"""Standard deviations on either side that hold 90 % of what chance does."""

PACE_SPREAD = 0.07
"""Standard deviation of one answer's pace, as a share of it."""

COUNTED = frozenset({"filler_rate", "mid_clause_pause_rate", "pause_rate"})
"""Rates of things that are counted, a minute."""

PACED = frozenset({"words_per_minute", "speech_rate"})


def by_chance(measure: str, before: Measures, now: Measures) -> float:
    """Return the difference in a measure up to which nothing has changed, in the measure's unit.

    Both answers have the measure; a rate also needs their lengths, in seconds.
    """
    first, last = before.get(measure) or 0.0, now.get(measure) or 0.0
    if measure in COUNTED:
        # One more event than was counted: none heard does not mean that there are none.
        minutes = [(each.get("answer_length") or 60.0) / 60 for each in (before, now)]
        counts = [rate * m + 1 for rate, m in zip((first, last), minutes, strict=True)]
        return Z * math.sqrt(sum(c / m**2 for c, m in zip(counts, minutes, strict=True)))
    if measure in PACED:
        return Z * PACE_SPREAD * math.hypot(first, last)
    return 0.0
