"""``viva delete ANSWER`` and ``viva delete --all``: permanent deletion."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.keeping.shared import plain_errors, size, sure
from recorder.cli.shared import find_answer, opened_store, positive
from recorder.files.locations import Locations, locate

WORD = "delete"
DESCRIPTION = """\
Delete one answer, with its recording, its reports, and its copies in the daily
backups; or, with --all, everything Viva has saved about you. Deleted data can't
be recovered. Speech models and files you saved elsewhere stay; Viva lists where
they are."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "delete",
        help="permanently delete an answer, or everything",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "answer", nargs="?", type=positive, metavar="ANSWER", help="its number (see `viva answers`)"
    )
    parser.add_argument("--all", action="store_true", help="all answers, recordings, and backups")
    parser.add_argument(
        "--settings", action="store_true", help="with --all: also settings and your own questions"
    )
    parser.add_argument("--yes", action="store_true", help="delete without asking")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Delete one answer, or everything."""
    if arguments.all == (arguments.answer is not None):
        raise CommandFailure("give the number of an ANSWER, or --all.", WRONG_USAGE)
    if arguments.settings and not arguments.all:
        raise CommandFailure("--settings only works with --all.", WRONG_USAGE)
    locations = locate()
    with plain_errors(locations):
        if arguments.all:
            return _all(locations, settings=arguments.settings, yes=arguments.yes)
        return delete_one(locations, arguments.answer, yes=arguments.yes)


def delete_one(locations: Locations, number: int, *, yes: bool) -> int:
    """Ask, then delete one answer everywhere."""
    from recorder.cli.answers.answers import line
    from sessions.backup import backups

    with opened_store(locations) as store:
        answer = find_answer(store, number)
        print(line(answer))
        if not yes and not sure("Permanently delete this answer and its recording?"):
            print("Nothing was deleted.")
            return 0
        store.delete_answer(answer.id)
    backups.forget_deleted(locations.database)
    print(f"Answer {answer.id} was deleted.")
    return 0


def _all(locations: Locations, *, settings: bool, yes: bool) -> int:
    from sessions.backup.erasing import erasable, erase

    others = _other_files(locations, settings=settings)
    found = erasable(locations.database, locations.recordings, others)
    if not any(_has_files(path) for path in found):
        print("There is nothing to delete.")
        return 0
    print("This permanently deletes:", *(f"  {path}" for path in found), sep="\n")
    if not yes and not sure("All answers, reports, and recordings will be gone.", WORD):
        print("Nothing was deleted.")
        return 0
    gone = erase(locations.database, locations.recordings, others)
    print(f"Deleted {gone.files} files ({size(gone.size)}).")
    _print_what_remains(locations)
    if gone.left:
        raise CommandFailure(f"{len(gone.left)} files couldn't be deleted, such as {gone.left[0]}.")
    return 0


def _has_files(path: Path) -> bool:
    return not path.is_dir() or any(path.iterdir())


def _other_files(locations: Locations, *, settings: bool) -> list[Path]:
    """List personal files outside the store; settings too if requested."""
    from recorder.files.log import older
    from recorder.person.own_questions import folder

    logs = [*sorted(locations.log.parent.glob(f"{locations.log.name}*")), older(locations.log)]
    personal = [*_with_leftovers(locations.profile), *_with_leftovers(locations.ticks)]
    always = [*logs, locations.crashes, locations.open_lock, *personal]
    if not settings:
        return always
    return [*always, *_with_leftovers(locations.settings), folder(locations)]


def _with_leftovers(file: Path) -> list[Path]:
    """List a file along with copies set aside and half-written leftovers."""
    return sorted(file.parent.glob(f"{file.stem}.*"))


def _print_what_remains(locations: Locations) -> None:
    """Print what is left, which may be private too."""
    from recorder.person.own_questions import folder

    saved = [path for path in locations.reports.glob("*") if path.is_file()]
    what = f"pages, thank-you notes, and lists you saved there ({len(saved)})"
    stays = [
        (locations.models, "the speech models", _filled(locations.models)),
        (locations.reports, what, bool(saved)),
        (locations.settings, "your settings (--settings)", locations.settings.exists()),
        (folder(locations), "your own questions (--settings)", _filled(folder(locations))),
    ]
    for path, what, there in stays:
        if there:
            print(f"Not deleted: {what} in {path}")
    print("Not deleted: backups, exports, and pages that you saved elsewhere.")


def _filled(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())
