"""The answer as a report counts it: its words, and how fast they came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from analysis.measures.own_time import OwnTime
from analysis.measures.tempo import LocalRate, PaceStretch, local_rates, stretches
from analysis.types import Analysis, Filler, Span, Word
from analysis.words.doubtful import answer, doubtful
from analysis.words.markers import filler_words
from analysis.words.markers.lexicon import FILLED_PAUSES
from analysis.words.markers.tokens import bare
from analysis.words.spoken import spoken_middles

SAME = 0.4
"""Seconds between a transcribed "um" and the same one in the sound: word times are rough."""


def is_marked(word: Word, fillers: Iterable[Filler]) -> bool:
    """Whether a filler's mark already shows this word: "uh, [uh]" was said once."""
    um = bare(word.text) in FILLED_PAUSES
    return any(
        (um and f.kind == "filled_pause" and word.distance(f) <= SAME)
        or (f.evidence != "sound" and 0 < 0.5 * word.duration < word.overlap(f))
        for f in fillers
    )


def counted_words(analysis: Analysis) -> tuple[Word, ...]:
    """Return the words that count for the pace: no filled pauses, no words over silence."""
    words = analysis.transcript.words if analysis.transcript else ()
    fillers = {(f.start, f.end) for f in filler_words(words)}
    unsaid = doubtful(analysis)
    return tuple(w for w in words if (w.start, w.end) not in fillers and w not in unsaid)


def pace_windows(analysis: Analysis) -> tuple[LocalRate, ...]:
    """Return words a minute in windows of 15 s of own time, every 5 s; none without words."""
    words, own = counted_words(analysis), OwnTime(analysis.lost)
    return local_rates(spoken_middles(words), answer(analysis), own) if words else ()


def uneven_stretches(analysis: Analysis) -> tuple[PaceStretch, ...]:
    """Return rushed and dragging stretches; two that overlap are split in the middle."""
    words, own = counted_words(analysis), OwnTime(analysis.lost)
    found = list(stretches(spoken_middles(words), answer(analysis), own)) if words else []
    for i, (first, second) in enumerate(pairwise(found)):
        if second.start < first.end:
            parted = own.middle(Span(second.start, first.end))
            found[i] = replace(found[i], end=parted)
            found[i + 1] = replace(found[i + 1], start=parted)
    return tuple(found)
