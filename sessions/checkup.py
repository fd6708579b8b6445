"""Looks at the store and changes nothing: no migration, no cleanup, no new file.

For `recorder.doctor`. Reports counts and sizes, never what anyone said.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sessions import rows
from sessions.database import APPLICATION_ID, BUSY_MS, newest_version, plain_error
from sessions.errors import StoreError, Unusable
from sessions.files.locks import LOCK

STEPS = 20_000
"""Steps of SQLite's virtual machine between checks that it is still wanted: a few ms."""

PARTS = (LOCK, ".part")
"""Suffixes of files that come and go next to recordings."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database is: its version and the newest this Viva knows, bytes, number of answers.

    ``last`` is when the newest answer was recorded, ``None`` if there is none.
    """

    version: int
    newest: int
    size: int
    answers: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """The recording files: how many, their bytes, answers without theirs, files without an answer.

    A recording that Viva removed because of the person's setting isn't missing.
    """

    files: int
    size: int
    missing: int
    strays: int


class CheckupStopped(Exception):
    """A check was no longer wanted."""


def facts(database: Path) -> Facts | None:
    """Read what there is; ``None``: there is no database yet.

    Raises
    ------
    StoreError
        If it can't be read; ``Unusable`` if it is damaged or another program's.
    """
    if not database.exists() or not database.stat().st_size:
        return None
    with _open_for_reading(database) as connection:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if mark != APPLICATION_ID:
            raise Unusable(database, f"{database} belongs to another program.")
        if version > newest_version():
            return Facts(version, newest_version(), database.stat().st_size, 0, None)
        answers, last = connection.execute(
            "SELECT count(*), max(recorded_at) FROM answer"
        ).fetchone()
        at = rows.to_time(last) if last else None
        return Facts(version, newest_version(), database.stat().st_size, answers, at)


def is_undamaged(database: Path, wanted: Callable[[], bool] = lambda: True) -> bool:
    """Run SQLite's damage check (``quick_check``); raises what `facts` raises.

    Raises
    ------
    CheckupStopped
        If it is no longer ``wanted``.
    """
    with _open_for_reading(database) as connection:
        connection.set_progress_handler(lambda: not wanted(), STEPS)
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.OperationalError as error:
            if not wanted():
                raise CheckupStopped from error
            raise
        return tuple(found) == ("ok",)


def sounds(database: Path, recordings: Path) -> SoundFacts:
    """Count the recording files and compare them with the answers; raises what `facts` raises."""
    there = {
        path.relative_to(recordings).as_posix(): path.stat().st_size
        for path in recordings.glob("*/*")
        if path.is_file() and not path.name.endswith(PARTS)
    }
    if facts(database) is None:
        return SoundFacts(len(there), sum(there.values()), 0, len(there))
    with _open_for_reading(database) as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(answer)")}
        kept = "sound_removed IS NULL" if "sound_removed" in columns else "1"
        named = connection.execute(f"SELECT path, {kept} FROM answer").fetchall()
    missing = sum(1 for path, wanted in named if wanted and path not in there)
    strays = len(set(there) - {path for path, _ in named})
    return SoundFacts(len(there), sum(there.values()), missing, strays)


@contextmanager
def _open_for_reading(database: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection for reading; a step left half done by a power cut is undone first."""
    try:
        try:
            connection = _connect(database, "ro")
        except sqlite3.OperationalError as error:
            if (getattr(error, "sqlite_errorcode", 0) & 0xFF) != sqlite3.SQLITE_READONLY:
                raise
            connection = _connect(database, "rw")
        with closing(connection):
            yield connection
    except sqlite3.Error as error:
        raise plain_error(database, error) from error
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(f"The database {database} can't be used: {reason}.") from error


def _connect(database: Path, mode: str) -> sqlite3.Connection:
    uri = f"{database.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
