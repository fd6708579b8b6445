"""``viva delete ANSWER`` and ``viva delete --all``: for good."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.keeping.shared import plainly, size, sure
from recorder.cli.shared import find_answer, opened_store
from recorder.files.locations import Locations, locate

WORD = "delete"
DESCRIPTION = """\
Delete one answer, with its sound and reports and its copies in the daily
backups; or, with --all, everything that Viva keeps of you. What is deleted
cannot be brought back. Files you saved elsewhere stay, and so do the speech
models; you are told where."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "delete",
        help="delete an answer, or everything, for good",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "answer", nargs="?", type=int, metavar="ANSWER", help="its number (see `viva answers`)"
    )
    parser.add_argument("--all", action="store_true", help="every answer, recording and backup")
    parser.add_argument(
        "--settings", action="store_true", help="with --all: settings and your own questions too"
    )
    parser.add_argument("--yes", action="store_true", help="delete without asking")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Delete."""
    if arguments.all == (arguments.answer is not None):
        raise CommandFailure("name an ANSWER, or use --all.", WRONG_USAGE)
    if arguments.settings and not arguments.all:
        raise CommandFailure("--settings goes with --all.", WRONG_USAGE)
    locations = locate()
    with plainly(locations):
        if arguments.all:
            return _all(locations, settings=arguments.settings, yes=arguments.yes)
        return delete_one(locations, arguments.answer, yes=arguments.yes)


def delete_one(locations: Locations, number: int, *, yes: bool) -> int:
    """Delete one answer everywhere, after asking."""
    from recorder.cli.answers.answers import line
    from sessions.backup import backups

    with opened_store(locations) as store:
        answer = find_answer(store, number)
        print(line(answer))
        if not yes and not sure("Delete this answer and its sound for good?"):
            print("Nothing was deleted.")
            return 0
        store.delete_answer(answer.id)
    backups.forget_deleted(locations.database)
    print(f"Answer {answer.id} is deleted.")
    return 0


def _all(locations: Locations, *, settings: bool, yes: bool) -> int:
    from sessions.backup.erasing import erase, what_goes

    others = _other_files(locations, settings=settings)
    found = what_goes(locations.database, locations.recordings, others)
    if not any(_has_files(path) for path in found):
        print("There is nothing to delete.")
        return 0
    print("This deletes for good:", *(f"  {path}" for path in found), sep="\n")
    if not yes and not sure("All answers, reports and recordings go.", WORD):
        print("Nothing was deleted.")
        return 0
    gone = erase(locations.database, locations.recordings, others)
    print(f"{gone.files} files ({size(gone.size)}) are deleted.")
    _print_what_remains(locations)
    if gone.left:
        raise CommandFailure(
            f"{len(gone.left)} files could not be deleted, such as {gone.left[0]}."
        )
    return 0


def _has_files(path: Path) -> bool:
    return not path.is_dir() or any(path.iterdir())


def _other_files(locations: Locations, *, settings: bool) -> list[Path]:
    """Give what lies beside the store: what tells of the person, and settings where wanted."""
    from recorder.files.log import older
    from recorder.person.own_questions import folder

    logs = [*sorted(locations.log.parent.glob(f"{locations.log.name}*")), older(locations.log)]
    personal = [*_with_leftovers(locations.profile), *_with_leftovers(locations.ticks)]
    always = [*logs, locations.crashes, locations.open_lock, *personal]
    if not settings:
        return always
    return [*always, *_with_leftovers(locations.settings), folder(locations)]


def _with_leftovers(file: Path) -> list[Path]:
    """Give a file, and what was set aside of it or left half-written."""
    return sorted(file.parent.glob(f"{file.stem}.*"))


def _print_what_remains(locations: Locations) -> None:
    """Say what is left, and that it may be private too."""
    from recorder.person.own_questions import folder

    saved = [path for path in locations.reports.glob("*") if path.is_file()]
    what = f"what you saved there: pages, thank-yous, lists ({len(saved)})"
    stays = [
        (locations.models, "the speech models", _filled(locations.models)),
        (locations.reports, what, bool(saved)),
        (locations.settings, "your settings (--settings)", locations.settings.exists()),
        (folder(locations), "your own questions (--settings)", _filled(folder(locations))),
    ]
    for path, what, there in stays:
        if there:
            print(f"Stays: {what} in {path}")
    print("Stays: backups, exports and pages that you saved elsewhere.")


def _filled(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())
