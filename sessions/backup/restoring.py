"""Replaces an unusable database with a backup or a new empty one.

The old one is set aside with everything next to it. Recordings stay where they are, and those that
the backup doesn't know become answers again (``sessions.backup.find_again``).
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sessions.backup import backups, swap
from sessions.database import Database
from sessions.errors import StoreError, Unusable
from sessions.files.files import copy_sound, private_folder

STAGED = "restore-"
"""Prefix of the folder in which the new files are put together."""


def from_backup(database: Path, backup: Path, now: datetime) -> Path:
    """Replace the database with a backup; returns where the old one is.

    Raises
    ------
    StoreError
        If the backup isn't good, or another program has the database open.
    """
    with staging(database.parent) as folder:
        copy_sound(backup, folder / database.name)
        backups.check(folder / database.name, of=backup)
        refuse_in_use(database)
        return swap.commit(folder, database.parent, {database.name: database}, now)


def begin_anew(database: Path, now: datetime) -> Path:
    """Replace an unusable database with an empty one; returns where the old one is."""
    with staging(database.parent) as folder:
        Database(folder / database.name).close()
        refuse_in_use(database)
        return swap.commit(folder, database.parent, {database.name: database}, now)


@contextmanager
def staging(data: Path) -> Iterator[Path]:
    """Yield a private folder for putting together the new files; removed unless committed."""
    try:
        private_folder(data)
        folder = Path(tempfile.mkdtemp(prefix=STAGED, dir=data))
    except OSError as error:
        raise StoreError(f"Can't write to the folder {data}: {error.strerror}.") from error
    try:
        yield folder
    except OSError as error:
        raise StoreError(f"Can't write {error.filename or data}: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)


def refuse_in_use(database: Path) -> None:
    """Refuse while another program has the database open; unknown for a damaged one.

    SQLite leaves its log mode only for the single program that has the file open.
    """
    if not database.is_file():
        return
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(database, timeout=0.5)) as it:
        (mark,) = it.execute("PRAGMA application_id").fetchone()
        (mode,) = it.execute("PRAGMA journal_mode").fetchone()
        if mode != "wal" or not mark:
            return
        try:
            it.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise StoreError("Viva is open in another window; close it and try again.") from error


def what_can_be_done(error: Unusable) -> str:
    """Say in one or two sentences what happened and what helps."""
    backup = backups.newest_good(error.path)
    if backup is None:
        return (
            f"{error} There is no backup of it. `viva restore --empty` starts a new one from the "
            "recordings and sets this file aside."
        )
    return (
        f"{error} The backup of {backup.day:%b} {backup.day.day}, {backup.day.year} is good: `viva "
        "restore` uses it, sets this file aside, and recovers later answers from their recordings."
    )
