"""The question and its kinds, as the bank holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

QuestionKind = Literal[
    "background",  # who the person is and where they come from
    "motivational",  # why, and where to
    "behavioural",  # something that really happened: situation, task, action, result
    "ethical",  # a judgment call under pressure
    "knowledge",  # how the person works and keeps learning
    "gap",  # something in the application that needs a short explanation
    "program",  # why this program
    "small_talk",  # a friendly minute before or after the interview
    "asking",  # what the person asks the program: they say this text aloud
]
KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)


def known_kind(name: str | None) -> QuestionKind:
    """Return a stored kind; "background" for one that isn't known."""
    return next((kind for kind in KINDS if kind == name), "background")


IN_FILES: Mapping[QuestionKind, str] = {"behavioural": "behavioral"}
"""Kinds whose name in question files differs from the older one that databases store."""

NAMED: Mapping[str, QuestionKind] = {IN_FILES.get(kind, kind): kind for kind in KINDS} | {
    kind: kind for kind in IN_FILES
}
"""Every kind by the names a question file may use for it."""

Difficulty = Literal[
    "easy",  # expected; about the person's own life
    "medium",  # needs a story or an opinion prepared in advance
    "hard",  # touches a weak point, or has to be worked out on the spot
]
DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)

OWN = "own-"
"""What the id of every question a person adds starts with, and no id of Viva's ever does."""


@dataclass(frozen=True, slots=True)
class Question:
    """An interview question; ``target`` is the shortest and longest good answer, in seconds.

    ``follow_ups`` are questions an interviewer may ask next.
    """

    id: str
    text: str
    category: str
    kind: QuestionKind
    target: tuple[float, float]
    tips: tuple[str, ...]
    difficulty: Difficulty = "medium"
    follow_ups: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the person added it."""
        return self.id.startswith(OWN)
