"""Where a person's own questions are, the bank that includes them, and how to make one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from analysis.types import DEFAULT_TARGET
from prompts.bank import Bank, fold
from prompts.own import questions, sharing
from prompts.types import Question, QuestionKind
from recorder.files.locations import Locations
from recorder.person import placeholders, profile

CATEGORY = "My questions"
TARGETS: Mapping[str, tuple[float, float]] = {
    "gap": (45.0, 90.0),
    "program": (15.0, 40.0),
    "small_talk": (20.0, 45.0),
    "asking": (8.0, 25.0),
}
"""Default target seconds by kind; two to three minutes for the others."""


def folder(locations: Locations) -> Path:
    """Return the folder of custom question files; created with the first one."""
    return locations.config / "questions"


def load(locations: Locations, values: Mapping[str, str] | None = None) -> questions.OwnQuestions:
    """Read all questions; ``values`` fill the placeholders, by default from the profile."""
    if values is None:
        values = placeholders.values(profile.load(locations.profile))
    return questions.load(folder(locations), values)


def new_question(text: str, kind: Any, taken: Collection[str]) -> Question:
    """Make a custom question; `prompts.own.sharing.add` checks it."""
    target = TARGETS.get(kind, DEFAULT_TARGET)
    return Question(sharing.new_id(text, taken), text, CATEGORY, kind, target, ())


def find_same(text: str, bank: Bank) -> Question | None:
    """Return the question with the same text."""
    every = (*bank.templates, *bank.questions)
    return next((q for q in every if fold(q.text) == fold(text)), None)


def add(text: str, kind: QuestionKind, bank: Bank, locations: Locations) -> Question:
    """Save a person's own question; ``BankError`` if it is invalid, ``OSError`` from the disk."""
    question = new_question(" ".join(text.split()), kind, {q.id for q in bank.questions})
    sharing.add(folder(locations), question)
    return question
