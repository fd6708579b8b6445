"""The question bank: questions in order, found by id or by words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from prompts.placeholders import fill
from prompts.types import IN_FILES, Question


@dataclass(frozen=True, slots=True)
class Bank:
    """All questions, in the order of the files and from top to bottom in each file.

    ``templates`` are the questions with their placeholders, which ``filled`` fills in.
    """

    questions: tuple[Question, ...]
    templates: tuple[Question, ...] = ()

    def filled(self, values: Mapping[str, str]) -> Bank:
        """Return this bank for another program or person, with the placeholders filled in again."""
        templates = self.templates or self.questions
        return Bank(tuple(fill(template, values) for template in templates), templates)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories, without duplicates, in the order of their first question."""
        return tuple(dict.fromkeys(q.category for q in self.questions))

    def get(self, id: str) -> Question:
        """Return the question with this id; ``KeyError`` names an id the bank does not have."""
        for question in self.questions:
            if question.id == id:
                return question
        raise KeyError(f"the bank has no question {id!r}")

    def search(self, text: str) -> tuple[Question, ...]:
        """Return the questions that contain every word of ``text``, closest match first.

        Case and accents make no difference, and part of a word is enough. A question whose text
        matches comes before one found by its category, kind, id, or tips. Without words, returns
        every question in the bank's order.
        """
        wanted = fold(text)
        if not wanted:
            return self.questions
        ranked = [(rank, q) for q in self.questions if (rank := _rank(q, wanted)) is not None]
        return tuple(q for _, q in sorted(ranked, key=lambda pair: pair[0]))


def fold(text: str) -> str:
    """Reduce text to what a search compares: no case, accents, or punctuation; single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare))


def _rank(question: Question, wanted: str) -> int | None:
    """Rank how well a question matches the words, 0 best; ``None`` when one is missing."""
    text = fold(question.text)
    kind = IN_FILES.get(question.kind, question.kind)
    parts = (question.text, question.id, question.category, question.kind, kind, *question.tips)
    words = wanted.split()
    if wanted == text:
        return 0
    if f" {wanted} " in f" {text} ":
        return 1
    if wanted in text:
        return 2
    if set(words) <= set(text.split()):
        return 3
    if all(word in text for word in words):
        return 4
    everything = fold(" ".join(parts))
    return 5 if all(word in everything for word in words) else None
