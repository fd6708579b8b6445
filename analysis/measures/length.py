"""How long the answer was, and how soon it began."""

from __future__ import annotations

from analysis.measures.material import Material


def answer_length(m: Material) -> float | None:
    """Return the seconds from the first to the last speech sound."""
    return m.length


def response_latency(m: Material) -> float | None:
    """Return the seconds from the start of the recording to the first speech."""
    return m.answer.start if m.answer else None
