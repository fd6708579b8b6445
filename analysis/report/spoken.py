"""The answer as a report counts it: from where to where, which words, and how fast they came."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from analysis.markers import filler_words
from analysis.measures.tempo import LocalRate, Stretch, local_rates, stretches
from analysis.types import Analysis, Span, Word


def answer(analysis: Analysis) -> Span | None:
    """From the first to the last speech; ``None`` where nothing was said."""
    start = analysis.measures.get("response_latency")
    length = analysis.measures.get("answer_length")
    if start is not None and length is not None:
        return Span(start, start + length)
    words = analysis.transcript.words if analysis.transcript else ()
    return Span(words[0].start, max(w.end for w in words)) if words else None


def doubtful(analysis: Analysis) -> Span | None:
    """Where words were written over silence, by the note that says so."""
    for note in analysis.notes:
        if note.kind == "transcript" and note.start is not None and note.end is not None:
            return Span(note.start, note.end)
    return None


def counted(analysis: Analysis) -> tuple[Word, ...]:
    """Words that count for the pace: neither written filled pauses nor words over silence."""
    words = analysis.transcript.words if analysis.transcript else ()
    fillers = {(f.start, f.end) for f in filler_words(words)}
    silence = doubtful(analysis)
    return tuple(
        w
        for w in words
        if (w.start, w.end) not in fillers
        and not (silence and silence.start <= w.start and w.end <= silence.end)
    )


def paces(analysis: Analysis) -> tuple[LocalRate, ...]:
    """Words a minute in windows of 15 s, every 5 s."""
    return local_rates(counted(analysis), answer(analysis))


def strays(analysis: Analysis) -> tuple[Stretch, ...]:
    """Rushed and dragging stretches; where two overlap, they part in the middle."""
    words = counted(analysis)
    found = list(stretches(words, answer(analysis))) if words else []
    for i, (first, second) in enumerate(pairwise(found)):
        if second.start < first.end:
            parted = (second.start + first.end) / 2
            found[i] = replace(found[i], end=parted)
            found[i + 1] = replace(found[i + 1], start=parted)
    return tuple(found)
