"""Reads the question bank from TOML files and refuses, with file and line, what is wrong in them.

A file holds ``category = "…"`` and one ``[[question]]`` table for each question. Files are read in
the order of their names, so a name starts with a number.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from prompts.bank import Bank
from prompts.check import Problem, file_problem, question_problem
from prompts.lines import line_of
from prompts.types import Question

BANKS = Path(__file__).parent / "banks"


class BankError(Exception):
    """A bank that cannot be used: the file, the line (``None``: the whole file), and why."""

    def __init__(self, file: Path, line: int | None, problem: str) -> None:
        place = f"{file}:{line}" if line is not None else f"{file}"
        super().__init__(f"{place}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


def load(folder: Path | None = None) -> Bank:
    """Read every ``*.toml`` of a folder, by default Viva's own questions.

    Raises
    ------
    BankError
        At the first thing that is wrong; nothing is left out silently.
    """
    folder = BANKS if folder is None else folder
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise BankError(folder, None, "there is no question file (*.toml) in this folder.")
    questions: list[Question] = []
    seen: dict[str, tuple[Path, str, int]] = {}
    for file in files:
        text = _read(file)
        for index, question in enumerate(_questions(file, text)):
            if question.id in seen:
                raise _repeated(question.id, seen[question.id], (file, text, index))
            seen[question.id] = (file, text, index)
            questions.append(question)
    return Bank(tuple(questions))


def _repeated(id: str, first: tuple[Path, str, int], again: tuple[Path, str, int]) -> BankError:
    earlier, later = (line_of(text, index, "id") for _, text, index in (first, again))
    problem = f"the id {id!r} is already used in {first[0].name}:{earlier}."
    return BankError(again[0], later, problem)


def _read(file: Path) -> str:
    """Text of a file, whatever its line ends and with or without a byte order mark."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BankError(file, None, f"the file cannot be read ({error.strerror}).") from error
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BankError(file, line, "the file must be saved as UTF-8 text.") from error


def _questions(file: Path, text: str) -> list[Question]:
    """Parse and check one file."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(file, text, error) from error
    _refuse(file, text, None, file_problem(document))
    tables: list[dict[str, Any]] = document["question"]
    for index, table in enumerate(tables):
        _refuse(file, text, index, question_problem(table))
    return [_question(document["category"], table) for table in tables]


def _refuse(file: Path, text: str, index: int | None, problem: Problem | None) -> None:
    if problem is not None:
        raise BankError(file, line_of(text, index, problem.key), problem.sentence)


def _syntax(file: Path, text: str, error: tomllib.TOMLDecodeError) -> BankError:
    """Take the line out of tomllib's message, which is the only place that has it."""
    message = str(error)
    at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    line = int(at[1]) if at and at[1] else text.rstrip("\n").count("\n") + 1
    reason = message[: at.start()] if at else message
    return BankError(file, line, f"this is not valid TOML: {reason}.")


def _question(category: str, table: dict[str, Any]) -> Question:
    low, high = table["target"]
    return Question(
        id=table["id"],
        text=table["text"],
        category=category,
        kind=table["kind"],
        target=(float(low), float(high)),
        tips=tuple(table["tips"]),
    )
