"""Words checked against speech: Whisper's times are smeared, and it invents text on silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.types import Span, Word


def settle(
    words: Sequence[Word], regions: Sequence[Span]
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Clamp words to speech; also return, apart, the words that lie wholly over silence."""
    kept: list[Word] = []
    doubtful: list[Word] = []
    clock = 0.0
    for word in words:
        best = max(regions, key=word.overlap, default=None)
        if best is None or not word.overlap(best):
            doubtful.append(word)
            continue
        start = max(word.start, best.start, clock)
        clock = max(start, min(word.end, best.end))
        kept.append(replace(word, start=start, end=clock))
    return tuple(kept), tuple(doubtful)
