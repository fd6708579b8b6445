"""Words checked against speech, because Whisper's times are smeared and it invents text on silence.

Conventions: ``regions`` are the stretches of speech found in the sound. A word keeps its text, its
probability and its place in the order; only its times move, and only into speech. A word that
touches no speech is not deleted but returned apart, as doubtful.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.types import Span, Word
from analysis.words.pronunciation import syllables

SLACK = 0.1  # s by which a word may miss speech and still count as said: weak word edges
SHORTEST = 0.04  # s given to a word that its neighbors left no time
LONGEST = (0.5, 0.35)  # s, and s a syllable, beyond which a word has swallowed something else


def settle(
    words: Sequence[Word], regions: Sequence[Span]
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Clamp words to speech; also return, separately, the words wholly over silence.

    The settled words are in order, do not overlap, lie each inside one region, and are cut to what
    their syllables can fill. Both results together have every word, once.
    """
    merged = _merged(regions)
    groups: list[list[Word]] = [[] for _ in merged]
    doubtful: list[Word] = []
    earliest = 0
    for word in words:
        region = _region_of(word, merged, earliest)
        if region is None:
            doubtful.append(word)
        else:
            groups[region].append(word)
            earliest = region
    pairs = zip(groups, merged, strict=True)
    return tuple(w for group, region in pairs for w in _lay_out(group, region)), tuple(doubtful)


def _merged(regions: Sequence[Span]) -> list[Span]:
    """Return the regions in order, those that touch as one."""
    merged: list[Span] = []
    for region in sorted(regions, key=lambda r: (r.start, r.end)):
        if merged and region.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, region.end))
        else:
            merged.append(Span(region.start, region.end))
    return merged


def _region_of(word: Word, regions: Sequence[Span], earliest: int) -> int | None:
    """Region that has most of the word, not before the previous word's; ``None``: no speech."""
    if all(word.distance(r) > SLACK for r in regions):
        return None
    return max(
        range(earliest, len(regions)),
        key=lambda i: (word.overlap(regions[i]), -word.distance(regions[i])),
    )


def _lay_out(words: Sequence[Word], region: Span) -> list[Word]:
    """Return the words of one region times inside it, in order and without overlap."""
    if not words:
        return []
    if region.duration < len(words) * SHORTEST:
        return _evenly(words, region)
    starts, ends = [], []
    clock = region.start
    for word in words:
        end = min(max(word.end, clock), region.end)
        longest = LONGEST[0] + LONGEST[1] * max(1, syllables(word.text))
        start = min(max(word.start, clock, end - longest), end)
        starts.append(start)
        ends.append(end)
        clock = end
    _make_room(starts, ends, region)
    return [replace(w, start=s, end=e) for w, s, e in zip(words, starts, ends, strict=True)]


def _evenly(words: Sequence[Word], region: Span) -> list[Word]:
    edges = [region.start + region.duration * i / len(words) for i in range(len(words))]
    edges.append(region.end)
    return [replace(w, start=edges[i], end=edges[i + 1]) for i, w in enumerate(words)]


def _make_room(starts: list[float], ends: list[float], region: Span) -> None:
    """Stretch words that are too short, forwards where there is room and then backwards."""
    clock = region.start
    for i in range(len(starts)):
        starts[i] = max(starts[i], clock)
        ends[i] = max(ends[i], starts[i] + SHORTEST)
        clock = ends[i]
    limit = region.end
    for i in reversed(range(len(starts))):
        ends[i] = min(ends[i], limit)
        starts[i] = max(min(starts[i], ends[i] - SHORTEST), region.start)
        limit = starts[i]
