"""Measures → four scores with bands and advice, and one overall.

Each score is a straight-line curve of `analysis.bands`; each band has one sentence of advice. A
measure that is undefined scores nothing and is left out of the overall, whose weights are shared
out among the scores that are there. "Slow down" is advice only above the band: slowed
second-language speech is harder to understand (Munro & Derwing 1998, 2001).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.bands import ScoreCurve, bands
from analysis.measures.breakdown import VERY_LONG
from analysis.scoring.advice import advise
from analysis.types import Band, Measures, Pause, Score

WEIGHTS: Mapping[str, int] = {"pace": 25, "pauses": 30, "fillers": 25, "length": 20}
"""Shares of the overall, in per cent."""


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
    table = bands()
    curves: Mapping[str, tuple[float | None, ScoreCurve]] = {
        "pace": (_words_a_minute(measures), table.pace),
        "fillers": (_weighted_fillers(measures), table.fillers),
        "length": (measures.get("answer_length"), table.length.curve(target)),
    }
    found, curve = curves[name]
    return None if found is None else curve.score(found)


def overall(scores: Sequence[Score]) -> int | None:
    """Mean of the scores by ``WEIGHTS``; ``None`` without any."""
    weight = sum(WEIGHTS[s.name] for s in scores)
    if not weight:
        return None
    return round(sum(WEIGHTS[s.name] * s.value for s in scores) / weight)


def _pace(measures: Measures) -> Score | None:
    rate = _words_a_minute(measures)
    if rate is None:
        return None
    curve = bands().pace
    low, high = curve.good
    facts = {"rate": rate, "low": low, "high": high}
    return _judged("pace", curve.score(rate), curve.band(rate), facts, curve)


def _words_a_minute(measures: Measures) -> float | None:
    """As heard, or estimated from the syllables."""
    rate = measures.get("words_per_minute")
    if rate is not None:
        return rate
    syllables = measures.get("speech_rate")
    return syllables * 60 / bands().syllables_a_word if syllables else None


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
    value = max(0, round(curve.score(rate) - cost))
    # From the score, not from the rate: a few very long pauses alone can put it out of its band.
    band: Band = (
        "within"
        if value >= table.good_score
        else "above"
        if value >= table.fair_score
        else "far_above"
    )
    facts = {"rate": rate, "very_long": very_long, "mid_clause": mid is not None}
    return _judged("pauses", value, band, facts, curve)


def _fillers(measures: Measures) -> Score | None:
    rate = _weighted_fillers(measures)
    if rate is None:
        return None
    curve = bands().fillers
    return _judged("fillers", curve.score(rate), curve.band(rate), {"rate": rate}, curve)


def _weighted_fillers(measures: Measures) -> float | None:
    sounds, words = measures.get("filled_pause_rate"), measures.get("discourse_marker_rate")
    return None if sounds is None else sounds + bands().filler_word_weight * (words or 0.0)


def _length(measures: Measures, target: tuple[float, float]) -> Score | None:
    seconds = measures.get("answer_length")
    if seconds is None:
        return None
    curve = bands().length.curve(target)
    facts = {"seconds": seconds, "low": target[0], "high": target[1]}
    return _judged("length", curve.score(seconds), curve.band(seconds), facts, curve)


def _judged(name: str, value: int, band: Band, facts: Mapping[str, float], by: ScoreCurve) -> Score:
    return Score(name, value, band, advise(name, band, facts), by.source)
