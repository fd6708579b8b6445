"""The scores as bars: each on the scale of its measure, with the good range marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.bands import bands
from analysis.report.earlier.usual import EarlierMeasures, usual_on
from analysis.report.model import Bar
from analysis.scoring.advice import label
from analysis.scoring.scales import scale_of
from analysis.types import Analysis, Score

LABELS: Mapping[str, str] = {
    "pace": "Pace",
    "pauses": "Pauses",
    "fillers": "Fillers",
    "length": "Length",
}


def bars(analysis: Analysis, history: Sequence[EarlierMeasures] = ()) -> tuple[Bar, ...]:
    """Return one bar for each score, in the scores' order."""
    return tuple(_bar(analysis, s, history) for s in analysis.scores if s.name in LABELS)


def _bar(analysis: Analysis, score: Score, history: Sequence[EarlierMeasures]) -> Bar:
    scale = scale_of(score.name, analysis.measures, analysis.question)
    value = analysis.measures.get(scale.measure) or 0.0
    return Bar(
        name=score.name,
        label=LABELS[score.name],
        score=score.value,
        band=score.band,
        verdict=_verdict(analysis, score),
        shown=scale.show(value),
        value=scale.clamp(value),
        low=0.0,
        high=scale.high,
        good=scale.good,
        advice=score.advice,
        source=score.source,
        measure=scale.measure,
        usual=usual_on(scale, analysis, history),
        good_shown=scale.show_good(),
    )


def _verdict(analysis: Analysis, score: Score) -> str:
    """Say how good a score is, and for pauses whether their number or their length lowers it."""
    alone = pause_rate_score(analysis) if score.name == "pauses" else None
    low = score.band in ("below", "far_below")
    return label(score.name, score.value, low=low, rate_score=alone)


def pause_rate_score(analysis: Analysis) -> int | None:
    """Return the score of the rate of mid-clause pauses alone, however long they are."""
    rate = analysis.measures.get("mid_clause_pause_rate")
    return None if rate is None else bands().mid_clause_pauses.score(rate)
