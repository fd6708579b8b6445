"""What a question file must hold: each rule gives one plain sentence when it is broken."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from prompts.types import KINDS

LONGEST_TARGET = 900.0  # seconds; a longer one is a slip, such as milliseconds


class Problem(NamedTuple):
    """What is wrong, and the key it is wrong with (``None``: the table as a whole)."""

    key: str | None
    sentence: str


def file_problem(document: dict[str, Any]) -> Problem | None:
    """First thing wrong with a file as a whole."""
    if problem := _keys(document, ("category", "question"), "the file"):
        return problem
    if sentence := _text(document["category"], "category"):
        return Problem("category", sentence)
    tables = document["question"]
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        return Problem("question", 'each question must be a table that starts with "[[question]]".')
    if not tables:
        return Problem("question", "the file has no question.")
    return None


def question_problem(table: dict[str, Any]) -> Problem | None:
    """First thing wrong with one ``[[question]]`` table."""
    if problem := _keys(table, tuple(RULES), "the question"):
        return problem
    for key, rule in RULES.items():
        if sentence := rule(table[key], key):
            return Problem(key, sentence)
    return None


def _keys(table: dict[str, Any], known: Iterable[str], owner: str) -> Problem | None:
    known = tuple(known)
    for key in table:
        if key not in known:
            choice = ", ".join(known)
            return Problem(key, f"{owner} has the unknown key {key!r}; known are {choice}.")
    for key in known:
        if key not in table:
            return Problem(None, f"{owner} has no {key!r}.")
    return None


def _text(value: object, key: str) -> str | None:
    if not isinstance(value, str):
        return f"{key!r} must be text in quotation marks."
    if not value.strip():
        return f"{key!r} is empty."
    if value != value.strip():
        return f"{key!r} begins or ends with a space."
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in value):
        return f"{key!r} must be one line without control characters."
    return None


def _id(value: object, key: str) -> str | None:
    if sentence := _text(value, key):
        return sentence
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(value)):
        return f'the id {value!r} must be small letters and digits joined by "-".'
    return None


def _kind(value: object, key: str) -> str | None:
    if value in KINDS:
        return None
    return f"{key!r} is {value!r}; it must be one of {', '.join(KINDS)}."


def _target(value: object, key: str) -> str | None:
    wanted = f"{key!r} must be two numbers of seconds, the shorter first, such as [120, 180]"
    if not isinstance(value, list) or len(value) != 2:
        return f"{wanted}."
    if not all(type(v) in (int, float) and math.isfinite(v) for v in value):
        return f"{wanted}."
    low, high = value
    if not 0 < low < high:
        return f"{wanted}; it is [{low}, {high}]."
    if high > LONGEST_TARGET:
        return f"{key!r} may not be longer than {LONGEST_TARGET:.0f} seconds; it is {high}."
    return None


def _tips(value: object, key: str) -> str | None:
    if not isinstance(value, list) or not 1 <= len(value) <= 2:
        return f"{key!r} must be a list of one or two tips."
    return next((s for tip in value if (s := _text(tip, "tips"))), None)


RULES: dict[str, Callable[[object, str], str | None]] = {
    "id": _id,
    "text": _text,
    "kind": _kind,
    "target": _target,
    "tips": _tips,
}
