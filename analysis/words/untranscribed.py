"""Speech that nobody wrote down: voice in the sound where there is neither word nor filler.

Whisper tidies repeats and restarts away. Where speech is left over, it is flagged as a moment to
hear again; what was said there is never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.types import Filler, Span, Word

MARGIN = 0.15
"""Seconds by which Whisper's word times may be off on either side."""

SHORTEST = 0.4
"""Seconds of left-over speech that are worth a flag: about two syllables."""


def untranscribed(
    words: Sequence[Word], fillers: Sequence[Filler], regions: Sequence[Span]
) -> tuple[Span, ...]:
    """Find stretches of speech of 0.4 s and more that no word and no filler accounts for."""
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
