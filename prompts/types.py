"""The question and its kinds, as the bank holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

QuestionKind = Literal[
    "background",  # who the person is and where they come from
    "motivational",  # why, and where to
    "behavioural",  # something that really happened: situation, task, action, result
    "ethical",  # a judgement under pressure
    "knowledge",  # how the person works and keeps learning
    "gap",  # a stretch of the path that needs a short explanation
    "program",  # why this program
    "small_talk",  # a friendly minute before or after the interview
    "asking",  # what the person asks the program: they say the text itself
]
KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)

Difficulty = Literal[
    "easy",  # known to come; the content is one's own life
    "medium",  # needs a chosen story or a prepared view
    "hard",  # touches a weak point, or must be thought out on the spot
]
DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)

OWN = "own-"
"""Begins the id of every question of a person's own, and of none of Viva's, ever."""


@dataclass(frozen=True, slots=True)
class Question:
    """An interview question; ``target`` is the shortest and longest good answer in seconds.

    ``follow_ups`` are what an interviewer may ask next.
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
        """Whether it is from a bank of the person's own."""
        return self.id.startswith(OWN)
