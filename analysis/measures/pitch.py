"""How lively the voice moves; shown, never scored."""

from __future__ import annotations

from analysis.measures.material import Material


def pitch_variation(m: Material) -> float | None:
    """Standard deviation of the pitch in semitones re the speaker's median."""
    return m.pitch_spread_st
