"""Add a question, import a bank from a file, or export questions to a file.

Nothing is written until all of it has been checked. No file is overwritten except the one that
single questions are added to, and the rest of its text stays as it is.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from prompts import loader
from prompts.bank import fold
from prompts.files import writing
from prompts.loader import BankError
from prompts.own import questions as own
from prompts.types import OWN, Question

ADDED = "my-questions.toml"
"""The file that single questions are added to."""


def import_bank(file: Path, folder: Path) -> tuple[Path, int]:
    """Check a bank and copy it into the folder; return the copy's path and number of questions.

    If a file of that name exists, the copy's name gets a number.

    Raises
    ------
    BankError
        With everything that is wrong; nothing is copied.
    OSError
        When the folder cannot be written to.
    """
    reading = own.check(loader.read(file), folder)
    if reading.refusals:
        raise BankError(reading.refusals)
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", file.stem).strip("-") or "questions"
    number, place = 1, folder / f"{stem}.toml"
    while place.exists() or place.name == ADDED:
        number += 1
        place = folder / f"{stem}-{number}.toml"
    _write(place, reading.text)
    return place, len(reading.questions)


def export(questions: Iterable[Question], file: Path) -> int:
    """Write questions to a new file; return how many.

    Raises
    ------
    FileExistsError
        When the file exists; it is left as it is.
    """
    questions = tuple(questions)
    if file.exists():
        raise FileExistsError(errno.EEXIST, "this file already exists", str(file))
    _write(file, writing.document(questions))
    return len(questions)


def add(folder: Path, question: Question) -> Path:
    """Append a question to the person's file; return the file's path.

    Raises
    ------
    BankError
        When the question is not valid, its id is taken, or something is wrong in the file.
    OSError
        When the folder cannot be read or written to.
    """
    file = folder / ADDED
    if file.exists():
        before = own.check(loader.read(file), folder)
        if before.refusals:
            raise BankError(before.refusals)
        text = before.text.rstrip("\n") + "\n\n" + writing.table(question)
    else:
        text = writing.document([question])
    after = own.check(loader.read_text(file, text), folder)
    if after.refusals:
        raise BankError(after.refusals)
    _write(file, text)
    return file


def new_id(text: str, taken: Collection[str]) -> str:
    """Make an id that is not taken from a question's first words."""
    words = re.findall(r"[a-z0-9]+", fold(text))[:6]
    base = OWN + ("-".join(words) or "question")
    number, id = 1, base
    while id in taken:
        number += 1
        id = f"{base}-{number}"
    return id


def _write(file: Path, text: str) -> None:
    """Write a file in one step, all or nothing, readable only by its owner."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with open(fresh, "x", encoding="utf-8", newline="\n", opener=_private) as out:
        out.write(text)
    fresh.replace(file)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
