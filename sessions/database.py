"""The SQLite file: opened, recognized, migrated, with its errors in plain sentences.

A database that isn't ours, is newer than this program, or is damaged is refused and left as it is.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sessions.errors import StoreError, Unusable
from sessions.files.files import private_file
from sessions.types import SqlValue

APPLICATION_ID = 1449752161  # "Viva" in ASCII
MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MS = 5_000
NO_SHARED_MEMORY = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL}
)
"""What SQLite says where the disk has no memory that processes share, which WAL needs: some network
shares and virtual machines' shared folders. A database there does without WAL."""

DAMAGED = "{} is damaged or isn't a database. Viva left it as it is."


class Database:
    """One connection, for the thread that opened it; every change is one transaction."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._plain_errors():
            try:
                self._open(wal=True)
            except sqlite3.OperationalError as error:
                if _primary(error) not in NO_SHARED_MEMORY:
                    raise
                self._open(wal=False)

    def _open(self, *, wal: bool) -> None:
        if not private_file(self.path):
            self._check_identity(wal=wal)
            self.path.chmod(0o600)
        self._connection = sqlite3.connect(self.path, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        try:
            self._prepare(wal=wal)
            self._migrate()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file; can be repeated."""
        self._connection.close()

    def rows(
        self, sql: str, values: Sequence[SqlValue] | Mapping[str, SqlValue] = ()
    ) -> list[sqlite3.Row]:
        """Return everything a query finds."""
        with self._plain_errors():
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Yield a transaction: committed if the block succeeds, otherwise rolled back."""
        with self._plain_errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _check_identity(self, *, wal: bool) -> None:
        """Refuse, without writing, what isn't ours or isn't for this version.

        A step left half done by a power cut is undone first, as any reader of the file does.
        """
        try:
            mark, version, tables = self._marks("ro" if wal else "rw", wal=wal)
        except sqlite3.OperationalError as error:
            if _primary(error) != sqlite3.SQLITE_READONLY:
                raise
            mark, version, tables = self._marks("rw", wal=wal)
        if mark != APPLICATION_ID and (mark or version or tables):
            raise Unusable(
                self.path,
                f"{self.path} belongs to another program; choose another folder for Viva.",
            )
        if version > newest_version():
            raise StoreError(
                f"{self.path} was written by a newer version of Viva; please update Viva."
            )

    def _marks(self, mode: str, *, wal: bool) -> tuple[int, int, int]:
        """Read whose file it is, its version, and how many tables it has."""
        uri = f"{self.path.absolute().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000)) as reader:
            if not wal:
                reader.execute("PRAGMA locking_mode = EXCLUSIVE")  # WAL then needs no shared memory
            reader.execute("BEGIN")  # one state of the file, even during a migration
            (mark,) = reader.execute("PRAGMA application_id").fetchone()
            (version,) = reader.execute("PRAGMA user_version").fetchone()
            (tables,) = reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return mark, version, tables

    def _prepare(self, *, wal: bool) -> None:
        run = self._connection.execute
        run(f"PRAGMA busy_timeout = {BUSY_MS}")
        if wal:
            self._turn_on_wal()
        else:
            self._turn_off_wal()
        run("PRAGMA synchronous = FULL")
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA secure_delete = ON")  # what a person deletes is overwritten

    def _turn_on_wal(self) -> None:
        """Turn on WAL; SQLite doesn't wait while another program does the same."""
        deadline = time.monotonic() + BUSY_MS / 1000
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if _primary(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)

    def _turn_off_wal(self) -> None:
        """Turn off WAL, with the database to itself for the moment that takes."""
        run = self._connection.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = DELETE")
        run("PRAGMA locking_mode = NORMAL")
        run("SELECT count(*) FROM sqlite_master").fetchone()  # lets go of the lock

    def _migrate(self) -> None:
        """Bring the tables to this version, each step in its own transaction."""
        for number, script in enumerate(_migrations(), 1):
            if self._version() >= number:
                continue
            with self.change() as connection:
                if self._version() >= number:  # another program was faster
                    continue
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")

    @staticmethod
    def make_tables(connection: sqlite3.Connection) -> None:
        """Create this version's tables, empty, for comparison."""
        for script in _migrations():
            connection.executescript(script)

    def _version(self) -> int:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        return int(version)

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Turn errors of SQLite or the file system into one sentence."""
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # an error in the code, not the person's problem
        except sqlite3.Error as error:
            raise plain_error(self.path, error) from error
        except UnicodeDecodeError as error:  # a damaged column name
            raise Unusable(self.path, DAMAGED.format(self.path)) from error
        except OSError as error:
            reason = error.strerror or error
            raise StoreError(f"The database {self.path} can't be used: {reason}.") from error


def plain_error(path: Path, error: sqlite3.Error) -> StoreError:
    """Turn SQLite's error into one sentence."""
    primary = _primary(error)
    if primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return Unusable(path, DAMAGED.format(path))
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(
            f"The database {path} is busy; close other programs that use it and try again."
        )
    if primary == sqlite3.SQLITE_FULL:
        return StoreError(
            f"The disk is full, so {path} couldn't be saved; free up some space and try again."
        )
    return StoreError(f"The database {path} can't be used: {error}.")


def _primary(error: sqlite3.Error) -> int | None:
    """Return SQLite's number for an error without the subcode; ``None``: it isn't SQLite's."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def newest_version() -> int:
    """Return the table version that this version of Viva makes."""
    return len(_migrations())


def _migrations() -> tuple[str, ...]:
    """Return the scripts in order; the first makes version 1."""
    files = sorted(file for file in MIGRATIONS.iterdir() if re.match(r"\d{4}_\w+\.sql$", file.name))
    return tuple(file.read_text(encoding="utf-8") for file in files)


def _statements(script: str) -> Iterator[str]:
    """Split a script, since ``executescript`` would end the transaction it runs in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
