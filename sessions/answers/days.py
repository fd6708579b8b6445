"""The questions that were chosen for a day, so that the list stays the same all day."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sessions import rows
from sessions.database import Database
from sessions.row_validation import TEXT, WHOLE, expect, validated


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question at its place in a day's list, from 0, and why it was chosen."""

    place: int
    question_id: str
    why: str


class Days:
    """Every day's list in one store."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def today(self) -> date:
        """Return the current day where the person is."""
        return self._now().astimezone().date()

    def of(self, day: date) -> tuple[Chosen, ...]:
        """Return a day's list in order; for each place, the latest choice."""
        latest = {row["place"]: row for row in self._rows(day)}
        return tuple(
            Chosen(place, row["question_id"], row["why"]) for place, row in sorted(latest.items())
        )

    def seen(self, day: date) -> frozenset[str]:
        """Return the questions that were ever on a day's list."""
        return frozenset(row["question_id"] for row in self._rows(day))

    def add(self, day: date, chosen: Iterable[Chosen]) -> None:
        """Put questions at their places; skips a question that was on the list before."""
        values = [
            (day.isoformat(), c.place, rows.utf8_safe(c.question_id), rows.utf8_safe(c.why))
            for c in chosen
        ]
        with self._database.change() as run:
            run.executemany(
                "INSERT OR IGNORE INTO chosen (day, place, question_id, why) VALUES (?, ?, ?, ?)",
                values,
            )

    def _rows(self, day: date) -> list[sqlite3.Row]:
        found = self._database.rows(
            "SELECT * FROM chosen WHERE day = ? ORDER BY id", (day.isoformat(),)
        )
        with validated(self._database.path):
            for row in found:
                expect(row, {"place": WHOLE, "question_id": TEXT, "why": TEXT})
        return found
