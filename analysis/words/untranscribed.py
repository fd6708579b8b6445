"""Untranscribed speech: voice in the sound where there is neither a word nor a filler.

Whisper leaves out restarts, and not all repeats are put back. Leftover speech is flagged as a
moment to listen to again; the words there are never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.types import Filler, Note, Span, Word

UNHEARD = "unheard"
"""Kind of the notes on speech that is missing from the transcript."""

MARGIN = 0.15
"""Seconds by which Whisper's word times may be off on either side."""

SHORTEST = 0.4
"""Seconds of leftover speech that are worth a flag: about two syllables."""


def noted(notes: Sequence[Note]) -> tuple[Span, ...]:
    """Return the stretches that an analysis notes as untranscribed."""
    return tuple(
        Span(note.start, note.end)
        for note in notes
        if note.kind == UNHEARD and note.start is not None and note.end is not None
    )


def untranscribed(
    words: Sequence[Word], fillers: Sequence[Filler], regions: Sequence[Span]
) -> tuple[Span, ...]:
    """Return stretches of speech, 0.4 s or longer, that no word or filler accounts for."""
    taken = sorted((max(0.0, s.start - MARGIN), s.end + MARGIN) for s in (*words, *fillers))
    found = []
    for region in regions:
        at = region.start
        for start, end in taken:
            if end <= at:
                continue
            if start >= region.end:
                break
            if start - at >= SHORTEST:
                found.append(Span(at, start))
            at = max(at, end)
        if region.end - at >= SHORTEST:
            found.append(Span(at, region.end))
    return tuple(found)
