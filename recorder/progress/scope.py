"""Which answers progress is shown of: all, those to a category's questions, or to one question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.trends import Dated
from prompts.bank import Bank, fold

ScopeKind = Literal["everything", "category", "question"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Answers to these questions; ``ids`` is ``None`` for all, with a question or without."""

    kind: ScopeKind
    label: str
    ids: frozenset[str] | None = None
    answers: int = 0

    def of(self, answers: Iterable[Dated]) -> tuple[Dated, ...]:
        """Return those that belong to it."""
        return tuple(a for a in answers if self.ids is None or a.question in self.ids)

    @property
    def slug(self) -> str:
        """Name of it in a file's name."""
        return "-".join(fold(self.label).split())[:48].strip("-")


EVERYTHING = Scope("everything", "all questions")


def scopes(answers: Sequence[Dated], bank: Bank, asked: Callable[[int], str]) -> tuple[Scope, ...]:
    """Return everything, then the categories and questions that were answered, in order.

    ``asked`` gives the question of an answer as it was asked, for one the bank no longer has.
    """
    counts = Counter(a.question for a in answers if a.question is not None)
    newest = {a.question: a.answer for a in answers}
    found = [Scope("everything", EVERYTHING.label, None, len(answers))]
    for category in bank.categories:
        ids = frozenset(q.id for q in bank.questions if q.category == category)
        if number := sum(counts[id] for id in ids):
            found.append(Scope("category", category, ids, number))
    for question in bank.questions:
        if number := counts.pop(question.id, 0):
            found.append(Scope("question", question.text, frozenset({question.id}), number))
    for id, number in counts.items():  # what the bank no longer has
        last = newest[id]
        text = id if last is None else asked(last)
        found.append(Scope("question", text, frozenset({id}), number))
    return tuple(found)


def matching(found: Iterable[Scope], words: str) -> tuple[Scope, ...]:
    """Return those that hold every word, case and accents left aside."""
    wanted = fold(words).split()
    return tuple(s for s in found if all(word in fold(s.label) for word in wanted))
