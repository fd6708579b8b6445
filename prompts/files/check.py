"""What a question file must contain: each broken rule gives one plain sentence."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from prompts import placeholders
from prompts.files.lines import Places
from prompts.files.toml_file import Refusal
from prompts.types import DIFFICULTIES, IN_FILES, KINDS, NAMED

LONGEST_TARGET = 900.0  # seconds; anything longer is a mistake, such as milliseconds
MOST_FOLLOW_UPS = 4
UNFIT = ("Cc", "Cs", "Zl", "Zp")  # control characters, lone surrogates, line ends


class Problem(NamedTuple):
    """What is wrong, and the key it concerns (``None``: the table as a whole)."""

    key: str | None
    sentence: str


def located_refusals(
    file: Path, text: str, problems: Iterable[tuple[int | None, Problem]], table: str = "question"
) -> list[Refusal]:
    """Return a file's problems with their lines; each comes with the index of its ``table``."""
    if not (found := list(problems)):
        return []
    places = Places(text, table)
    lined = ((places.line(index, problem.key), problem.sentence) for index, problem in found)
    return [Refusal(file, line, sentence) for line, sentence in sorted(lined)]


def file_problems(document: dict[str, Any]) -> Iterator[Problem]:
    """Yield everything wrong with a file as a whole."""
    yield from known_keys(document, ("category", "question"), ("category", "question"), "the file")
    if "category" in document and (sentence := plain_text(document["category"], "category")):
        yield Problem("category", sentence)
    yield from table_problems(document, "question")


def table_problems(document: dict[str, Any], name: str) -> Iterator[Problem]:
    """Yield what is wrong with the ``[[name]]`` tables of a file, not what is in them."""
    tables = document.get(name, [{}])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        yield Problem(name, f'each {name} must be a table that starts with "[[{name}]]".')
    elif not tables:
        yield Problem(name, f"the file has no {name}s.")


def question_problems(table: dict[str, Any]) -> Iterator[Problem]:
    """Yield everything wrong with one ``[[question]]`` table."""
    yield from known_keys(table, RULES, REQUIRED, "the question")
    for key, rule in RULES.items():
        if key in table and (sentence := rule(table[key], key)):
            yield Problem(key, sentence)


def known_keys(
    table: dict[str, Any], known: Collection[str], required: Collection[str], owner: str
) -> Iterator[Problem]:
    """Yield unknown keys, and required keys that are missing."""
    for key in table:
        if key not in known:
            choice = ", ".join(known)
            yield Problem(key, f"{owner} has the unknown key {key!r}; the keys are {choice}.")
    for key in required:
        if key not in table:
            yield Problem(None, f"{owner} has no {key!r}.")


def plain_text(value: object, key: str) -> str | None:
    """Describe what is wrong with text that must be one line."""
    if not isinstance(value, str):
        return f"{key!r} must be text in quotation marks."
    if not value.strip():
        return f"{key!r} is empty."
    if value != value.strip():
        return f"{key!r} starts or ends with a space."
    if not value.isprintable() and any(unicodedata.category(c) in UNFIT for c in value):
        return f"{key!r} must be one line without control characters."
    return None


def _fillable(value: object, key: str) -> str | None:
    if sentence := plain_text(value, key):
        return sentence
    wrong = placeholders.problem(str(value))
    return f"{key!r} has {_article(wrong)}" if wrong else None


def _article(sentence: str) -> str:
    return sentence if sentence.startswith("a ") else f"the {sentence}"


def _id(value: object, key: str) -> str | None:
    if sentence := plain_text(value, key):
        return sentence
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(value)):
        return f'the id {value!r} must be lowercase letters and digits joined by "-".'
    return None


def _one_of(choice: Collection[str]) -> Callable[[object, str], str | None]:
    def rule(value: object, key: str) -> str | None:
        if value in choice:
            return None
        return f"{key!r} is {value!r}; it must be one of {', '.join(choice)}."

    return rule


def _kind(value: object, key: str) -> str | None:
    if isinstance(value, str) and value in NAMED:
        return None
    choice = ", ".join(IN_FILES.get(kind, kind) for kind in KINDS)
    return f"{key!r} is {value!r}; it must be one of {choice}."


def _target(value: object, key: str) -> str | None:
    wanted = f"{key!r} must be two numbers of seconds, the smaller first, such as [120, 180]"
    if not isinstance(value, list) or len(value) != 2:
        return f"{wanted}."
    if not all(type(v) in (int, float) and math.isfinite(v) for v in value):
        return f"{wanted}."
    low, high = value
    if not 0 < low < high:
        return f"{wanted}; it is [{low}, {high}]."
    if high > LONGEST_TARGET:
        return f"{key!r} can't be longer than {LONGEST_TARGET:.0f} seconds; it is {high}."
    return None


def _tips(value: object, key: str) -> str | None:
    if not isinstance(value, list) or not 1 <= len(value) <= 2:
        return f"{key!r} must be a list of one or two tips."
    return next((s for tip in value if (s := _fillable(tip, "tips"))), None)


def _follow_ups(value: object, key: str) -> str | None:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_FOLLOW_UPS:
        return f"{key!r} must be a list of one to {MOST_FOLLOW_UPS} questions."
    for text in value:
        if sentence := _fillable(text, key):
            return sentence
        if not text.endswith("?"):
            return f'{key!r} must end with "?"; {text!r} doesn\'t.'
    return None


REQUIRED = ("id", "text", "kind", "target")
RULES: dict[str, Callable[[object, str], str | None]] = {
    "id": _id,
    "text": _fillable,
    "kind": _kind,
    "target": _target,
    "tips": _tips,
    "difficulty": _one_of(DIFFICULTIES),
    "follow_ups": _follow_ups,
    "category": plain_text,
}
