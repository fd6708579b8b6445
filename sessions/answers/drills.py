"""Attempts at terms read out loud: what was understood, never the sound."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from analysis.words.terms import TermOutcome
from sessions import rows
from sessions.database import Database
from sessions.row_validation import TEXT, expect, one_of, validated

KINDS = {name: TEXT for name in ("term", "heard", "model", "made_at")}


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt at a term: ``heard`` is what ``model`` wrote, empty if that was nothing."""

    term: str
    outcome: TermOutcome
    heard: str
    model: str
    made_at: datetime


class Drills:
    """The attempts in one store."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, term: str, outcome: TermOutcome, heard: str, model: str) -> None:
        """Save the outcome of an attempt; refuses an unknown one."""
        if outcome not in get_args(TermOutcome):
            raise ValueError(f"{outcome!r} isn't an outcome of an attempt")
        texts = (rows.utf8_safe(term), outcome, rows.utf8_safe(heard), rows.utf8_safe(model))
        with self._database.change() as run:
            run.execute(
                "INSERT INTO drill (term, outcome, heard, model, made_at) VALUES (?, ?, ?, ?, ?)",
                (*texts, rows.to_text(self._now())),
            )

    def of(self, term: str) -> tuple[Try, ...]:
        """Return the attempts at a term, oldest first."""
        found = self._database.rows("SELECT * FROM drill WHERE term = ? ORDER BY id", (term,))
        with validated(self._database.path):
            return tuple(map(_try, found))

    def outcomes(self) -> dict[str, tuple[TermOutcome, ...]]:
        """Return the outcome of every attempt, oldest first, by term."""
        found: dict[str, tuple[TermOutcome, ...]] = {}
        given = self._database.rows("SELECT term, outcome FROM drill ORDER BY id")
        with validated(self._database.path):
            for row in given:
                one_of(row["outcome"], get_args(TermOutcome))
                found[row["term"]] = (*found.get(row["term"], ()), row["outcome"])
        return found

    def clear(self) -> int:
        """Delete all attempts; returns how many there were."""
        with self._database.change() as run:
            return run.execute("DELETE FROM drill").rowcount


def _try(row: sqlite3.Row) -> Try:
    expect(row, KINDS)
    one_of(row["outcome"], get_args(TermOutcome))
    made_at = rows.to_time(row["made_at"])
    return Try(row["term"], row["outcome"], row["heard"], row["model"], made_at)
