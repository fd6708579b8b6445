"""How sure the main measures are: between what and what the true value probably lies.

Three things are known of an answer: how probable Whisper thought each word, how confident each
filled pause is, and whether the syllables counted in the sound agree with those of the words. From
them come rough intervals of about 90 %, wider with noise. They say when two answers differ by more
than the measuring; they are not a statistician's confidence intervals.
"""

from __future__ import annotations

import math

from analysis.measures.material import Material
from analysis.types import Intervals, Measures

Z = 1.64
"""Standard deviations on either side that hold 90 % of a normal distribution."""

FILLED_PAUSE_RECALL = 0.86
"""Share of filled pauses heard, of speakers left out of the training (docs/accuracy.md)."""

WORD_ERROR = 0.03
"""Share of words by which a count is off even when Whisper is sure."""

SYLLABLE_SPREAD = 0.12
"""Share by which the count from the sound alone strays (80 % of recordings lie within)."""

PAUSE_ERROR = 0.04
"""Share of pauses missed or invented in a clear recording."""

CLEAR_DB = 25.0
"""Signal-to-noise ratio from which a recording counts as clear."""


def uncertainty(measures: Measures, material: Material, nuclei: int) -> Intervals:
    """Give intervals for the rates of words, syllables, pauses and fillers that are defined.

    ``nuclei`` is the count of syllables in the sound. Errors of a rate are those of its count: the
    length of the answer is known to a few hundredths of a second.
    """
    shares = {
        "words_per_minute": _words(material, nuclei),
        "speech_rate": _syllables(material, nuclei),
        "articulation_rate": _syllables(material, nuclei),
        "pause_rate": _pauses(material),
    }
    intervals = {}
    for name, share in shares.items():
        value = measures.get(name)
        if value is not None and share is not None:
            intervals[name] = (value * (1 - min(share, 1.0)), value * (1 + share))
    for name in ("filled_pause_rate", "filler_rate"):
        value = measures.get(name)
        if value is not None and material.minutes:
            fewer, more = _fillers(material)
            low = max(0.0, value - fewer / material.minutes)
            intervals[name] = (low, value + more / material.minutes)
    return intervals


def _words(material: Material, nuclei: int) -> float | None:
    """Share by which the count of words may be off: doubtful words, and the two counts' quarrel."""
    if not material.words:
        return None
    doubt = sum(1 - w.probability for w in material.words) / len(material.words)
    return WORD_ERROR + 0.5 * doubt + 0.5 * _count_disagreement(material, nuclei)


def _syllables(material: Material, nuclei: int) -> float | None:
    if not material.syllables:
        return None
    return SYLLABLE_SPREAD if not material.words else _words(material, nuclei)


def _count_disagreement(material: Material, nuclei: int) -> float:
    """How far the syllables of the words and of the sound differ beyond the sound's own spread."""
    if not material.syllables or not nuclei:
        return 0.0
    return max(0.0, abs(math.log(nuclei / material.syllables)) - SYLLABLE_SPREAD)


def _pauses(material: Material) -> float:
    """Share of pauses that may be wrong; doubles every 10 dB below a clear recording."""
    noise = CLEAR_DB if material.noise_db is None else material.noise_db
    return float(PAUSE_ERROR * 2 ** (max(0.0, CLEAR_DB - noise) / 10))


def _fillers(material: Material) -> tuple[float, float]:
    """How many fewer, and how many more, fillers there may be than were counted."""
    doubts = [f.confidence * (1 - f.confidence) for f in material.fillers]
    false = sum(1 - f.confidence for f in material.fillers)
    spread = Z * math.sqrt(sum(doubts))
    heard = sum(f.confidence for f in material.fillers if f.kind == "filled_pause")
    missed = heard * (1 - FILLED_PAUSE_RECALL) / FILLED_PAUSE_RECALL
    return false + spread, missed + spread
