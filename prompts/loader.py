"""Reads question files, and reports everything wrong in them with its file and line.

A file holds ``category = "…"`` and one ``[[question]]`` table per question. Files are read in the
order of their names, so the names of Viva's start with a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prompts.bank import Bank
from prompts.files.check import Problem, file_problems, located_refusals, question_problems
from prompts.files.lines import Places
from prompts.files.toml_file import Refusal, document_of, text_of
from prompts.types import NAMED, Question

__all__ = [
    "BankError",
    "LoadedQuestions",
    "Refusal",
    "joined",
    "load",
    "read",
    "read_folder",
    "read_text",
]

BANKS = Path(__file__).parent / "banks"


class BankError(Exception):
    """A bank that cannot be used: everything that is wrong, one sentence per line.

    ``file``, ``line``, and ``problem`` are those of the first.
    """

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(map(str, self.refusals)))
        first = self.refusals[0]
        self.file, self.line, self.problem = first.file, first.line, first.problem


@dataclass(frozen=True, slots=True)
class LoadedQuestions:
    """What was read from a file: the valid questions with their positions, and what is wrong."""

    file: Path
    text: str = ""
    questions: tuple[tuple[int, Question], ...] = ()
    refusals: tuple[Refusal, ...] = ()


def load(folder: Path | None = None, values: Mapping[str, str] | None = None) -> Bank:
    """Read every ``*.toml`` of a folder, by default Viva's questions.

    ``values`` fill the placeholders; missing ones get their stand-ins.

    Raises
    ------
    BankError
        With everything that is wrong; nothing is skipped silently.
    """
    folder = BANKS if folder is None else folder
    readings = read_folder(folder)
    if not readings:
        nothing = "there are no question files (*.toml) in this folder."
        raise BankError([Refusal(folder, None, nothing)])
    questions, refusals = joined(readings)
    if refusals:
        raise BankError(refusals)
    return Bank(questions).filled(values or {})


def read_folder(folder: Path) -> tuple[LoadedQuestions, ...]:
    """Read a folder's question files in the order of their names; a missing folder has none."""
    return tuple(read(file) for file in sorted(folder.glob("*.toml")))


def joined(readings: Iterable[LoadedQuestions]) -> tuple[tuple[Question, ...], tuple[Refusal, ...]]:
    """Combine the questions of several files; an id that is already used is refused."""
    first: dict[str, tuple[LoadedQuestions, int]] = {}
    questions: list[Question] = []
    refusals: list[Refusal] = []
    for reading in readings:
        refusals += reading.refusals
        for index, question in reading.questions:
            if question.id in first:
                refusals.append(_repeated(question.id, first[question.id], (reading, index)))
            else:
                first[question.id] = (reading, index)
                questions.append(question)
    return tuple(questions), tuple(refusals)


def _repeated(
    id: str, first: tuple[LoadedQuestions, int], again: tuple[LoadedQuestions, int]
) -> Refusal:
    earlier, later = (Places(r.text).line(index, "id") for r, index in (first, again))
    problem = f"the id {id!r} is already used in {first[0].file.name}:{earlier}."
    return Refusal(again[0].file, later, problem)


def read(file: Path) -> LoadedQuestions:
    """Read one file, with any line endings and with or without a byte order mark."""
    text = text_of(file)
    return _refused(text) if isinstance(text, Refusal) else read_text(file, text)


def read_text(file: Path, text: str) -> LoadedQuestions:
    """Read text that is in a file, or will be; its lines end with a line feed only."""
    document = document_of(file, text)
    return _refused(document) if isinstance(document, Refusal) else _checked(file, text, document)


def _refused(refusal: Refusal) -> LoadedQuestions:
    return LoadedQuestions(refusal.file, refusals=(refusal,))


def _checked(file: Path, text: str, document: dict[str, Any]) -> LoadedQuestions:
    """Collect the valid questions, and note what is wrong with the others."""
    wrong: list[tuple[int | None, Problem]] = [(None, p) for p in file_problems(document)]
    usable = not any(problem.key == "category" for _, problem in wrong)
    usual = document.get("category") if usable else None
    tables = document.get("question")
    tables = tables if isinstance(tables, list) else []
    right = []
    for index, table in enumerate(tables):
        problems = list(question_problems(table)) if isinstance(table, dict) else []
        wrong += [(index, problem) for problem in problems]
        if isinstance(table, dict) and not problems and (usual or "category" in table):
            right.append((index, _question(usual, table)))
    return LoadedQuestions(file, text, tuple(right), tuple(located_refusals(file, text, wrong)))


def _question(category: Any, table: dict[str, Any]) -> Question:
    low, high = table["target"]
    return Question(
        id=table["id"],
        text=table["text"],
        category=table.get("category", category),
        kind=NAMED[table["kind"]],
        target=(float(low), float(high)),
        tips=tuple(table.get("tips", ())),
        difficulty=table.get("difficulty", "medium"),
        follow_ups=tuple(table.get("follow_ups", ())),
    )
