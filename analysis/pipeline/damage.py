"""Notes on what a damaged file lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.hearing.speech import Speech
from analysis.types import Note, Span

DAMAGED = "damaged"
"""Kind of the note on sound that couldn't be read."""


def without_holes(speech: Speech, missing: Sequence[Span]) -> Speech:
    """Leave out the zeros that fill holes in the file: they aren't the microphone's."""
    if not missing:
        return speech
    zeros = tuple(
        d for d in speech.dropouts if sum(d.overlap(hole) for hole in missing) < d.duration / 2
    )
    return replace(speech, dropouts=zeros)


def notes_on_damage(missing: Sequence[Span]) -> list[Note]:
    """Say how much of a file couldn't be read."""
    if not missing:
        return []
    seconds = sum(hole.duration for hole in missing)
    lost = "less than 0.1 s" if seconds < 0.1 else f"{seconds:.1f} s"
    where = "in one place" if len(missing) == 1 else f"in {len(missing)} places"
    text = f"The file is damaged: {lost} of sound couldn't be read, {where}. The rest was analyzed."
    return [Note(DAMAGED, text, missing[0].start, missing[-1].end)]
