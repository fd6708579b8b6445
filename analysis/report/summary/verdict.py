"""The verdict at the top of a report: what went well, the one thing most worth changing, one step.

What went well is true of this answer and has its moment. One target at a time: where the answer
missed its goal, that is what to change; else the score that costs the most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from analysis.bands import bands
from analysis.goals.derive import step_from
from analysis.goals.norms import MEASURES, STEPS
from analysis.goals.types import FocusArea, Goal, is_problem
from analysis.goals.wording import number, value_text
from analysis.measures.breakdown import LONG
from analysis.measures.catalog import BY_NAME
from analysis.report.bars import LABELS
from analysis.report.focus import costliest, focus_on
from analysis.report.model import Focus, Praise, Report, ReportVerdict
from analysis.report.transcript.moments import moment
from analysis.report.transcript.spoken import counted_words
from analysis.types import Analysis, Score, Span
from analysis.words.doubtful import answer
from analysis.words.untranscribed import noted

FEWEST_WORDS = 5
"""The fewest words of a stretch that is worth praise."""

SLOWEST = 1.0
"""The fewest words a second of such a stretch: with fewer, it isn't smooth, or words are lost."""

KEEP = "Nothing here needs work. Move on to the next question."


def verdict(analysis: Analysis, goal: Goal | None = None) -> ReportVerdict | None:
    """Return the verdict on an answer that is judged; ``None`` without scores.

    ``goal`` is the one for the next answer to this question, where it is known; else the step
    comes from this answer alone.
    """
    if analysis.overall is None:
        return None
    change = _change(analysis, goal)
    if goal is None or (change is not None and change.name != goal.problem):
        goal = _own_step(analysis, change)
    step = "" if goal is None else step_text(goal, analysis)
    return ReportVerdict(praise(analysis), change, step or ("" if change else KEEP))


def with_goal(report: Report, analysis: Analysis, goal: Goal) -> Report:
    """Return a report whose verdict aims at the goal of the next answer to its question."""
    return replace(report, verdict=verdict(analysis, goal)) if report.verdict else report


def praise(analysis: Analysis) -> Praise | None:
    """Say what went well: the good scores, and the smoothest stretch to hear again."""
    said = _good_scores(analysis)
    found = smoothest(analysis)
    if found is None:
        return Praise(said, None) if said else None
    span, words = found
    what = f"{words} words in {span.duration:.0f} s without a filler or a break"
    text = f"Your smoothest stretch: {what}."
    return Praise(f"{said} {text}" if said else text, moment(analysis, span, f"{words} words"))


def _good_scores(analysis: Analysis) -> str:
    """Say which scores are good, or nearly; empty if none is."""
    good = [s for s in analysis.scores if s.value >= bands().good_score and s.name in LABELS]
    if not good:
        return ""
    names = [score.name for score in good]
    how = "good" if all(score.band == "within" for score in good) else "good, or close to it"
    return f"{_listed(names)} {'is' if names in (['pace'], ['length']) else 'are'} {how}."


def smoothest(analysis: Analysis) -> tuple[Span, int] | None:
    """Find the stretch with the most words that no filler, repeat, or halting pause breaks.

    A pause at the end of a clause breaks it only from 1 s on.
    """
    whole, words = answer(analysis), counted_words(analysis)
    if whole is None or not words:
        return None
    best: tuple[Span, int] | None = None
    for span in _between(whole, sorted(_breaks(analysis), key=lambda s: (s.start, s.end))):
        inside = [w for w in words if span.start <= w.middle <= span.end]
        if len(inside) < FEWEST_WORDS or (best is not None and len(inside) <= best[1]):
            continue
        stretch = Span(max(span.start, inside[0].start), min(span.end, inside[-1].end))
        if len(inside) >= SLOWEST * stretch.duration:
            best = stretch, len(inside)
    return best


def step_text(goal: Goal, analysis: Analysis) -> str:
    """Say the step: "Try this question again: go from 67 to 75 words a minute.".

    Empty for a step too small to notice, which is left only at the edge of the good range.
    """
    value = analysis.measures.get(goal.measure)
    if value is None:
        return ""
    value = round(value, BY_NAME[goal.measure].digits)
    if goal.low <= value <= goal.high:
        return f"Try this question again, and stay there: {value_text(goal.measure, value)}."
    aim = goal.low if value < goal.low else goal.high
    if abs(value - aim) < STEPS[goal.measure]:
        return ""
    now, then = number(goal.measure, value), value_text(goal.measure, aim)
    how = (
        f"speak for {then} instead of {now}"
        if goal.problem == "length"
        else f"go from {now} to {then}"
    )
    return f"Try this question again: {how}."


def _change(analysis: Analysis, goal: Goal | None) -> Focus | None:
    """Return the goal's own score where it is not good yet, else the one that costs most."""
    worth = costliest(analysis)
    mine = [s for s in worth if goal is not None and s.name == goal.problem]
    chosen: Sequence[Score] = mine or worth
    if not chosen:
        return None
    found = focus_on(analysis, chosen[0])
    return replace(found, moments=found.moments[:1])


def _own_step(analysis: Analysis, change: Focus | None) -> Goal | None:
    """Compute the step from this answer alone."""
    if change is None or not is_problem(change.name):
        return None
    problem: FocusArea = change.name
    target = analysis.target
    value = analysis.measures.get(MEASURES[problem, True])
    return None if value is None else step_from(problem, value, target)


def _breaks(analysis: Analysis) -> Iterator[Span]:
    yield from (p for p in analysis.pauses if p.position == "mid_clause" or p.duration >= LONG)
    yield from analysis.fillers
    yield from analysis.lost
    yield from noted(analysis.notes)


def _between(whole: Span, breaks: Sequence[Span]) -> Iterator[Span]:
    edges = [Span(whole.start, whole.start), *breaks, Span(whole.end, whole.end)]
    at = whole.start
    for before, after in pairwise(edges):
        at = max(at, before.end)
        if after.start > at:
            yield Span(at, after.start)


def _listed(names: Sequence[str]) -> str:
    labels = [LABELS[name] for name in names]
    if len(labels) < 2:
        return "".join(labels)
    comma = "," if len(labels) > 2 else ""
    first = ", ".join([labels[0], *(n.lower() for n in labels[1:-1])])
    return f"{first}{comma} and {labels[-1].lower()}"
