"""The three things most worth working on, over all answers of a mock.

A score's cost is what it takes off the overall score, for each second of speech: an answer of two
minutes counts more than one of fifteen seconds. An answer that is too short to score has no score
but that of its length. Where fewer than three scores cost anything,
moments worth hearing fill the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.bands import bands
from analysis.report.bars import LABELS
from analysis.report.comments.observations import observations
from analysis.report.focus import MOST, focus_on
from analysis.report.mock.model import AnswerMoment, MockFinding
from analysis.report.model import Focus
from analysis.scoring.evidence import is_too_short
from analysis.scoring.score import WEIGHTS, score
from analysis.types import Analysis, Score

PLACES = 3
"""Answers that are shown for one thing."""


@dataclass(frozen=True, slots=True)
class NumberedAnswer:
    """An answer with its number in the mock."""

    number: str
    answer: int
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class _Cost:
    """What a score of one answer costs."""

    points: float
    heard: NumberedAnswer
    focus: Focus


def priorities(answers: Sequence[NumberedAnswer]) -> tuple[MockFinding, ...]:
    """Return at most three, the costliest first."""
    costs = _costs(answers)
    names = sorted(costs, key=lambda name: -sum(cost.points for cost in costs[name]))
    found = [_priority(name, costs[name], answers) for name in names]
    if len(found) < MOST:
        found += _observed(answers, names)
    return tuple(found[:MOST])


def _costs(answers: Iterable[NumberedAnswer]) -> Mapping[str, list[_Cost]]:
    costs: dict[str, list[_Cost]] = {}
    for heard in answers:
        spoken = heard.analysis.measures.get("answer_length") or 0.0
        for each in _scores(heard.analysis):
            if each.name in LABELS and each.value < bands().good_score:
                points = (100 - each.value) * WEIGHTS[each.name] * spoken
                focus = focus_on(heard.analysis, each)
                costs.setdefault(each.name, []).append(_Cost(points, heard, focus))
    return costs


def _scores(analysis: Analysis) -> tuple[Score, ...]:
    """Return an answer's scores; only that of its length if it is too short for the others."""
    if analysis.scores or not is_too_short(analysis):
        return analysis.scores
    target = analysis.target
    found = score(analysis.measures, analysis.pauses, target)
    return tuple(each for each in found if each.name == "length")


def _priority(name: str, costs: Sequence[_Cost], answers: Sequence[NumberedAnswer]) -> MockFinding:
    worst = sorted(costs, key=lambda cost: -cost.points)[:PLACES]
    often = _often(name, len(costs), [heard.analysis for heard in answers])
    places = tuple(_place(cost.heard, cost.focus) for cost in worst)
    advice = f"{worst[0].focus.advice} (question {worst[0].heard.number})"
    return MockFinding(name, LABELS[name], often, advice, places)


def _often(name: str, count: int, analyses: Sequence[Analysis]) -> str:
    """Say in how many of the answers that can be scored, and how many can't be."""
    unscored = sum(
        not each.scores and not (name == "length" and is_too_short(each)) for each in analyses
    )
    of = len(analyses) - unscored
    said = f"in {count} of {of} answer{'' if of == 1 else 's'}"
    return f"{said} (no score for {unscored} more)" if unscored else said


def _observed(answers: Iterable[NumberedAnswer], named: Sequence[str]) -> list[MockFinding]:
    """Return the moments worth hearing, one of a kind: that of the longest answer."""
    found: dict[str, MockFinding] = {}
    longest = sorted(answers, key=lambda h: -h.analysis.recording.duration)
    for heard in longest:
        for focus in observations(heard.analysis):
            if focus.name not in named and focus.name not in found:
                place = _place(heard, focus)
                often = f"in question {heard.number}"
                found[focus.name] = MockFinding(
                    focus.name, focus.headline, often, focus.advice, (place,)
                )
    return list(found.values())


def _place(heard: NumberedAnswer, focus: Focus) -> AnswerMoment:
    if not focus.moments:
        return AnswerMoment(heard.number, heard.answer, focus.advice)
    moment = focus.moments[0]
    return AnswerMoment(heard.number, heard.answer, moment.text, moment.start)
