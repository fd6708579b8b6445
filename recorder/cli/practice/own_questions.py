"""``viva questions add|check|import|export``: the person's own questions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import FAILED, WRONG_USAGE, CommandFailure, complain
from recorder.cli.shared import prepared
from recorder.files.locations import locate

if TYPE_CHECKING:
    from prompts.bank import Bank
    from prompts.loader import Refusal
    from prompts.types import Question

STORED_KINDS = {"behavioral": "behavioural"}
"""Kinds as people type them, with the spelling that question files and the database use."""


def add_options(group: Any) -> None:
    """Add the options for the parts of a new question."""
    from recorder.cli.answers.analyze import target

    group.add_argument("--kind", metavar="KIND", help="such as behavioral, ethical, background")
    group.add_argument("--difficulty", metavar="HOW", help="easy, medium, or hard")
    group.add_argument(
        "--target", metavar="MIN-MAX", type=target, help="target length in seconds, such as 60-120"
    )
    group.add_argument("--tip", metavar="TEXT", action="append", help="a tip; two at most")
    group.add_argument(
        "--follow-up", metavar="TEXT", action="append", help="a possible follow-up; four at most"
    )


def loaded() -> Bank:
    """Read all questions; report errors in the person's own file without hiding the rest."""
    from prompts.loader import BankError
    from recorder.person import own_questions

    try:
        found = own_questions.load(locate())
    except BankError as error:
        raise CommandFailure(str(error)) from error
    _print_refusals(found.refusals)
    return found.bank


def add(arguments: argparse.Namespace, words: list[str]) -> int:
    """Add a question from the options, or from what the person types."""
    from prompts.loader import BankError
    from prompts.own import sharing
    from recorder.person.own_questions import find_same

    bank = loaded()
    text = " ".join(words)
    if not text:
        text = _ask_for_parts(arguments)
    if there := find_same(text, bank):
        raise CommandFailure(f"this question already exists: {there.id}.")
    question = _question(arguments, text, {q.id for q in bank.questions})
    try:
        file = sharing.add(_folder(), question)
    except BankError as error:
        raise CommandFailure("; ".join(r.problem for r in error.refusals)) from error
    except OSError as error:
        raise CommandFailure(f"can't write {error.filename}: {error.strerror}.") from error
    print(f"Added as {question.id} in {file}.")
    return 0


def check(arguments: argparse.Namespace, words: list[str]) -> int:
    """Print everything that is wrong in a question file."""
    from prompts import loader
    from prompts.own import questions

    reading = questions.check(loader.read(_file("check", words)), _folder())
    _print_refusals(reading.refusals)
    if reading.refusals:
        return FAILED
    print(f"{_count(len(reading.questions))}, no mistakes.")
    return 0


def import_file(arguments: argparse.Namespace, words: list[str]) -> int:
    """Copy a question file to the person's own questions."""
    from prompts.loader import BankError
    from prompts.own import sharing

    try:
        place, count = sharing.import_bank(_file("import", words), _folder())
    except BankError as error:
        _print_refusals(error.refusals)
        complain("nothing was imported.")
        return FAILED
    except OSError as error:
        raise CommandFailure(f"can't write {error.filename}: {error.strerror}.") from error
    print(f"{_count(count)} imported to {place}.")
    return 0


def export(arguments: argparse.Namespace, words: list[str]) -> int:
    """Write the person's own questions to a new file."""
    from prompts.bank import fold
    from prompts.own import sharing

    file = _file("export", words)
    bank = loaded()
    wanted = fold(arguments.category or "")
    mine = [q for q in bank.templates if q.is_own and wanted in fold(q.category)]
    if not mine:
        raise CommandFailure(
            "you have no questions of your own like that; `viva questions add` adds one."
        )
    try:
        count = sharing.export(mine, file)
    except OSError as error:
        raise CommandFailure(f"can't write {error.filename}: {error.strerror}.") from error
    print(f"{_count(count)} saved to {file}.")
    return 0


def _question(arguments: argparse.Namespace, text: str, taken: set[str]) -> Question:
    """Build the question; ``sharing.add`` checks it."""
    from dataclasses import replace

    from recorder.person.own_questions import CATEGORY, new_question

    made = new_question(text, _stored(arguments.kind or "background"), taken)
    return replace(
        made,
        category=arguments.category or CATEGORY,
        target=arguments.target or made.target,
        tips=tuple(arguments.tip or ()),
        difficulty=arguments.difficulty or "medium",
        follow_ups=tuple(arguments.follow_up or ()),
    )


def _ask_for_parts(arguments: argparse.Namespace) -> str:
    """Ask for what the options leave out, and return the question's text."""
    from prompts.types import KINDS
    from recorder.person.own_questions import CATEGORY

    if not sys.stdin.isatty():
        raise CommandFailure('type the question: viva questions add "Why …?"', WRONG_USAGE)
    text = ""
    while not text:
        text = input("Question: ").strip()
    if arguments.category is None:
        arguments.category = input(f"Category [{CATEGORY}]: ").strip() or None
    typed = {kind: shown for shown, kind in STORED_KINDS.items()}
    while _stored(arguments.kind) not in KINDS:
        print(f"Kinds: {', '.join(typed.get(kind, kind) for kind in KINDS)}.")
        arguments.kind = input("Kind [background]: ").strip() or "background"
    if arguments.tip is None and (tip := input("Tip for yourself [none]: ").strip()):
        arguments.tip = [tip]
    return text


def _stored(kind: str | None) -> str | None:
    return STORED_KINDS.get(kind or "", kind)


def _file(action: str, words: list[str]) -> Path:
    if len(words) != 1:
        raise CommandFailure(f"give one file: viva questions {action} FILE", WRONG_USAGE)
    return Path(words[0])


def _folder() -> Path:
    from recorder.person import own_questions

    return own_questions.folder(prepared())


def _print_refusals(refusals: Iterable[Refusal]) -> None:
    for refusal in refusals:
        complain(refusal)


def _count(number: int) -> str:
    return "1 question" if number == 1 else f"{number} questions"
