"""The bands in the documents: the table of scores, and numbers in pages written by hand.

In a page they are marked: ``<!-- bands:fillers -->5<!-- /bands -->``; the mark isn't visible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from analysis.bands import ScoreCurve, bands

MARKED = re.compile(r"(<!-- bands:(\w+) -->).*?(<!-- /bands -->)", re.DOTALL)


def with_numbers(text: str) -> str:
    """Return text with its marked numbers up to date."""
    return MARKED.sub(lambda found: f"{found[1]}{NUMBERS[found[2]]()}{found[3]}", text)


def scores() -> list[str]:
    """Return the section on the four scores, line by line."""
    from analysis.scoring.score import WEIGHTS

    table, grace = bands(), f"{bands().length.grace:g}"
    share = f"1/{table.length.smallest_share}"
    rows = (
        ("pace", table.pace),
        ("pauses", table.mid_clause_pauses),
        ("pauses, without words", table.pauses),
        ("fillers", table.fillers),
    )
    return [
        "## The four scores",
        "",
        "Each is from 0 to 100, by the straight lines in `analysis/bands.py`; the overall score is "
        "their weighted mean, over the scores that are defined.",
        "",
        "| score | full score | value: score | weight | source |",
        "|---|---|---|---|---|",
        *(_row(name, curve, WEIGHTS[name.split(",")[0]]) for name, curve in rows),
        f"| length | the question's own target | {grace} s outside, or {share} of the "
        f"nearest limit if less: {table.length.grace_score} | {WEIGHTS['length']}% "
        f"| {table.length.source} |",
        "",
        f"Numbers are scored as they are shown: rounded first. Each very long pause a minute costs "
        f"{table.very_long_pause_cost:g} points. While you record, the light "
        "is green from the lower end of the target, amber from its middle, and red from its upper "
        f"end; {grace} s later it says to stop. A score of {table.good_score} or more needs no "
        f"change; an overall score of {table.good_overall} or more is good.",
    ]


def _row(name: str, curve: ScoreCurve, weight: int) -> str:
    low, high = curve.good
    good = f"up to {high:g}" if low == 0 else f"{low:g}–{high:g}"
    points = ", ".join(f"{value:g}: {score:g}" for value, score in curve.points)
    return f"| {name} | {good} {curve.unit} | {points} | {weight}% | {curve.source} |"


def _pace(form: str) -> str:
    (low, high), (slowest, fastest) = bands().pace.good, bands().pace.slightly_off
    return form.format(low=low, high=high, slowest=slowest, fastest=fastest)


def _goal(measure: str, usual: float) -> str:
    """Return the goal of a person for whom this value is usual."""
    from analysis.goals.derive import reachable
    from analysis.scoring.scales import norm

    good = norm(measure)
    assert good is not None
    low, high = reachable(usual, good, measure)
    return f"{high if usual > high else low:g}"


NUMBERS: Mapping[str, Callable[[], str]] = {
    "fillers": lambda: f"{bands().fillers.good[1]:g}",
    "pauses": lambda: f"{bands().mid_clause_pauses.good[1]:g}",
    "pace": lambda: _pace("{low:g} to {high:g}"),
    "fast": lambda: _pace("{high:g}"),
    "rushed": lambda: _pace("{fastest:g}"),
    "dragging": lambda: _pace("{slowest:g}"),
    "overall": lambda: f"{bands().good_overall}",
    "goal_from_9_fillers": lambda: _goal("filler_rate", 9),
    "goal_from_96_words": lambda: _goal("words_per_minute", 96),
}
"""The numbers that can be marked, by name."""
