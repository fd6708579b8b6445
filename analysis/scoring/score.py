"""Measures → four scores with bands and advice, and one overall.

Each score is a straight-line curve of `analysis.bands`, taken of the number that is shown. The
score alone decides the band, the label and the sentence of advice, so that they cannot disagree. A
measure that is undefined scores nothing and is left out of the overall, whose weights are shared
out among the scores that are there. Pace and fillers are scored only where there are words. "Slow
down" is advice only above the band: slowed second-language speech is harder to understand (Munro &
Derwing 1998, 2001).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.bands import ScoreCurve, band_of, bands
from analysis.measures.breakdown import VERY_LONG
from analysis.scoring.advice import advise
from analysis.types import Measures, Pause, Score

WEIGHTS: Mapping[str, int] = {"pace": 25, "pauses": 30, "fillers": 25, "length": 20}
"""Shares of the overall, in percent."""


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
    """Return the value alone of the score of pace, fillers or length, as ``score`` would."""
    table = bands()
    curves: Mapping[str, tuple[float | None, ScoreCurve]] = {
        "pace": (measures.get("words_per_minute"), table.pace),
        "fillers": (_filler_rate(measures), table.fillers),
        "length": (measures.get("answer_length"), table.length.curve(target)),
    }
    found, curve = curves[name]
    return None if found is None else curve.score(found)


def overall(scores: Sequence[Score]) -> int | None:
    """Return the mean of the scores by ``WEIGHTS``; ``None`` without any."""
    weight = sum(WEIGHTS[s.name] for s in scores)
    if not weight:
        return None
    return round(sum(WEIGHTS[s.name] * s.value for s in scores) / weight)


def _pace(measures: Measures) -> Score | None:
    rate = measures.get("words_per_minute")
    if rate is None:
        return None
    low, high = bands().pace.good
    return _judged("pace", rate, bands().pace, {"rate": rate, "low": low, "high": high})


def _pauses(measures: Measures, pauses: Sequence[Pause]) -> Score | None:
    """Score mid-clause pauses, or all where no words place them; very long ones cost extra."""
    length = measures.get("answer_length")
    mid, every = measures.get("mid_clause_pause_rate"), measures.get("pause_rate")
    if not length or every is None:
        return None
    table = bands()
    rate, curve = (mid, table.mid_clause_pauses) if mid is not None else (every, table.pauses)
    very_long = sum(p.duration >= VERY_LONG for p in pauses)
    cost = table.very_long_pause_cost * very_long * 60 / length
    # The band is that of the score, not of the rate: very long pauses alone can be too many.
    value = max(0, round(curve.score(rate) - cost))
    facts = {
        "rate": rate,
        "rate_score": curve.score(rate),
        "high": curve.good[1],
        "very_long": very_long,
        "mid_clause": mid is not None,
    }
    advice = advise("pauses", value, facts)
    return Score("pauses", value, band_of(value), advice, curve.source)


def _fillers(measures: Measures) -> Score | None:
    rate = _filler_rate(measures)
    if rate is None:
        return None
    curve = bands().fillers
    return _judged("fillers", rate, curve, {"rate": rate, "high": curve.good[1]})


def _filler_rate(measures: Measures) -> float | None:
    """Return the fillers a minute if there are words: the sound alone shows only some of them."""
    known = (measures.get("discourse_marker_rate"), measures.get("words_per_minute"))
    return None if known == (None, None) else measures.get("filler_rate")


def _length(measures: Measures, target: tuple[float, float]) -> Score | None:
    seconds = measures.get("answer_length")
    if seconds is None:
        return None
    facts = {"seconds": seconds, "low": target[0], "high": target[1]}
    return _judged("length", seconds, bands().length.curve(target), facts)


def _judged(name: str, value: float, curve: ScoreCurve, facts: Mapping[str, float]) -> Score:
    points, low = curve.score(value), curve.is_low(value)
    advice = advise(name, points, facts, low=low)
    return Score(name, points, band_of(points, low=low), advice, curve.source)
