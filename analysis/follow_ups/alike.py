"""Whether two questions ask nearly the same, so that no interview asks one twice."""

from __future__ import annotations

import re

from analysis.words.markers import lexicon

SAME = 0.6
"""Share of the telling words of two questions that they have in common, from which they are
the same question."""

EMPTY = (
    lexicon.QUESTION_WORDS
    | lexicon.AUXILIARIES
    | lexicon.DETERMINERS
    | lexicon.PREPOSITIONS
    | lexicon.CLAUSE_SUBJECTS
    | lexicon.OBJECTS
    | lexicon.table("""
        tell give say explain describe so exactly just really now this that these those when if and
        or
    """)
)
"""Words that say nothing about what a question is after."""


def alike(one: str, other: str) -> bool:
    """Return whether two questions ask nearly the same, by the words that tell them apart."""
    if _words(one) == _words(other):
        return True
    first, second = _telling(one), _telling(other)
    if not first or not second:
        return False
    return len(first & second) >= SAME * len(first | second)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def _telling(text: str) -> set[str]:
    return {word[:6] for word in _words(text) if word not in EMPTY}
