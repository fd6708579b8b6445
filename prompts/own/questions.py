"""A person's own questions: TOML files in their folder, in addition to Viva's bank.

Every id starts with ``own-``, which none of Viva's ever does, so an update can never clash with
them, and no update writes to the folder. A mistake in one file hides nothing else: valid
questions are asked, and the rest are reported with their file and line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from prompts import loader
from prompts.bank import Bank
from prompts.files.lines import Places
from prompts.loader import LoadedQuestions, Refusal
from prompts.types import OWN, Question


@dataclass(frozen=True, slots=True)
class OwnQuestions:
    """Viva's questions and the person's, and which of theirs were left out and why."""

    bank: Bank
    refusals: tuple[Refusal, ...] = ()


def load(folder: Path, values: Mapping[str, str] | None = None) -> OwnQuestions:
    """Read Viva's questions and, after them, those in the person's folder (it may be missing).

    Raises
    ------
    BankError
        Only for Viva's bank; anything wrong in the folder is in ``refusals``.
    """
    viva = loader.load()
    mine, refusals = loader.joined(read_folder(folder))
    return OwnQuestions(Bank((*viva.templates, *mine)).filled(values or {}), refusals)


def read_folder(folder: Path) -> tuple[LoadedQuestions, ...]:
    """Read the files in a person's folder in the order of their names."""
    return tuple(map(_marked, loader.read_folder(folder)))


def check(reading: LoadedQuestions, folder: Path) -> LoadedQuestions:
    """Add reasons not to put this file in a folder: ids that lack ``own-`` or are taken."""
    there = [r for r in read_folder(folder) if r.file.absolute() != reading.file.absolute()]
    taken = {question.id for other in there for _, question in other.questions}
    marked = _marked(reading)
    _, repeated = loader.joined([replace(marked, refusals=())])
    refusals = (*marked.refusals, *repeated, *_clashes(marked, taken))
    return replace(marked, refusals=tuple(sorted(refusals, key=lambda r: r.line or 0)))


def _marked(reading: LoadedQuestions) -> LoadedQuestions:
    """Refuse the questions whose ids could clash with Viva's, now or after an update."""
    foreign = [(index, q.id) for index, q in reading.questions if not q.is_own]
    places = Places(reading.text) if foreign else None
    refusals = list(reading.refusals)
    for index, id in foreign:
        assert places is not None
        example = f"the id {id!r} must begin with {OWN!r}, such as {OWN + id!r}"
        problem = f"{example}, so that it never clashes with one of Viva's."
        refusals.append(Refusal(reading.file, places.line(index, "id"), problem))
    own: tuple[tuple[int, Question], ...] = tuple((i, q) for i, q in reading.questions if q.is_own)
    return replace(reading, questions=own, refusals=tuple(refusals))


def _clashes(reading: LoadedQuestions, taken: Collection[str]) -> tuple[Refusal, ...]:
    return tuple(
        Refusal(
            reading.file,
            Places(reading.text).line(index, "id"),
            f"you already have a question with the id {question.id!r}.",
        )
        for index, question in reading.questions
        if question.id in taken
    )
