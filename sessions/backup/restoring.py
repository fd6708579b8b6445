"""Puts a backup, or a new empty database, in the place of one that cannot be used.

The old one is kept aside with all that lies beside it. Recordings stay where they are, and those
that the backup does not know become answers again (``sessions.backup.find_again``).
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
"""How the folder begins in which what comes is put together."""


def from_backup(database: Path, backup: Path, now: datetime) -> Path:
    """Let a backup take the database's place; gives where the old one is kept.

    Raises
    ------
    StoreError
        When the backup is not good, or another program has the database open.
    """
    with staging(database.parent) as folder:
        copy_sound(backup, folder / database.name)
        backups.check(folder / database.name, of=backup)
        refuse_in_use(database)
        return swap.commit(folder, database.parent, {database.name: database}, now)


def begin_anew(database: Path, now: datetime) -> Path:
    """Let an empty database take the place of one that cannot be used; gives where that is kept."""
    with staging(database.parent) as folder:
        Database(folder / database.name).close()
        refuse_in_use(database)
        return swap.commit(folder, database.parent, {database.name: database}, now)


@contextmanager
def staging(data: Path) -> Iterator[Path]:
    """Give a private folder in which to put together what comes; goes unless it was committed."""
    try:
        private_folder(data)
        folder = Path(tempfile.mkdtemp(prefix=STAGED, dir=data))
    except OSError as error:
        raise StoreError(f"The folder {data} cannot be written: {error.strerror}.") from error
    try:
        yield folder
    except OSError as error:
        raise StoreError(
            f"{error.filename or data} cannot be written: {error.strerror}."
        ) from error
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)


def refuse_in_use(database: Path) -> None:
    """Refuse while another program has the database open; of one that is damaged nobody can say.

    SQLite leaves its log mode only for the one program that has the file open.
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
            f"{error} There is no backup of it; `viva restore --empty` begins a new one from the "
            "recordings and keeps this file."
        )
    return (
        f"{error} The backup of {backup.day:%d %B %Y} is good: `viva restore` puts it in place, "
        "keeps this file, and finds later answers again from their recordings."
    )
