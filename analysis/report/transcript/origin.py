"""Where the words of an answer come from, in words; the only place for them."""

from __future__ import annotations

from analysis.types import GIVEN

TRANSCRIPT_GIVEN = "transcript given"


def words_origin(model: str | None) -> str:
    """Say where the words come from; ``model`` is the transcript's, ``None`` without words."""
    if model is None:
        return "from the sound alone"
    return TRANSCRIPT_GIVEN if model == GIVEN else f"transcribed by {model}"
