"""How good the recording is; never a score of the speaker."""

from __future__ import annotations

from analysis.measures.material import Material


def level(m: Material) -> float | None:
    """Level of the speech in dBFS."""
    return m.level_db


def noise(m: Material) -> float | None:
    """Signal-to-noise ratio in dB."""
    return m.noise_db


def clipping(m: Material) -> float | None:
    """Per cent of samples at full scale."""
    return None if m.clipped is None else 100 * m.clipped
