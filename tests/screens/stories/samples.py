"""A person's stories for the screens: a narrative, an overused one, a new one."""

from __future__ import annotations

from datetime import timedelta

from sessions.stories.types import Story
from tests.screens.fakes import World

MINE = Story(
    "narrative",
    "From Lagos to Med-Peds",
    (
        "Lagos 2021, children's ward, mother a nurse",
        "boy, 18, sickle cell, no adult clinic",
        "2 electives, Dr Ade, transition papers",
        "",
    ),
    kinds=("background", "motivational"),
    questions=("tell-me-about-yourself", "why-med-peds"),
)
DOSE = Story(
    "star",
    "The wrong dose",
    (
        "night float, full census, 2 interns",
        "safe dose before 6 am",
        "stopped, called senior, checked with nurse",
        "no harm; new chart, 0 errors since",
        "read back every dose",
    ),
    tags=("mistake", "teamwork"),
    kinds=("behavioural", "ethical"),
    questions=("a-mistake", "failure"),
)
HOME = Story(
    "star",
    "Too early home",
    ("girl, 4, asthma, Friday", "", "numbers, social worker, plan", "stayed 24 h, no return", ""),
    tags=("disagreement",),
    kinds=("behavioural",),
)


def fill(world: World) -> dict[str, int]:
    """Save the three, with the dose told for four questions; return their ids by title."""
    made = {story.title: world.store.stories.keep(story).id for story in (MINE, DOSE, HOME)}
    ids = ("a-mistake", "failure", "team-conflict", "working-with-nurses")
    for question_id in ids:
        world.time += timedelta(hours=5)
        answer = world.answered(question_id, analysis=None)
        world.store.fail(answer, "No.")
        world.store.stories.record_telling(answer, made[DOSE.title])
    return made
