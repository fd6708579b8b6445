"""How sure the main measures are: the range in which the true value probably is.

A count is off by what was missed and by what was heard falsely. How much of each there is comes
from speakers left out of the training (docs/accuracy.md), from how probable Whisper thought each
word and how confident each filler is, and from whether the syllables counted in the sound agree
with those of the words. The intervals are meant to hold the truth in nine answers of ten; how often
they do is measured in docs/accuracy.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from analysis.measures.material import Material
from analysis.types import Filler, Intervals, Measures

Z = 1.64
"""Standard deviations on either side that hold 90 % of a normal distribution."""

FILLED_PAUSE_RECALL = 0.90
"""Share of filled pauses heard of speakers left out, through random microphones."""

MARKER_RECALL = 0.85
"""Share of filler words found in sentences kept aside, most of them without punctuation."""

WORD_ERROR = 0.05
"""Share of words by which a count is off even when Whisper is sure."""

SYLLABLE_SPREAD = 0.18
"""Share by which the count from the sound alone strays: 9 in 10 learners, reading or free."""

PAUSE_PRECISION, PAUSE_RECALL = 0.94, 0.89
"""Share of reported pauses that are true, and of true ones heard, in spontaneous speech."""

CLEAR_DB = 25.0
"""Signal-to-noise ratio from which a recording counts as clear."""


def uncertainty(measures: Measures, material: Material, nuclei: int) -> Intervals:
    """Return intervals for the rates of words, syllables, pauses and fillers that are defined.

    ``nuclei`` is the count of syllables in the sound. Errors of a rate are those of its count: the
    length of the answer is known to a few hundredths of a second.
    """
    shares = {
        "words_per_minute": _words(material, nuclei),
        "speech_rate": _syllables(material, nuclei),
        "articulation_rate": _syllables(material, nuclei),
    }
    intervals = {}
    for name, share in shares.items():
        value = measures.get(name)
        if value is not None and share is not None:
            intervals[name] = (value * (1 - min(share, 1.0)), value * (1 + share))
    filled = [f for f in material.fillers if f.kind == "filled_pause"]
    counts = {
        "pause_rate": _pauses(material),
        "filled_pause_rate": _fillers(filled),
        "filler_rate": _fillers(material.fillers),
    }
    for name, (fewer, more) in counts.items():
        value = measures.get(name)
        if value is not None and material.minutes:
            low = max(0.0, value - fewer / material.minutes)
            intervals[name] = (low, value + more / material.minutes)
    return intervals


def _words(material: Material, nuclei: int) -> float | None:
    """Return the share of words that may be miscounted: doubtful ones, and the disagreement."""
    if not material.words:
        return None
    doubt = sum(1 - w.probability for w in material.words) / len(material.words)
    return WORD_ERROR + 0.5 * doubt + 0.5 * _count_disagreement(material, nuclei)


def _syllables(material: Material, nuclei: int) -> float | None:
    if not material.syllables:
        return None
    return SYLLABLE_SPREAD if not material.words else _words(material, nuclei)


def _count_disagreement(material: Material, nuclei: int) -> float:
    """Return how far syllables by words and by sound differ beyond the sound's own spread."""
    if not material.syllables or not nuclei:
        return 0.0
    return max(0.0, abs(math.log(nuclei / material.syllables)) - SYLLABLE_SPREAD)


def _pauses(material: Material) -> tuple[float, float]:
    """Return how many fewer and more pauses there may be.

    They double every 10 dB below a clear recording.
    """
    noise = CLEAR_DB if material.noise_db is None else material.noise_db
    factor = 2 ** (max(0.0, CLEAR_DB - noise) / 10)
    false = len(material.pauses) * (1 - PAUSE_PRECISION)
    missed = len(material.pauses) * PAUSE_PRECISION * (1 - PAUSE_RECALL) / PAUSE_RECALL
    return factor * _most(false), factor * _most(missed)


def _fillers(fillers: Sequence[Filler]) -> tuple[float, float]:
    """Return how many fewer, and how many more, of some fillers there may be."""
    doubts = sum(f.confidence * (1 - f.confidence) for f in fillers)
    false = sum(1 - f.confidence for f in fillers)
    missed = 0.0
    for f in fillers:
        recall = FILLED_PAUSE_RECALL if f.kind == "filled_pause" else MARKER_RECALL
        missed += f.confidence * (1 - recall) / recall
    return false + Z * math.sqrt(doubts), _most(missed, doubts)


def _most(expected: float, more: float = 0.0) -> float:
    """Return the most that a count expected to be so large will probably be; ``more`` variance."""
    return expected + Z * math.sqrt(expected + more)
