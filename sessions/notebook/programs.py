"""The programs in one store: added, changed field by field, pinned, deleted, imported.

Only the named fields are written, so that two running Vivas don't undo each other's changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, tzinfo
from typing import Any
from uuid import UUID, uuid5

from sessions import rows
from sessions.database import Database
from sessions.errors import StoreError
from sessions.notebook import program as notebook
from sessions.notebook import values
from sessions.notebook.fields import BY_NAME, FIELDS
from sessions.notebook.importing import ImportPlan
from sessions.notebook.program import Program
from sessions.notebook.values import Value
from sessions.row_validation import MAYBE_TEXT, TEXT, WHOLE, expect, one_of, validated

OURS = UUID("5f0c6a52-7a0c-4f4e-9d1f-3a1d6f2f7b11")
"""The namespace of programs' identifiers: chosen at random once, never changed."""

DATES = ("day", "thanked")
KINDS = {
    "pinned": WHOLE,
    **{f.name: MAYBE_TEXT if f.form in ("day", "time", "zone") else TEXT for f in FIELDS},
}
WORDS = {"j1": notebook.VISAS, "h1b": notebook.VISAS, "format": notebook.FORMATS}


class UnknownProgram(StoreError):
    """There is no program with this number."""


class Programs:
    """The programs in one store; ``now`` is the store's clock."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self.now = now

    def all(self) -> tuple[Program, ...]:
        """Return every program, in the order they were added."""
        found = self._database.rows("SELECT * FROM program ORDER BY id")
        with validated(self._database.path):
            return tuple(map(_program, found))

    def get(self, program_id: int) -> Program:
        """Return one program; ``UnknownProgram`` if it isn't there."""
        found = self._database.rows("SELECT * FROM program WHERE id = ?", (program_id,))
        if not found:
            raise UnknownProgram("This program is no longer in the notebook.")
        with validated(self._database.path):
            return _program(found[0])

    def identifiers(self) -> dict[int, str]:
        """Return a lasting identifier of each program, by its number.

        It stays the same in a restored backup, and differs from that of any other notebook.
        """
        found = self._database.rows("SELECT id, made_at FROM program")
        return {row["id"]: str(uuid5(OURS, f"{row['id']} {row['made_at']}")) for row in found}

    def current(self, now: datetime | None = None, zone: tzinfo | None = None) -> Program | None:
        """Return the program that fills in questions: the pinned one, or the next interview's.

        ``zone`` is the person's, ``None`` this computer's.
        """
        return notebook.current(self.all(), now or self.now(), zone)

    def add(self, name: str, **given: Value) -> Program:
        """Add a program; refuses a blank name."""
        with self._database.change() as run:
            number = self._add(run, {"name": name, **given})
        return self.get(number)

    def change(self, program_id: int, **given: Value) -> Program:
        """Change the named fields; refuses a blank name."""
        with self._database.change() as run:
            self._change(run, program_id, given)
        return self.get(program_id)

    def pin(self, program_id: int | None) -> None:
        """Make this the current program whatever its date; ``None``: none is."""
        with self._database.change() as run:
            run.execute("UPDATE program SET pinned = 0 WHERE pinned = 1")
            run.execute("UPDATE program SET pinned = 1 WHERE id = ?", (program_id,))

    def delete(self, program_id: int) -> None:
        """Remove a program with all its notes; does nothing if it is already gone."""
        with self._database.change() as run:
            run.execute("DELETE FROM program WHERE id = ?", (program_id,))

    def import_plan(self, plan: ImportPlan, *, replace: bool = False) -> None:
        """Do what a plan says, all or nothing; ``replace``: also where the file differs."""
        with self._database.change() as run:
            for entry in plan.entries:
                given = {**entry.fills, **(entry.differs if replace else {})}
                if entry.program is None:
                    self._add(run, given)
                elif given:
                    self._change(run, entry.program.id, given)

    def _add(self, run: sqlite3.Connection, given: Mapping[str, Value]) -> int:
        now = rows.to_text(self.now())
        stored = {**_stored(given), "made_at": now, "changed_at": now}
        names, marks = ", ".join(stored), ", ".join(f":{name}" for name in stored)
        made = run.execute(f"INSERT INTO program ({names}) VALUES ({marks})", stored)
        assert made.lastrowid is not None
        return made.lastrowid

    def _change(self, run: sqlite3.Connection, program_id: int, given: Mapping[str, Value]) -> None:
        stored = {**_stored(given), "changed_at": rows.to_text(self.now())}
        what = ", ".join(f"{name} = :{name}" for name in stored)
        done = run.execute(
            f"UPDATE program SET {what} WHERE id = :id", {**stored, "id": program_id}
        )
        if not done.rowcount:
            raise UnknownProgram("This program is no longer in the notebook.")


def _stored(given: Mapping[str, Value]) -> dict[str, str | None]:
    """Return values as their columns store them; text in its tidy form."""
    stored: dict[str, str | None] = {}
    for name, value in given.items():
        field = BY_NAME[name]  # KeyError: an error in the code
        if isinstance(value, str) and field.form in ("line", "lines"):
            value = values.read(field, rows.utf8_safe(value))
        if name == "name" and not value:
            raise StoreError("A program needs a name.")
        if field.form in ("visa", "format"):
            stored[name] = str(value or "unknown")
        else:
            stored[name] = None if value is None else values.write(value)
    return stored


def _program(row: sqlite3.Row) -> Program:
    expect(row, KINDS)
    for name, known in WORDS.items():
        one_of(row[name], known)
    found: dict[str, Any] = {field.name: row[field.name] for field in FIELDS}
    for field in FIELDS:  # forms and letters show them as they are
        if field.form in ("line", "lines"):
            found[field.name] = values.read(field, found[field.name])
    for name in DATES:
        found[name] = _date(found[name]) if found[name] else None
    found["time"] = time.fromisoformat(found["time"]) if found["time"] else None
    return Program(id=row["id"], pinned=bool(row["pinned"]), **found)


def _date(text: str) -> date:
    found = date.fromisoformat(text)
    if found.year not in values.YEARS:
        raise ValueError(f"{text!r} isn't an interview date")
    return found
