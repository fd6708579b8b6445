"""The scores as bars: each on the scale of what was measured, with the good stretch marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.advice import clock
from analysis.report.model import Bar
from analysis.types import DEFAULT_TARGET, Analysis, Band, Score

VERDICTS: Mapping[Band, str] = {
    "within": "good",
    "below": "a little low",
    "above": "a little high",
    "far_below": "low",
    "far_above": "high",
}

LABELS: Mapping[str, str] = {
    "pace": "Pace",
    "pauses": "Pauses",
    "fillers": "Fillers",
    "length": "Length",
}


def bars(analysis: Analysis) -> tuple[Bar, ...]:
    """One bar for each score, in the scores' order."""
    return tuple(_BARS[s.name](analysis, s) for s in analysis.scores if s.name in _BARS)


def _bar(score: Score, shown: str, value: float, high: float, good: tuple[float, float]) -> Bar:
    return Bar(
        name=score.name,
        label=LABELS[score.name],
        score=score.value,
        band=score.band,
        verdict=VERDICTS[score.band],
        shown=shown,
        value=min(max(value, 0.0), high),
        low=0.0,
        high=high,
        good=good,
        advice=score.advice,
        source=score.source,
    )


def _pace(analysis: Analysis, score: Score) -> Bar:
    rate = analysis.measures.get("words_per_minute")
    if rate is None:
        syllables = analysis.measures.get("speech_rate") or 0.0
        return _bar(score, f"{syllables:.1f} syllables/s", syllables, 6.0, (3.0, 4.0))
    return _bar(score, f"{rate:.0f} words/min", rate, 240.0, (120.0, 160.0))


def _pauses(analysis: Analysis, score: Score) -> Bar:
    mid = analysis.measures.get("mid_clause_pause_rate")
    if mid is None:
        every = analysis.measures.get("pause_rate") or 0.0
        return _bar(score, f"{every:.1f} pauses/min", every, 50.0, (0.0, 18.0))
    return _bar(score, f"{mid:.1f}/min inside clauses", mid, 32.0, (0.0, 6.0))


def _fillers(analysis: Analysis, score: Score) -> Bar:
    rate = analysis.measures.get("filler_rate") or 0.0
    return _bar(score, f"{rate:.1f}/min", rate, 20.0, (0.0, 5.0))


def _length(analysis: Analysis, score: Score) -> Bar:
    seconds = analysis.measures.get("answer_length") or 0.0
    low, high = analysis.question.target if analysis.question else DEFAULT_TARGET
    return _bar(score, clock(seconds), seconds, high * 1.5, (low, high))


_BARS: Mapping[str, Callable[[Analysis, Score], Bar]] = {
    "pace": _pace,
    "pauses": _pauses,
    "fillers": _fillers,
    "length": _length,
}
