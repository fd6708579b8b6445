"""Speech that a text leaves out: where the sound has more of it than the words can account for.

The aligner places every word, so where words are missing, those around them are stretched over the
gap. A word is therefore given no more speech than its syllables take. Nor is an "um" or a drawn-out
vowel taken for missing words: while they last, the sound hardly changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import Floats, runs
from analysis.transcription.stitching import join
from analysis.types import Span, Word
from analysis.words.pronunciation import syllables

FRAME = 0.01
"""Seconds of a spectrogram frame."""

SPARSE = 1.2
"""A text with fewer tokens than this per second of speech that isn't steady is incomplete."""

QUIET_SHARE = 0.25
"""Frames are speech above a quarter of the range between the 10th and 95th percentile of level."""

SYLLABLE = 0.25
"""Seconds of speech in a syllable said slowly: four in a second."""

UNHEARD = 2.0
"""Words were left out if this many seconds of speech are more than the words there can take."""

PHRASE = 1.0
"""The same where a whole phrase between two pauses may be missing, and the least speech in one."""

PAUSE = 0.2
"""Seconds of silence on either side of a phrase; up to a tenth of it may be loud."""

NEAR = 1.0
"""Most seconds from a pause to where words seem to be left out: words next to it are misplaced."""

MARGIN = 0.15
"""Seconds of each pause that belong to a phrase."""

APART = 4
SMOOTHING = 5
STEADY = 0.15
LEAST_STEADY = 20
"""Sound is steady, as an "um" or a drawn-out vowel is, if the mean of five frames differs by less
than 6 dB (0.15 of Whisper's scale; root mean square of the bands) from four frames before to four
frames after, for at least 20 frames."""


@dataclass(frozen=True, slots=True)
class SpeechTime:
    """Seconds of speech before each frame of a spectrogram, and in all, (n + 1,).

    ``spoken`` counts all speech, ``articulated`` what isn't steady.
    """

    spoken: NDArray[np.float64]
    articulated: NDArray[np.float64]

    @classmethod
    def of(cls, features: Floats) -> SpeechTime:
        """Measure a spectrogram (bands, n)."""
        speech = spoken(features)
        return cls(speech, articulated(features, speech))


def spoken(features: Floats) -> NDArray[np.float64]:
    """Return the seconds of speech before each frame of a spectrogram (bands, n), and in all.

    The result has n + 1 values. A frame is speech if its level is well above the lowest.
    """
    if not features.size:
        return np.zeros(1)
    levels = features.mean(axis=0)
    low, high = np.percentile(levels, (10, 95))
    return np.append(0, np.cumsum(levels > low + QUIET_SHARE * (high - low))) * FRAME


def articulated(features: Floats, speech: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the seconds before each frame, and in all, of ``speech`` that isn't steady.

    ``speech`` is `spoken` of the spectrogram (bands, n); both have n + 1 values. What Whisper
    leaves out of a steady sound is a hesitation, not words.
    """
    steps = np.diff(speech)
    for first, last in runs(_changes(features) < STEADY):
        if last - first >= LEAST_STEADY:
            steps[first:last] = 0
    return np.append(0, np.cumsum(steps))


def omissions(
    words: Sequence[Word],
    speech: NDArray[np.float64],
    *,
    spread: int = 2,
    least: float = UNHEARD,
) -> tuple[Span, ...]:
    """Find where words were left out, in order; no two overlap.

    Words have seconds from the start of the frames whose ``speech`` is `spoken`, (n + 1,). A span
    begins and ends where a word does. At least ``least`` seconds of speech must be more than the
    words can take. They may be ``spread`` over as many words; over one they are a surer sign.
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
            if _within(span, speech) - sum(slow[first:last]) >= least:
                found.append(span)
                break
    return tuple(found)


def is_incomplete(words: Sequence[Word], tokens: int, speech: SpeechTime) -> bool:
    """Whether a text of some words and tokens seems to leave out much of what was said."""
    if tokens < SPARSE * speech.articulated[-1]:
        return True
    omitted = omissions(words, speech.spoken, spread=1)
    return bool(omitted and omissions(words, speech.articulated, spread=1, least=PHRASE))


def phrase(place: Span, speech: NDArray[np.float64]) -> Span | None:
    """Return the phrase between the pauses nearest to the two ends of a place, with its margins.

    ``speech`` is `spoken`, (n + 1,); its ends are pauses, too. ``None`` if one of the pauses isn't
    near, if there is too little speech between them, or more than half of all.
    """
    length = (len(speech) - 1) * FRAME
    gaps = [Span(-MARGIN, 0), *_pauses(speech), Span(length, length + MARGIN)]
    first = min(gaps[:-1], key=lambda gap: _distance(place.start, gap))
    later = gaps[gaps.index(first) + 1 :]
    last = min(later, key=lambda gap: _distance(place.end, gap))
    if max(_distance(place.start, first), _distance(place.end, last)) > NEAR:
        return None
    start = max(0.0, first.end - min(MARGIN, first.duration / 2))
    end = min(length, last.start + min(MARGIN, last.duration / 2))
    found = Span(start, max(start, end))
    return found if PHRASE <= _within(found, speech) <= speech[-1] / 2 else None


def insert(words: Sequence[Word], more: Sequence[Word], place: Span) -> tuple[Word, ...]:
    """Insert the words heard around a place where some were left out.

    Returns the text as it is if it would not become longer.
    """
    before = [word for word in words if word.start < place.start]
    after = [word for word in words if word.start >= place.end]
    joined = join(join(before, more, place.start), after, place.end)
    return joined if len(joined) > len(words) else tuple(words)


def _changes(features: Floats) -> Floats:
    """How much a spectrogram (bands, n) changes around each frame, (n,): a root mean square."""
    count = features.shape[1]
    if count < SMOOTHING + 2 * APART:
        return np.full(count, np.inf, np.float32)
    smooth = np.lib.stride_tricks.sliding_window_view(features, SMOOTHING, axis=1).mean(axis=2)
    differences = smooth[:, 2 * APART :] - smooth[:, : -2 * APART]
    changes = np.sqrt(np.square(differences).mean(axis=0))
    return np.asarray(np.pad(changes, APART + SMOOTHING // 2, mode="edge"), np.float32)


def _pauses(speech: NDArray[np.float64]) -> list[Span]:
    """Find silence of at least ``PAUSE`` seconds."""
    count = round(PAUSE / FRAME)
    quiet = speech[count:] - speech[:-count] <= PAUSE / 10
    return [Span(a * FRAME, (b - 1 + count) * FRAME) for a, b in runs(quiet)]


def _distance(at: float, pause: Span) -> float:
    """Seconds from a time to a pause."""
    return Span(at, at).distance(pause)


def _within(span: Span, speech: NDArray[np.float64]) -> float:
    """Seconds of speech in a span."""
    first, last = np.clip(np.array([span.start, span.end]) / FRAME, 0, len(speech) - 1).astype(int)
    return float(speech[last] - speech[first])
