"""What to try for each problem: with a source for each claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from analysis.bands import bands
from analysis.goals.norms import norm
from analysis.goals.types import FocusArea, Goal
from analysis.types import DEFAULT_TARGET

Wanted = Literal["more", "less"]
"""Whether the goal asks for more of the measure or for less."""


@dataclass(frozen=True, slots=True)
class Tip:
    """One thing to try; ``source`` is empty where nothing is claimed."""

    text: str
    source: str = ""


LASKE = "Laske & DiGennaro Reed 2024"
KAHNG = "Kahng 2018"
MUNRO = "Munro & Derwing 1998, 2001"
LIU = "Liu et al. 2022"
CLARK = "Clark & Fox Tree 2002"

TIPS: Mapping[tuple[FocusArea, Wanted], tuple[Tip, ...]] = {
    ("fillers", "less"): (
        Tip("When you feel an um coming, close your mouth and breathe. Silence is fine."),
        Tip("An um usually comes before a delay: plan the first four words of each point.", CLARK),
        Tip("Don't aim for zero: up to {fillers:g} a minute did speakers no harm.", LASKE),
    ),
    ("pauses", "less"): (
        Tip("Finish each clause in one breath, and pause at its end, not inside it.", KAHNG),
        Tip("Use shorter sentences: one idea each, with the verb early."),
        Tip("A pause of about 0.6 s at the end of a sentence sounds most natural.", LIU),
    ),
    ("pace", "more"): (
        Tip("Answer twice, the second time from three key words. The words will come faster."),
        Tip("Don't rush individual words. Connect short phrases, and pause only between thoughts."),
        Tip("Slow speech in a second language was harder to understand, not easier.", MUNRO),
    ),
    ("pace", "less"): (
        Tip("Take a breath after each point, and speak at your own pace in between."),
        Tip("Pause for a moment before a number, a name, or a result."),
    ),
    ("length", "more"): (
        Tip("Add one moment only you can describe: who was there, what you did, and how it ended."),
        Tip("End with what you learned and how you use it now."),
    ),
    ("length", "less"): (
        Tip("Start with your main point, then give one example. Skip the second one."),
        Tip("When the light turns amber, move to your last sentence."),
    ),
}


def wanted(goal: Goal, target: tuple[float, float] = DEFAULT_TARGET) -> Wanted:
    """Say whether a goal asks for more of its measure; less of a pace only from above the norm."""
    low, high = norm(goal.problem, goal.measure, target).good
    if goal.low < low:
        return "more"
    if goal.high > high or (goal.earlier is not None and goal.earlier > high):
        return "less"
    return "more" if goal.problem == "pace" or (goal.earlier or low) < low else "less"


def tips(problem: FocusArea, wanted: Wanted) -> tuple[Tip, ...]:
    """Return tips; a problem with one direction has the same tips for both."""
    found = TIPS.get((problem, wanted)) or TIPS[problem, "less"]
    fillers = bands().fillers.good[1]
    return tuple(replace(tip, text=tip.text.format(fillers=fillers)) for tip in found)
