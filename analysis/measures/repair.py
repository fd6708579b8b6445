"""Repairs: repeats and restarts, as rates.

Whisper leaves many out, and only some repeats are put back, so both are lower bounds; they do not
separate levels of proficiency (Tavakoli et al. 2023) and are shown, never scored.
"""

from __future__ import annotations

from analysis.measures.material import Material


def repetition_rate(m: Material) -> float | None:
    """Immediate repeats a minute; undefined without words."""
    return m.per_minute(m.repetitions)


def restart_rate(m: Material) -> float | None:
    """Cut-off starts a minute; undefined without words."""
    return m.per_minute(m.restarts)
