"""A person's stories: the narrative of who they are, and what happened to them, as short cues.

A cue is a few words that bring a part of the story to mind; full sentences make people recite.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from prompts.types import QuestionKind

StoryShape = Literal[
    "narrative",  # how the person came to Med-Peds; there is one
    "star",  # one thing that happened: situation, task, action, result
]
FORMS: tuple[StoryShape, ...] = get_args(StoryShape)

CUE_LENGTH = 70
"""Characters above which a cue is closer to a sentence: about twelve words, one glance."""

LONGEST = 300
"""The most characters a cue or a title can have."""


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A part of a form: its name, its label, what belongs there, and an example cue."""

    name: str
    label: str
    hint: str
    example: str


PARTS: Mapping[StoryShape, tuple[StoryPart, ...]] = {
    "narrative": (
        StoryPart(
            "background", "Background", "school, country, interests", "Lagos 2021, kids' ward"
        ),
        StoryPart("trigger", "Trigger", "the moment it began", "boy, 18, sickle cell, no clinic"),
        StoryPart(
            "exploration", "Exploration", "how you made sure", "2 electives, mentor, reading"
        ),
        StoryPart("decision", "Decision", "what you chose, why", "both ages, own clinic, teaching"),
    ),
    "star": (
        StoryPart(
            "situation", "Situation", "where, when, who", "night float, full census, 2 interns"
        ),
        StoryPart("task", "Task", "your responsibility", "safe dose before 6 am"),
        StoryPart(
            "action", "Action", "what you did, in order", "stopped, called, checked with nurse"
        ),
        StoryPart(
            "result", "Result", "how it ended, a number", "no harm; new chart, 0 errors since"
        ),
        StoryPart("learned", "Learned", "what you do now", "read back every dose"),
    ),
}

STARTING_KINDS: Mapping[StoryShape, tuple[QuestionKind, ...]] = {
    "narrative": ("background", "motivational"),
    "star": ("behavioural",),
}
"""Kinds of questions a new story is for, until the person changes them."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story; ``id`` is 0 until it is saved.

    ``cues`` are in the order of the form's parts, empty if nothing is written yet. ``tags`` are
    the person's own words, ``kinds`` and ``questions`` (ids) what it can answer.
    """

    form: StoryShape
    title: str
    cues: tuple[str, ...]
    tags: tuple[str, ...] = ()
    kinds: tuple[QuestionKind, ...] = ()
    questions: tuple[str, ...] = ()
    id: int = 0

    @property
    def parts(self) -> tuple[tuple[StoryPart, str], ...]:
        """Each part of the form with its cue."""
        return tuple(zip(PARTS[self.form], self.cues, strict=True))

    @property
    def missing(self) -> tuple[StoryPart, ...]:
        """The parts that have no cue yet."""
        return tuple(part for part, cue in self.parts if not cue)

    @property
    def is_narrative(self) -> bool:
        """Whether it is the one about the person."""
        return self.form == "narrative"


def blank(form: StoryShape, title: str = "") -> Story:
    """Return a story with nothing in it yet."""
    return Story(form, title, ("",) * len(PARTS[form]), kinds=STARTING_KINDS[form])


@dataclass(frozen=True, slots=True)
class Telling:
    """An answer that told a story; ``question_id`` is ``None`` if it isn't in the bank."""

    story_id: int
    answer_id: int
    question_id: str | None
    question_text: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class RemovedStory:
    """A story that was removed, with the numbers of the answers that told it."""

    story: Story
    answers: tuple[int, ...]
