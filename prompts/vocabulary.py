"""Medical terms to read aloud, by topic, read from ``terms/*.toml`` as the bank reads its files.

A file holds ``topic = "…"`` and one ``[[term]]`` table per term: its spelling, its pronunciation in
syllables with the stressed one in capitals, and other spellings that count as the same term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prompts.bank import fold
from prompts.files.check import Problem, known_keys, located_refusals, plain_text, table_problems
from prompts.files.toml_file import Refusal, document_of, text_of
from prompts.loader import BankError

TERMS = Path(__file__).parent / "terms"

SYLLABLE = r"(?:[a-z]+|[A-Z]+)"
RESPELLING = re.compile(rf"{SYLLABLE}(?:[- ]{SYLLABLE})*")


@dataclass(frozen=True, slots=True)
class Term:
    """A term: ``say`` is its respelling, ``also`` other spellings that are the same term.

    British spellings, plurals, hyphens, and spaces need not be in ``also``: the comparison handles
    those.
    """

    text: str
    say: str
    topic: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms, in the order of the files and from top to bottom in each file."""

    terms: tuple[Term, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics, without duplicates, in order."""
        return tuple(dict.fromkeys(term.topic for term in self.terms))

    def search(self, text: str) -> tuple[Term, ...]:
        """Return terms whose topic or spelling contains every word of ``text``."""
        words = fold(text).split()
        return tuple(
            term
            for term in self.terms
            if all(word in fold(f"{term.topic} {term.text}") for word in words)
        )


def load(folder: Path | None = None) -> Vocabulary:
    """Read every ``*.toml`` of a folder, by default Viva's terms.

    Raises
    ------
    BankError
        With everything that is wrong; nothing is skipped silently.
    """
    folder = TERMS if folder is None else folder
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise BankError([Refusal(folder, None, "there are no files of terms (*.toml) here.")])
    terms: list[Term] = []
    refusals: list[Refusal] = []
    first: dict[str, str] = {}
    for file in files:
        text = text_of(file)
        if isinstance(text, Refusal):
            refusals.append(text)
            continue
        refusals += _read(file, text, terms, first)
    if refusals:
        raise BankError(refusals)
    return Vocabulary(tuple(terms))


def _read(file: Path, text: str, terms: list[Term], first: dict[str, str]) -> list[Refusal]:
    """Add the terms of a file to ``terms``; return what is wrong with it."""
    document = document_of(file, text)
    if isinstance(document, Refusal):
        return [document]
    wrong: list[tuple[int | None, Problem]] = [(None, p) for p in _file_problems(document)]
    tables = document.get("term") if not wrong else []
    for index, table in enumerate(tables or []):
        problems = list(_term_problems(table))
        wrong += [(index, problem) for problem in problems]
        if problems:
            continue
        name = fold(table["term"])
        if name in first:
            sentence = f"the term {table['term']!r} is already in {first[name]}."
            wrong.append((index, Problem("term", sentence)))
            continue
        first[name] = file.name
        also = tuple(table.get("also", ()))
        terms.append(Term(table["term"], table["say"], document["topic"], also))
    return located_refusals(file, text, wrong, "term")


def _file_problems(document: dict[str, Any]) -> Iterator[Problem]:
    yield from known_keys(document, ("topic", "term"), ("topic", "term"), "the file")
    if "topic" in document and (sentence := plain_text(document["topic"], "topic")):
        yield Problem("topic", sentence)
    yield from table_problems(document, "term")


def _term_problems(table: dict[str, Any]) -> Iterator[Problem]:
    yield from known_keys(table, ("term", "say", "also"), ("term", "say"), "the term")
    if "term" in table and (sentence := plain_text(table["term"], "term")):
        yield Problem("term", sentence)
    if "say" in table and (sentence := _respelling(table["say"])):
        yield Problem("say", sentence)
    if "also" in table and (sentence := _spellings(table["also"])):
        yield Problem("also", sentence)


def _respelling(value: object) -> str | None:
    if sentence := plain_text(value, "say"):
        return sentence
    wanted = 'such as "brong-kee-oh-LY-tis"'
    if not RESPELLING.fullmatch(str(value)):
        return f"'say' must be syllables joined by \"-\", each lowercase or all capitals, {wanted}."
    if not any(syllable.isupper() for syllable in re.split("[- ]", str(value))):
        return f"'say' must have its stressed syllable in capitals, {wanted}."
    return None


def _spellings(value: object) -> str | None:
    if not isinstance(value, list) or not value:
        return "'also' must be a list of other spellings."
    return _first(plain_text(spelling, "also") for spelling in value)


def _first(sentences: Iterable[str | None]) -> str | None:
    return next((s for s in sentences if s), None)
