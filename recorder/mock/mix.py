"""What a mock interview is made of, before its questions are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from prompts.types import Question, QuestionKind

Style = Literal["residency", "video"]
"""``residency``: the person starts and stops each answer, and may skip. ``video``: recording starts
by itself when the reading time is over and stops at the limit; nothing can be repeated."""

FollowUps = Literal["pointed", "listed", "none"]
"""``pointed``: after what an answer left out; ``listed``: those of the bank."""

TURN = 8.0
"""Seconds in which a question is asked and the next one appears."""


@dataclass(frozen=True, slots=True)
class MixPart:
    """One place in a mock interview: what can be asked there.

    A question belongs if it is named in ``ids``, or is one of the ``kinds`` in one of the
    ``categories`` (empty: any); never if it is named in ``without``.
    """

    ids: tuple[str, ...] = ()
    kinds: frozenset[QuestionKind] = frozenset()
    categories: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def accepts(self, question: Question) -> bool:
        """Whether this question can be asked here."""
        if question.id in self.without:
            return False
        if self.ids:
            return question.id in self.ids
        fits = not self.kinds or question.kind in self.kinds
        return fits and (not self.categories or question.category in self.categories)


@dataclass(frozen=True, slots=True)
class Mix:
    """A mock interview to plan.

    ``opening`` and ``closing`` are asked once each, in order; the parts of the ``middle`` take
    turns until there are ``questions`` in total, or until the ``minutes`` are full; one of the two
    is given. ``thinking`` is the seconds before an answer. ``limit`` is the second at which a
    recording stops by itself, ``None``: never. ``pointed`` follow-ups go after what an answer left
    out; otherwise, and where nothing is surely missing, they are those of the bank.
    """

    title: str
    style: Style
    middle: tuple[MixPart, ...]
    opening: tuple[MixPart, ...] = ()
    closing: tuple[MixPart, ...] = ()
    minutes: int | None = None
    questions: int | None = None
    thinking: int = 0
    limit: float | None = None
    follow_ups: bool = False
    pointed: bool = True

    def __post_init__(self) -> None:
        if (self.minutes is None) == (self.questions is None):
            raise ValueError("a mix has either minutes or a number of questions")


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A question of a plan; ``follows`` is the position of the question that it follows up.

    ``planned`` is the expected seconds in total: thinking, asking, and an answer in the middle of
    its target.
    """

    question: Question
    planned: float
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class MockPlan:
    """The questions of one mock, in order; empty if the bank has none that fit."""

    mix: Mix
    steps: tuple[PlannedStep, ...]

    @property
    def seconds(self) -> float:
        """The expected duration."""
        return sum(step.planned for step in self.steps)
