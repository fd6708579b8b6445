"""Speech that a text leaves out: where the sound has more of it than the words can account for.

The aligner places every word, so where words are missing, those around them are stretched over the
gap. A word is therefore given no more speech than its syllables take.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import Floats
from analysis.transcription.stitching import join
from analysis.types import Span, Word
from analysis.words.pronunciation import syllables

FRAME = 0.01
"""Seconds of a spectrogram frame."""

QUIET_SHARE = 0.25
"""Frames are speech above a quarter of the range between the 10th and 95th percentile of level."""

SYLLABLE = 0.25
"""Seconds of speech in a syllable said slowly: four in a second."""

UNHEARD = 2.0
"""Words were left out if this many seconds of speech are more than the words there can take."""


def spoken(features: Floats) -> NDArray[np.float64]:
    """Return the seconds of speech before each frame of a spectrogram (bands, n), and in all.

    The result has n + 1 values. A frame is speech if its level is well above the lowest.
    """
    if not features.size:
        return np.zeros(1)
    levels = features.mean(axis=0)
    low, high = np.percentile(levels, (10, 95))
    return np.append(0, np.cumsum(levels > low + QUIET_SHARE * (high - low))) * FRAME


def omissions(
    words: Sequence[Word], speech: NDArray[np.float64], *, spread: int = 2
) -> tuple[Span, ...]:
    """Find where words were left out, in order; no two overlap.

    Words have seconds from the start of the frames whose ``speech`` is `spoken`, (n + 1,). A span
    begins and ends where a word does. The speech that is too much may be ``spread`` over as many
    words; over one it is a surer sign.
    """
    length = (len(speech) - 1) * FRAME
    starts = [0.0, *(word.start for word in words), length]
    slow = [0.0, *(SYLLABLE * syllables(word.text) for word in words)]
    found: list[Span] = []
    for first in range(len(slow)):
        if found and starts[first] < found[-1].end:
            continue
        for last in range(first + 1, min(first + spread, len(slow)) + 1):
            span = Span(starts[first], max(starts[first], starts[last]))
            if _within(span, speech) - sum(slow[first:last]) >= UNHEARD:
                found.append(span)
                break
    return tuple(found)


def insert(words: Sequence[Word], more: Sequence[Word], place: Span) -> tuple[Word, ...]:
    """Insert the words heard around a place where some were left out.

    Returns the text as it is if it would not become longer.
    """
    before = [word for word in words if word.start < place.start]
    after = [word for word in words if word.start >= place.end]
    joined = join(join(before, more, place.start), after, place.end)
    return joined if len(joined) > len(words) else tuple(words)


def _within(span: Span, speech: NDArray[np.float64]) -> float:
    """Seconds of speech in a span."""
    first, last = np.clip(np.array([span.start, span.end]) / FRAME, 0, len(speech) - 1).astype(int)
    return float(speech[last] - speech[first])
