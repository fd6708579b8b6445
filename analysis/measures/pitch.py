"""How lively the voice moves; shown, never scored."""

from __future__ import annotations

from typing import Final

from analysis.measures.material import Material

FINAL_RISE: Final = "final_rise"
"""Kind of the notes on rises at the end of statements: one in all, and one for each moment."""

MONOTONE: Final = "monotone"
"""Kind of the note on a stretch in which the voice stays flat."""

MELODY: Final = frozenset({FINAL_RISE, MONOTONE})


def pitch_variation(m: Material) -> float | None:
    """Standard deviation of the pitch in semitones re the speaker's median."""
    return m.pitch_spread_st
