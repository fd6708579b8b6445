"""Interview checklists, read from ``checklists.toml`` the way the bank reads its files.

An item with a ``test`` is one that Viva can check by itself; this package only names the test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from prompts.files.check import Problem, known_keys, located_refusals, plain_text, table_problems
from prompts.files.toml_file import Refusal, document_of, text_of
from prompts.loader import BankError

LISTS = Path(__file__).parent / "checklists.toml"

When = Literal["week", "day", "today", "after"]
WHENS: tuple[When, ...] = get_args(When)

TITLES: Mapping[When, str] = {
    "week": "A week before",
    "day": "The day before",
    "today": "On the day",
    "after": "After the interview",
}

ChecklistTest = Literal[
    "microphone",  # one can be opened
    "level",  # a voice is loud enough and not distorted
    "noise",  # the background is far enough below the voice
    "disk",  # space for an hour of recordings
    "clock",  # not earlier than files already saved
    "time_zone",  # it can be detected
    "voice",  # a speech engine that reads text aloud
    "model",  # a speech model that transcribes
]
TESTS: tuple[ChecklistTest, ...] = get_args(ChecklistTest)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to do, or for Viva to check."""

    id: str
    when: When
    group: str
    text: str
    more: str | None = None
    test: ChecklistTest | None = None


@dataclass(frozen=True, slots=True)
class Checklists:
    """All items, in the order of the file."""

    items: tuple[ChecklistItem, ...]

    def of(self, when: When) -> tuple[ChecklistItem, ...]:
        """Return the items of one list."""
        return tuple(item for item in self.items if item.when == when)


def load(file: Path | None = None) -> Checklists:
    """Read the checklists, by default Viva's.

    Raises
    ------
    BankError
        With everything that is wrong; nothing is skipped silently.
    """
    file = LISTS if file is None else file
    text = text_of(file)
    if isinstance(text, Refusal):
        raise BankError([text])
    document = document_of(file, text)
    if isinstance(document, Refusal):
        raise BankError([document])
    if wrong := located_refusals(file, text, _problems(document), "item"):
        raise BankError(wrong)
    return Checklists(tuple(ChecklistItem(**table) for table in document["item"]))


def _problems(document: dict[str, Any]) -> Iterator[tuple[int | None, Problem]]:
    """Yield everything wrong, with the index of its item."""
    for problem in _file_problems(document):
        yield None, problem
    tables = document.get("item")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        return
    seen: set[str] = set()
    for index, table in enumerate(tables):
        yield from ((index, problem) for problem in _item_problems(table))
        if isinstance(table.get("id"), str) and table["id"] in seen:
            yield index, Problem("id", f"the id {table['id']!r} is already used.")
        seen.add(str(table.get("id")))


def _file_problems(document: dict[str, Any]) -> Iterator[Problem]:
    yield from known_keys(document, ("item",), ("item",), "the file")
    yield from table_problems(document, "item")


def _item_problems(table: dict[str, Any]) -> Iterator[Problem]:
    keys = ("id", "when", "group", "text", "more", "test")
    yield from known_keys(table, keys, keys[:4], "the item")
    for key in ("id", "group", "text", "more"):
        if key in table and (sentence := plain_text(table[key], key)):
            yield Problem(key, sentence)
    if isinstance(table.get("id"), str) and not re.fullmatch(
        r"[a-z0-9]+(-[a-z0-9]+)*", table["id"]
    ):
        yield Problem(
            "id", f'the id {table["id"]!r} must be lowercase letters and digits joined by "-".'
        )
    for key, choice in (("when", WHENS), ("test", TESTS)):
        if key in table and table[key] not in choice:
            wanted = ", ".join(choice)
            yield Problem(key, f"{key!r} is {table[key]!r}; it must be one of {wanted}.")
