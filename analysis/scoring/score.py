"""Measures → four scores with bands and advice, and one overall.

Each score is a straight-line curve through the points of one table; each band has one sentence of
advice. A measure that is undefined scores nothing and is left out of the overall, whose weights
are shared out among the scores that are there. "Slow down" is advice only above the band: slowed
second-language speech is harder to understand (Munro & Derwing 1998, 2001).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from analysis.measures.breakdown import VERY_LONG
from analysis.scoring.advice import advise
from analysis.types import Band, Measures, Pause, Score

WEIGHTS: Mapping[str, int] = {"pace": 25, "pauses": 30, "fillers": 25, "length": 20}
"""Shares of the overall, in per cent."""

SOURCES: Mapping[str, str] = {
    "length": "guide: 2–3 minutes for most answers; AAMC video interview: 3 minutes at most",
    "pace": "Microsoft 100–165, TOEFL top scorers 158, SpeechAce 120 and more words a minute",
    "fillers": "Laske & DiGennaro Reed 2024: 5 a minute did no harm, 12 did; sounds weigh more",
    "pauses": "Kahng 2018: mid-clause pauses are what listeners hear as disfluent",
}

Curve = Sequence[tuple[float, float]]

GRACE = 30.0
"""Seconds outside the target that are still amber, at most a third of the target's end."""

SYLLABLES_A_WORD = 1.5
"""Syllables in a spoken English word, for a pace from the sound alone."""

PACE: Curve = ((60, 0), (100, 60), (120, 100), (160, 100), (180, 60), (240, 0))
FILLERS: Curve = ((5, 100), (8, 70), (12, 40), (20, 0))
MID_CLAUSE: Curve = ((6, 100), (12, 65), (20, 30), (32, 0))
ALL_PAUSES: Curve = ((18, 100), (26, 65), (36, 30), (50, 0))
"""Used where no words tell which pauses are mid-clause."""

FILLER_WORD_WEIGHT = 0.6
"""A filler word counts less than a filler sound (70 to 40 in SpeechAway's published scoring)."""

VERY_LONG_COST = 8.0
"""Points lost for each very long pause a minute."""


def score(
    measures: Measures, pauses: Sequence[Pause], target: tuple[float, float]
) -> tuple[Score, ...]:
    """Judge pace, pauses, fillers and length; what is undefined is left out."""
    judged = (
        _pace(measures),
        _pauses(measures, pauses),
        _fillers(measures),
        _length(measures, target),
    )
    return tuple(s for s in judged if s is not None)


def value(name: str, measures: Measures, target: tuple[float, float]) -> int | None:
    """Give the value alone of the score of pace, fillers or length, as ``score`` would."""
    curves: Mapping[str, tuple[float | None, Curve]] = {
        "pace": (_words_a_minute(measures), PACE),
        "fillers": (_weighed_fillers(measures), FILLERS),
        "length": (measures.get("answer_length"), length_curve(target)),
    }
    found, curve = curves[name]
    return None if found is None else along(curve, found)


def overall(scores: Sequence[Score]) -> int | None:
    """Mean of the scores by ``WEIGHTS``; ``None`` without any."""
    weight = sum(WEIGHTS[s.name] for s in scores)
    if not weight:
        return None
    return round(sum(WEIGHTS[s.name] * s.value for s in scores) / weight)


def along(curve: Curve, x: float) -> int:
    """Value of a straight-line curve at ``x``, held level beyond its ends, rounded."""
    points = list(curve)
    if x <= points[0][0]:
        return round(points[0][1])
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return round(y0 + (y1 - y0) * (x - x0) / (x1 - x0))
    return round(points[-1][1])


def length_curve(target: tuple[float, float]) -> Curve:
    """100 inside the target, 60 at the end of the grace, 0 a good way beyond."""
    low, high = target
    before, after = min(GRACE, low / 3), min(GRACE, high / 3)
    return (
        (max(0.0, low - 3 * before), 0),
        (low - before, 60),
        (low, 100),
        (high, 100),
        (high + after, 60),
        (high + 4 * after, 0),
    )


def band_of(x: float, low: float, high: float, grace_low: float, grace_high: float) -> Band:
    """Where ``x`` lies: within, or below/above by no more than a grace, or further."""
    if x < low:
        return "below" if x >= low - grace_low else "far_below"
    if x > high:
        return "above" if x <= high + grace_high else "far_above"
    return "within"


def _made(name: str, value: int, band: Band, **facts: float) -> Score:
    return Score(name, value, band, advise(name, band, facts), SOURCES[name])


def _length(measures: Measures, target: tuple[float, float]) -> Score | None:
    seconds = measures.get("answer_length")
    if seconds is None:
        return None
    low, high = target
    band = band_of(seconds, low, high, min(GRACE, low / 3), min(GRACE, high / 3))
    value = along(length_curve(target), seconds)
    return _made("length", value, band, seconds=seconds, low=low, high=high)


def _pace(measures: Measures) -> Score | None:
    rate = _words_a_minute(measures)
    if rate is None:
        return None
    return _made("pace", along(PACE, rate), band_of(rate, 120, 160, 20, 20), rate=rate)


def _words_a_minute(measures: Measures) -> float | None:
    """As heard, or reckoned from the syllables."""
    rate = measures.get("words_per_minute")
    if rate is not None:
        return rate
    syllables = measures.get("speech_rate")
    return syllables * 60 / SYLLABLES_A_WORD if syllables else None


def _weighed_fillers(measures: Measures) -> float | None:
    sounds, words = measures.get("filled_pause_rate"), measures.get("discourse_marker_rate")
    return None if sounds is None else sounds + FILLER_WORD_WEIGHT * (words or 0.0)


def _fillers(measures: Measures) -> Score | None:
    rate = _weighed_fillers(measures)
    if rate is None:
        return None
    return _made("fillers", along(FILLERS, rate), band_of(rate, 0, 5, 0, 3), rate=rate)


def _pauses(measures: Measures, pauses: Sequence[Pause]) -> Score | None:
    length = measures.get("answer_length")
    mid, every = measures.get("mid_clause_pause_rate"), measures.get("pause_rate")
    if not length or every is None:
        return None
    rate, curve = (mid, MID_CLAUSE) if mid is not None else (every, ALL_PAUSES)
    very_long = sum(p.duration >= VERY_LONG for p in pauses)
    value = max(0, round(along(curve, rate) - VERY_LONG_COST * very_long * 60 / length))
    band: Band = "within" if value >= 85 else "above" if value >= 60 else "far_above"
    return _made("pauses", value, band, rate=rate, very_long=very_long, placed=mid is not None)
