"""The database, with a foreign value in a column or foreign bytes in the file."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from sessions.store import Store
from tools.fuzz.full_store import copied, made, read_all
from tools.fuzz.target import Target

TABLES: Mapping[str, str] = {
    "answer": "path question_text recorded_at state device target_min duration sample_rate "
    "overflows question_id question_kind problem recovered sound_removed "
    "track voice interruptions",
    "analysis": "document version model overall own_fillers",
    "measures": "found",
    "session": "started kind",
    "correction": "start stop kind said",
    "drill": "term outcome heard model made_at",
    "story": "form title cues tags kinds",
    "story_question": "question_id",
    "program": "name city state hospital j1 people likes ask_director day time zone format met "
    "noticed thanks thanked pinned",
    "mock": "title style thinking stop_at voice begun state ended",
    "mock_step": "place follows question_id question_text category target_min target_max planned "
    "used skipped answer_id",
    "retelling": "question_id question_text question_kind category begun state ended new_question",
    "retelling_round": "place target_min target_max answer_id",
    "goal": "problem measure low high earlier by_words",
    "chosen": "day place question_id why",
}
"""The columns of each table that get a foreign value."""

COLUMNS = tuple(f"{table}.{name}" for table, names in TABLES.items() for name in names.split())


def _seeds(folder: Path) -> Sequence[bytes]:
    """Return columns with values: documents the store wrote itself, and others.

    A case is a column, a zero, and the value.
    """
    with contextlib.closing(sqlite3.connect(made(folder))) as connection:
        (document,) = connection.execute("SELECT document FROM analysis").fetchone()
    texts = ["2026-11/x.wav", "2026-11-01T08:00:00+00:00", "120", "analysed", "2026-12-03"]
    texts += ['{"situation": "ward"}', '["a", "b"]', '{"pace": 120}', "star", "fillers", "09:00"]
    plain = [f"{c}\0{texts[n % len(texts)]}".encode() for n, c in enumerate(COLUMNS * 2)]
    return [*plain, *[f"analysis.document\0{document}".encode()] * 8]


def _row(data: bytes, folder: Path) -> None:
    """Put the bytes into one column as text, number, or bytes; then read as the screens do."""
    name, _, value = data.partition(b"\0")
    column = name.decode("utf-8", "replace")
    if column not in COLUMNS:
        column, value = COLUMNS[zlib.crc32(data) % len(COLUMNS)], data
    home = copied(folder)
    put(home / "viva.db", column, _as_some_type(value))
    read_all(lambda: Store.open(home / "viva.db", home / "recordings"))


def put(database: Path, column: str, value: object) -> None:
    """Put a value into a column of every row, ignoring the tables' constraints."""
    table, _, name = column.partition(".")
    connection = sqlite3.connect(database)
    with contextlib.closing(connection), contextlib.suppress(sqlite3.Error, OverflowError):
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE OR IGNORE {table} SET {name} = ?", (value,))
        connection.commit()


def _as_some_type(value: bytes) -> object:
    text, number = value.decode("utf-8", "replace"), float(len(value))
    return (text, value, len(value), number / 7, None, -number, float("inf"), text)[
        zlib.crc32(value) % 8
    ]


def _page_seeds(folder: Path) -> Sequence[bytes]:
    """Return pieces to write over the file."""
    content = made(folder).read_bytes()
    return [content[at : at + 600] for at in range(0, len(content), 40_000)] + [b"2026-11", b"120"]


def _pages(data: bytes, folder: Path) -> None:
    """Write the bytes over the database file."""
    home = copied(folder)
    database = home / "viva.db"
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for beside in home.glob("viva.db-*"):
        beside.unlink()
    content = bytearray(database.read_bytes())
    at = int.from_bytes(data[:3], "big") % len(content)
    content[at : at + len(data)] = data
    database.write_bytes(content)
    read_all(lambda: Store.open(database, home / "recordings"))


TARGETS = (Target("row", _seeds, _row), Target("database", _page_seeds, _pages))
