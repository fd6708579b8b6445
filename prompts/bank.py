"""The bank: questions in their order, found by id or by words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from prompts.placeholders import fill
from prompts.types import Question


@dataclass(frozen=True, slots=True)
class Bank:
    """All questions, in the order of the files and in each file from top to bottom.

    ``templates`` are the questions with their placeholders, from which ``filled`` makes others.
    """

    questions: tuple[Question, ...]
    templates: tuple[Question, ...] = ()

    def filled(self, values: Mapping[str, str]) -> Bank:
        """Give the same bank for another program or person: placeholders filled anew."""
        templates = self.templates or self.questions
        return Bank(tuple(fill(template, values) for template in templates), templates)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories, each once, in the order of their first question."""
        return tuple(dict.fromkeys(q.category for q in self.questions))

    def get(self, id: str) -> Question:
        """Give the question with this id; ``KeyError`` names an id the bank does not have."""
        for question in self.questions:
            if question.id == id:
                return question
        raise KeyError(f"the bank has no question {id!r}")

    def search(self, text: str) -> tuple[Question, ...]:
        """Questions that hold every word of ``text``, the closest first.

        Case and accents make no difference, and part of a word is enough. A question whose own
        text matches comes before one found by its category, kind, id or tips. Without words,
        every question is given in the bank's order.
        """
        wanted = fold(text)
        ranked = [(rank, q) for q in self.questions if (rank := _rank(q, wanted)) is not None]
        return tuple(q for _, q in sorted(ranked, key=lambda pair: pair[0]))


def fold(text: str) -> str:
    """Reduce to what a search compares: no case, accents or punctuation, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare))


def _rank(question: Question, wanted: str) -> int | None:
    """How far a question is from the words, 0 the closest; ``None`` where one is missing."""
    text = fold(question.text)
    parts = (question.text, question.id, question.category, question.kind, *question.tips)
    words = wanted.split()
    if wanted == text or not words:
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
