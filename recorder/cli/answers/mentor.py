"""``viva report --import FILE``: the feedback that a mentor saved from a shared page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from recorder.cli.failure import CommandFailure

if TYPE_CHECKING:
    from recorder.reports.mentor_file import MentorFile
    from sessions.store import Store


def take_in(store: Store, path: Path, number: int | None, *, yes: bool) -> int:
    """Save a file's feedback and return the number of its answer.

    ``number`` is the answer that the person named, if any; ``yes``: replace without asking.
    """
    from analysis.report.text import plain
    from recorder.reports.mentor_file import CannotImport, examine

    try:
        file = examine(path, store)
    except CannotImport as error:
        raise CommandFailure(str(error)) from error
    answer = file.answer
    if number is not None and number != answer.id:
        raise CommandFailure(
            f"{path} is about answer {answer.id}, not {number}; nothing was imported. To import "
            f"it there: viva report {answer.id} --import {path}"
        )
    mentor = plain(file.mentor)
    if file.is_known:
        print(f"This feedback from {mentor} was already imported.\n")
        return answer.id
    if file.before is not None and not yes and not _agreed(file):
        raise CommandFailure("nothing was changed.")
    store.feedback.save(answer.id, file.feedback)
    print(f"Imported feedback from {mentor} on answer {answer.id}.\n")
    return answer.id


def _agreed(file: MentorFile) -> bool:
    """Ask before what the same mentor said earlier is replaced."""
    who = f"{file.mentor} has already given feedback on answer {file.answer.id}"
    if not sys.stdin.isatty():
        raise CommandFailure(f"{who}; to replace it without being asked, add --yes.")
    return input(f"{who}. Replace it? [y/N] ").strip().lower() == "y"
