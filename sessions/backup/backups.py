"""Backups of the database: one a day, checked when made, thinned out when old.

Each is a whole database in one file, private, next to the one it copies. A copy is only kept if
SQLite finds no damage, so that making one also checks the database itself. The recordings aren't in
it: ``sessions.export.archive`` includes those too.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sessions.database import APPLICATION_ID, newest_version, plain_error
from sessions.errors import StoreError, Unusable
from sessions.files.files import private_file, private_folder, sync_file, sync_folder

FOLDER = "backups"
NAME = re.compile(r"viva-(\d{4}-\d{2}-\d{2})\.db")
PAGES = 4096
"""Pages copied between checks that the backup is still wanted: 16 MB."""

SIDE_FILES = ("-wal", "-shm", "-journal")
"""The files SQLite puts next to a database."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and the day it was made."""

    path: Path
    day: date


class BackupStopped(Exception):
    """A copy was no longer wanted; nothing is left of it."""


def folder_of(database: Path) -> Path:
    """Return where the backups of a database are."""
    return database.parent / FOLDER


def list_backups(database: Path) -> tuple[Backup, ...]:
    """List the existing backups, newest first, without checking them."""
    found = []
    with suppress(OSError):
        for path in folder_of(database).iterdir():
            if (match := NAME.fullmatch(path.name)) and path.is_file():
                with suppress(ValueError):
                    found.append(Backup(path, date.fromisoformat(match[1])))
    return tuple(sorted(found, key=lambda backup: backup.day, reverse=True))


def newest_good(database: Path) -> Backup | None:
    """Return the newest backup that can replace the database."""
    for backup in list_backups(database):
        with suppress(StoreError):
            check(backup.path)
            return backup
    return None


def make_daily(
    database: Path, now: datetime, *, wanted: Callable[[], bool] = lambda: True
) -> Path | None:
    """Back up the database unless that was done today; ``None``: it was.

    Raises
    ------
    Unusable
        If the database is damaged.
    StoreError
        If the backup can't be written.
    BackupStopped
        If it is no longer ``wanted``.
    """
    target = folder_of(database) / f"viva-{now.astimezone():%Y-%m-%d}.db"
    if target.exists():
        return None
    snapshot(database, target, wanted=wanted)
    return target


def remove_old(database: Path, days: int, now: datetime) -> int:
    """Remove backups older than this many days, but never the newest; returns how many.

    Zero days keep none.
    """
    first = now.astimezone().date() - timedelta(days=max(0, days - 1))
    kept = list_backups(database)
    gone = [b for b in kept[1:] if b.day < first] if days else list(kept)
    for backup in gone:
        with suppress(OSError):
            remove(backup.path)
    return len(gone)


def remove(database: Path) -> None:
    """Remove a database and the files next to it."""
    for beside in SIDE_FILES:
        database.with_name(database.name + beside).unlink(missing_ok=True)
    database.unlink(missing_ok=True)
    sync_folder(database.parent)


def snapshot(database: Path, target: Path, *, wanted: Callable[[], bool] = lambda: True) -> None:
    """Copy a database that may be in use into one file: complete, checked, and private, or nothing.

    Raises what ``make_daily`` raises.
    """
    part = target.with_name(target.name + ".part")

    def check_wanted(*_: int) -> None:
        if not wanted():
            raise BackupStopped

    try:
        private_folder(target.parent)
        remove(part)
        private_file(part)
        _copy(database, part, check_wanted)
        check(part, of=database)
        check_wanted()
        sync_file(part)
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        message = f"The backup {target} can't be written: {error.strerror}."
        raise StoreError(message) from error
    finally:
        with suppress(OSError):
            remove(part)


def _copy(database: Path, part: Path, check_wanted: Callable[..., None]) -> None:
    """Copy page by page; SQLite starts over if the database is written in the meantime."""
    if not database.exists():
        raise Unusable(database, f"The database {database} is missing.")
    uri = f"{database.absolute().as_uri()}?mode=ro"
    try:
        with (
            closing(sqlite3.connect(uri, uri=True)) as source,
            closing(sqlite3.connect(part, isolation_level=None)) as copy,
        ):
            source.backup(copy, pages=PAGES, progress=check_wanted, sleep=0.02)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing next to it
    except sqlite3.Error as error:
        raise plain_error(database, error) from error


def check(path: Path, *, of: Path | None = None) -> None:
    """Refuse a file that isn't an undamaged database of this version or an earlier one.

    ``of`` is the database to name if the file is only its copy.

    Raises
    ------
    Unusable
        If it is damaged or isn't Viva's.
    StoreError
        If a newer Viva wrote it, or it can't be read.
    """
    named = of or path
    if not path.is_file():
        raise Unusable(named, f"{named} doesn't exist.")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as it:
            it.execute("PRAGMA trusted_schema = OFF")
            (mark,) = it.execute("PRAGMA application_id").fetchone()
            (version,) = it.execute("PRAGMA user_version").fetchone()
            found = it.execute("PRAGMA integrity_check(1)").fetchall()
            dangling = it.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise plain_error(named, error) from error
    if mark != APPLICATION_ID or not version:
        raise Unusable(named, f"{named} isn't a Viva database.")
    if version > newest_version():
        raise StoreError(f"{named} was written by a newer version of Viva; please update Viva.")
    if found != [("ok",)] or dangling:
        raise Unusable(named, f"{named} is damaged. Viva left it as it is.")


def refuse_a_lost_database(database: Path) -> None:
    """Refuse to begin an empty database if the old one is missing but has backups."""
    try:
        lost = database.stat().st_size == 0
    except FileNotFoundError:
        lost = True
    except OSError:
        return  # opening it reports what is wrong
    if lost and list_backups(database):
        raise Unusable(
            database, f"The database {database} is missing, but there are backups of it."
        )


def forget_deleted(database: Path) -> None:
    """Remove deleted answers from the backups too; what can't be removed now is removed later."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=5)) as run:
        try:
            gone = run.execute("SELECT answer_id, recorded_at FROM forgotten").fetchall()
            if gone and all([_forget_in(backup.path, gone) for backup in list_backups(database)]):
                run.execute("PRAGMA secure_delete = ON")
                run.executemany(
                    "DELETE FROM forgotten WHERE answer_id = ? AND recorded_at = ?", gone
                )
        except sqlite3.Error as error:
            raise plain_error(database, error) from error


def _forget_in(backup: Path, gone: list[tuple[int, str]]) -> bool:
    """Overwrite answers in one backup, in one step; ``False``: it couldn't be done."""
    try:
        with closing(sqlite3.connect(backup, isolation_level=None, timeout=5)) as run:
            for pragma in ("secure_delete = ON", "foreign_keys = ON", "synchronous = FULL"):
                run.execute(f"PRAGMA {pragma}")
            run.execute("BEGIN IMMEDIATE")
            run.executemany("DELETE FROM answer WHERE id = ? AND recorded_at = ?", gone)
            run.execute("COMMIT")
        os.chmod(backup, 0o600)
    except (sqlite3.Error, OSError):
        return False
    return True
