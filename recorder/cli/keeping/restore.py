"""``viva restore``: everything from a backup file, or the database from a daily backup."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.keeping.shared import others, plain_errors, progress, sure
from recorder.cli.shared import prepared
from recorder.files.locations import Locations

if TYPE_CHECKING:
    from sessions.backup.backups import Backup

DESCRIPTION = """\
With FILE: bring back everything in a file made by `viva backup`. Without FILE:
replace the database with the newest good daily backup, which Viva makes on its
own. Answers recorded since then are recovered from their recordings. What is
here now is never deleted: Viva sets it aside and shows you where."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "restore",
        help="bring answers back from a backup",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a file from `viva backup`"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--list", action="store_true", help="list the daily backups and exit")
    how.add_argument("--day", metavar="DATE", help="the daily backup of this day: 2026-11-25")
    how.add_argument(
        "--empty",
        action="store_true",
        help="start a new database and recover answers from the recordings alone",
    )
    parser.add_argument(
        "--yes", "--force", action="store_true", help="don't ask, even if there are answers"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Restore, then print what came back and where the old files are."""
    if arguments.file and (arguments.list or arguments.day or arguments.empty):
        raise CommandFailure("use FILE without --list, --day, and --empty.", WRONG_USAGE)
    locations = prepared()
    with plain_errors(locations):
        if arguments.list:
            return _list(locations)
        if arguments.file:
            return _everything(locations, arguments.file, yes=arguments.yes)
        return _database(locations, arguments)


def _list(locations: Locations) -> int:
    from sessions.backup import backups
    from sessions.errors import StoreError

    found = backups.list_backups(locations.database)
    for backup in found:
        try:
            backups.check(backup.path)
            state = "good"
        except StoreError as error:
            state = str(error)
        print(f"{backup.day}  {state}")
    if not found:
        print("No daily backups yet. Once you have an answer, Viva makes one each day you open it.")
    return 0


def _everything(locations: Locations, source: Path, *, yes: bool) -> int:
    from sessions.export.unpacking import restore
    from sessions.store import Store, utc_now

    if source.is_dir():
        raise CommandFailure(
            f"{source} is a folder, not a backup; name the file that `viva backup` made."
        )
    if not source.is_file():
        raise CommandFailure(f"{source} doesn't exist; check the name.")
    there = _answers_there(locations)
    if there and not yes:
        what = f"{there} answers are here" if there > 0 else "A database that can't be read is here"
        if not sure(f"{what}. Set all of that aside and restore {source.name}?"):
            print("Nothing was changed.")
            return 0
    places = {"recordings": locations.recordings, **others(locations)}
    with progress("restoring") as notify:
        came = restore(source, locations.database, places, now=utc_now(), notify=notify)
    Store.open(locations.database, locations.recordings).close()
    print(f"{came.answers} answers and {came.recordings} recordings are back.")
    if came.aside:
        print(f"What was here before is now in {came.aside}")
    return 0


def _answers_there(locations: Locations) -> int:
    """Count the answers; -1 if the database can't be read."""
    from sessions.store import Store, StoreError

    if not locations.database.exists():
        return 0
    try:
        with Store.open(locations.database, locations.recordings) as store:
            return store.count()
    except StoreError:
        return -1


def _database(locations: Locations, arguments: argparse.Namespace) -> int:
    from sessions.backup import backups

    backup = None if arguments.empty else _chosen(locations, arguments.day)
    if backup is None and not arguments.empty:
        known = ", ".join(str(each.day) for each in backups.list_backups(locations.database))
        raise CommandFailure(
            "there is no good backup to restore"
            + (f" ({known} can't be used)." if known else ".")
            + " `viva restore --empty` starts over from the recordings."
        )
    what = f"the backup of {backup.day}" if backup else "a new database, filled from the recordings"
    if not arguments.yes and not sure(f"Replace {locations.database} with {what}?"):
        print("Nothing was changed.")
        return 0
    from recorder.app.rescue import put_right

    print(put_right(locations, backup))
    return 0


def _chosen(locations: Locations, day: str | None) -> Backup | None:
    from sessions.backup import backups

    if day is None:
        return backups.newest_good(locations.database)
    for backup in backups.list_backups(locations.database):
        if str(backup.day) == day:
            backups.check(backup.path)
            return backup
    raise CommandFailure(f"there is no backup from {day}; see `viva restore --list`.")
