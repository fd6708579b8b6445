"""Questions asked one after another, as in a mock interview or a retelling drill.

A series and its steps are rows of two tables, saved before the first question. Its position follows
from its steps alone, so that a crash at any moment leaves a series that can continue.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Generic, Literal, Protocol, TypeVar, get_args

from sessions import rows
from sessions.database import Database
from sessions.errors import StoreError
from sessions.row_validation import (
    MAYBE_NUMBER,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    NUMBER,
    TEXT,
    WHOLE,
    expect,
    one_of,
    validated,
)
from sessions.types import SqlValue

SeriesState = Literal["open", "over", "abandoned"]


class AnySeries(Protocol):
    """What all series have in common."""

    @property
    def is_done(self) -> bool:
        """Whether every step has been reached."""


T = TypeVar("T", bound=AnySeries)

SERIES: Mapping[str, tuple[type, ...]] = {
    "session_id": WHOLE,
    "begun": TEXT,
    "state": TEXT,
    "ended": MAYBE_TEXT,
}
STEP: Mapping[str, tuple[type, ...]] = {
    "place": WHOLE,
    "target_min": NUMBER,
    "target_max": NUMBER,
    "answer_id": MAYBE_WHOLE,
    "duration": MAYBE_NUMBER,
    "recovered": MAYBE_WHOLE,
}
"""The types of the columns that every series, and every step joined with its answer, has."""


class SeriesTable(Generic[T]):
    """The series of one kind in one store.

    ``TABLE`` and ``STEPS`` are the tables, ``NAME`` and ``STEP_NAME`` their words in errors.
    """

    TABLE: ClassVar[str]
    STEPS: ClassVar[str]
    NAME: ClassVar[str]
    STEP_NAME: ClassVar[str]

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def get(self, number: int) -> T:
        """Return one series.

        Raises
        ------
        StoreError
            If there is none with this number.
        """
        found = self._where("WHERE id = ?", number) if abs(number) < 2**63 else ()
        if not found:
            raise StoreError(f"There is no {self.NAME} {number}.")
        return found[0]

    def all(self) -> tuple[T, ...]:
        """Return every series, newest first."""
        return self._where("")

    def unfinished(self) -> T | None:
        """Return the newest series that can continue."""
        return next(iter(self._where("WHERE state = 'open'")), None)

    def end(self, number: int) -> T:
        """Close a series: ``over`` if every step was reached, otherwise ``abandoned``."""
        state = "over" if self.get(number).is_done else "abandoned"
        with self._database.change() as run:
            run.execute(
                f"UPDATE {self.TABLE} SET state = ?, ended = ? WHERE id = ? AND state = 'open'",
                (state, rows.to_text(self._now()), number),
            )
        return self.get(number)

    # For each kind

    def _to_series(self, row: sqlite3.Row, steps: Sequence[sqlite3.Row]) -> T:
        """Read a row, its own columns not yet checked, with its steps joined with their answers."""
        raise NotImplementedError

    def _set_step(self, number: int, place: int, what: str, *values: SqlValue) -> None:
        with self._database.change() as run:
            done = run.execute(
                f"UPDATE {self.STEPS} SET {what} WHERE {self.TABLE}_id = ? AND place = ?",
                (*values, number, place),
            )
            if not done.rowcount:
                name = self.NAME.capitalize()
                raise StoreError(f"{name} {number} has no {self.STEP_NAME} {place + 1}.")

    def _where(self, where: str, *values: SqlValue) -> tuple[T, ...]:
        found = self._database.rows(f"SELECT * FROM {self.TABLE} {where} ORDER BY id DESC", values)
        with validated(self._database.path):
            return tuple(map(self._read, found))

    # Inside

    def _read(self, row: sqlite3.Row) -> T:
        steps = self._database.rows(
            "SELECT s.*, a.state AS answer_state, a.duration, a.recovered "
            f"FROM {self.STEPS} AS s LEFT JOIN answer AS a ON a.id = s.answer_id "
            f"WHERE s.{self.TABLE}_id = ? ORDER BY s.place",
            (row["id"],),
        )
        expect(row, SERIES)
        one_of(row["state"], get_args(SeriesState))
        for step in steps:
            expect(step, STEP)
        return self._to_series(row, steps)


def ended(row: sqlite3.Row) -> datetime | None:
    """Return when a series ended; ``None``: it is open."""
    return None if row["ended"] is None else rows.to_time(row["ended"])


def target(step: sqlite3.Row) -> tuple[float, float]:
    """Return the shortest and longest answer that a step asks for, in seconds."""
    return step["target_min"], step["target_max"]


def has_answer(step: sqlite3.Row, *, is_open: bool) -> bool:
    """Whether a step, joined with its answer, is answered; ``is_open``: it may still continue.

    An answer cut off by a crash counts if it had reached the lower end of its target; a
    shorter one stays among the answers, and its question is asked again.
    """
    has_sound = step["answer_state"] not in (None, "recording") and step["duration"] is not None
    whole = not step["recovered"] or (has_sound and step["duration"] >= step["target_min"])
    return bool(has_sound and (whole or not is_open))
