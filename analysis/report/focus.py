"""What is most worth working on: the scores that cost the most, each with moments to hear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from analysis.bands import bands
from analysis.measures.breakdown import VERY_LONG
from analysis.measures.own_time import OwnTime
from analysis.report.bars import LABELS, pause_rate_score
from analysis.report.comments.observations import observations
from analysis.report.model import Focus, Moment
from analysis.report.transcript.moments import moment
from analysis.report.transcript.spoken import pace_windows
from analysis.scoring.advice import length_costs
from analysis.scoring.score import WEIGHTS
from analysis.types import Analysis, Filler, Pause, Score, Span

MOST = 3
"""Things named in one report; more would be too much to change at once."""

MOMENTS = 3


def focus(analysis: Analysis) -> tuple[Focus, ...]:
    """Return at most three, the costliest first; then moments worth hearing again."""
    found = [focus_on(analysis, s) for s in costliest(analysis)]
    named = {thing.name for thing in found}
    found += [thing for thing in observations(analysis) if thing.name not in named]
    return tuple(found[:MOST])


def costliest(analysis: Analysis) -> list[Score]:
    """Return the scores that are worth changing, the one that costs the overall most first."""
    good = bands().good_score
    worth = [s for s in analysis.scores if s.value < good and s.name in WEIGHTS]
    return sorted(worth, key=lambda s: -(100 - s.value) * WEIGHTS[s.name])


def focus_on(analysis: Analysis, score: Score) -> Focus:
    """Explain one of an answer's scores, with moments to hear."""
    return Focus(score.name, LABELS[score.name], score.advice, _MOMENTS[score.name](analysis))


def _longest(pauses: Iterable[Pause]) -> list[Pause]:
    return sorted(sorted(pauses, key=lambda p: -p.duration)[:MOMENTS], key=lambda p: p.start)


def _pause_moments(analysis: Analysis) -> tuple[Moment, ...]:
    """Return the longest of the pauses that the advice is about."""
    value = next(s.value for s in analysis.scores if s.name == "pauses")
    alone = pause_rate_score(analysis)
    by_length = alone is not None and length_costs(value, alone)
    very_long = [p for p in analysis.pauses if by_length and p.duration >= VERY_LONG]
    inside = [p for p in analysis.pauses if p.position == "mid_clause"]
    found = _longest(very_long or inside or analysis.pauses)
    return tuple(moment(analysis, p, f"{p.duration:.1f} s pause") for p in found)


def _filler_moments(analysis: Analysis) -> tuple[Moment, ...]:
    """Return the surest ones; sounds come before words, as they weigh more."""

    def rank(filler: Filler) -> tuple[bool, float]:
        return filler.kind == "discourse_marker", -filler.confidence

    surest = sorted(analysis.fillers, key=rank)[:MOMENTS]
    return tuple(
        moment(analysis, f, f"“{f.text}”", "filler") for f in sorted(surest, key=lambda f: f.start)
    )


def _pace_moments(analysis: Analysis) -> tuple[Moment, ...]:
    """Return the fastest or slowest 15 s, whichever the advice is about."""
    windows = pace_windows(analysis)
    if not windows:
        return ()
    fast = next(s.band in ("above", "far_above") for s in analysis.scores if s.name == "pace")
    window = (max if fast else min)(windows, key=lambda w: w.rate)
    return (moment(analysis, window, f"{window.rate:.0f} words a minute"),)


def _length_moments(analysis: Analysis) -> tuple[Moment, ...]:
    target = analysis.target
    high = OwnTime(analysis.lost).recorded(0.0, target[1]).end
    if analysis.recording.duration <= high:
        return ()
    return (moment(analysis, Span(high, analysis.recording.duration), "end of the target time"),)


_MOMENTS: Mapping[str, Callable[[Analysis], tuple[Moment, ...]]] = {
    "pace": _pace_moments,
    "pauses": _pause_moments,
    "fillers": _filler_moments,
    "length": _length_moments,
}
