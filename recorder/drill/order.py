"""Which term comes next: the chosen terms, those that need the most practice first.

Knows no screen. The order is made once, with the choice, so that next and back stay consistent;
what was tried is in the store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.words.terms import DrillStep, TermOutcome, due, next_step
from prompts.vocabulary import Term, Vocabulary

ALL = "All topics"
MISSED = "Not understood yet"

OPEN: tuple[DrillStep, ...] = ("hear", "again", "later")
"""What comes next for a term that was tried and isn't reliably understood yet."""

Tried = Mapping[str, Sequence[TermOutcome]]


@dataclass(frozen=True, slots=True)
class TermSelection:
    """A choice of terms: its name, how many there are, and how many of them are understood."""

    name: str
    terms: int
    understood: int


class Drill:
    """The terms of one choice and a position among them."""

    def __init__(self, vocabulary: Vocabulary, tried: Tried, choice: str = ALL) -> None:
        self.choice = choice
        self.terms = ordered(vocabulary, tried, choice)
        self.place = 0

    @property
    def term(self) -> Term | None:
        """The term to read now; ``None`` if the choice has none."""
        return self.terms[self.place] if self.terms else None

    def move(self, by: int) -> None:
        """Move forward or back; the first comes after the last."""
        if self.terms:
            self.place = (self.place + by) % len(self.terms)


def ordered(vocabulary: Vocabulary, tried: Tried, choice: str) -> tuple[Term, ...]:
    """Return the terms of a choice, those that need the most practice first."""
    found = {term.text: term for term in vocabulary.terms if _is_chosen(term, tried, choice)}
    return tuple(found[text] for text in due({text: tried.get(text, ()) for text in found}))


def choices(vocabulary: Vocabulary, tried: Tried) -> tuple[TermSelection, ...]:
    """Return the choices: everything, what wasn't understood, each topic."""
    names = (ALL, MISSED, *vocabulary.topics)
    made = []
    for name in names:
        terms = ordered(vocabulary, tried, name)
        understood = sum(next_step(tried.get(term.text, ())) == "done" for term in terms)
        made.append(TermSelection(name, len(terms), understood))
    return tuple(made)


def _is_chosen(term: Term, tried: Tried, choice: str) -> bool:
    if choice == MISSED:
        return next_step(tried.get(term.text, ())) in OPEN
    return choice in (ALL, term.topic)
