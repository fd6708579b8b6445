"""Sentences for stepping through an answer: by punctuation, and by pauses where there is none.

Without a transcript, they are the parts between the longest pauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.types import Analysis, Pause, Span, Word
from analysis.words.doubtful import answer
from analysis.words.markers.tokens import edge_after

LONGEST = 15.0
"""Seconds above which a sentence is split at a pause: more is too much to replay."""


def sentences(analysis: Analysis) -> tuple[Span, ...]:
    """Return the spans of the sentences in their order."""
    words = analysis.transcript.words if analysis.transcript else ()
    whole = answer(analysis)
    written = list(_by_punctuation(words)) or ([whole] if whole else [])
    return tuple(part for span in written for part in _split(span, analysis.pauses))


def _by_punctuation(words: Sequence[Word]) -> Iterator[Span]:
    """Yield the spans up to each period, question mark, or exclamation point."""
    first = 0
    for i, word in enumerate(words):
        if edge_after(word.text) in ("sentence", "question") or i + 1 == len(words):
            yield Span(words[first].start, max(w.end for w in words[first : i + 1]))
            first = i + 1


def _split(span: Span, pauses: Sequence[Pause]) -> Iterator[Span]:
    """Split a long span at its pauses, those at a clause's end before others, longest first."""
    inside = [p for p in pauses if span.start < p.start and p.end < span.end]
    if span.duration <= LONGEST or not inside:
        yield span
        return
    at = max(inside, key=lambda p: (p.position == "boundary", p.duration))
    yield from _split(Span(span.start, at.start), pauses)
    yield from _split(Span(at.end, span.end), pauses)
