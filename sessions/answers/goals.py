"""The goal that was set for an answer, kept with it."""

from __future__ import annotations

import sqlite3

from analysis.goals.types import PROBLEMS, FocusArea, Goal
from sessions.database import Database
from sessions.row_validation import MAYBE_NUMBER, NUMBER, TEXT, WHOLE, expect, one_of, validated

KINDS = {"measure": TEXT, "low": NUMBER, "high": NUMBER, "earlier": MAYBE_NUMBER, "by_words": WHOLE}


class Goals:
    """The goals in one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, answer_id: int, goal: Goal) -> None:
        """Save the goal of an answer that is about to be recorded, replacing any other."""
        with self._database.change() as run:
            run.execute(
                "INSERT OR REPLACE INTO goal "
                "(answer_id, problem, measure, low, high, earlier, by_words) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    answer_id,
                    goal.problem,
                    goal.measure,
                    goal.low,
                    goal.high,
                    goal.earlier,
                    int(goal.by_words),
                ),
            )

    def of(self, answer_id: int) -> Goal | None:
        """Return the goal of an answer; ``None``: it had none."""
        found = self._database.rows("SELECT * FROM goal WHERE answer_id = ?", (answer_id,))
        with validated(self._database.path):
            return _goal(found[0]) if found else None

    def newest(self) -> tuple[int, Goal] | None:
        """Return the last goal that was set, with its answer's number."""
        found = self._database.rows("SELECT * FROM goal ORDER BY answer_id DESC LIMIT 1")
        with validated(self._database.path):
            return (found[0]["answer_id"], _goal(found[0])) if found else None

    def last(
        self, problem: FocusArea, *, before: int | None = None, limit: int = 8
    ) -> tuple[tuple[int, Goal], ...]:
        """Return the last goals of a problem with their answers' numbers, oldest first.

        With ``before`` only those of answers with a smaller number, which are earlier ones.
        """
        where = "" if before is None else "AND answer_id < :before"
        found = self._database.rows(
            f"SELECT * FROM goal WHERE problem = :problem {where} "
            "ORDER BY answer_id DESC LIMIT :limit",
            {"problem": problem, "before": before, "limit": limit},
        )
        with validated(self._database.path):
            return tuple((row["answer_id"], _goal(row)) for row in reversed(found))


def _goal(row: sqlite3.Row) -> Goal:
    expect(row, KINDS)
    one_of(row["problem"], PROBLEMS)
    return Goal(
        problem=row["problem"],
        measure=row["measure"],
        low=row["low"],
        high=row["high"],
        earlier=row["earlier"],
        by_words=bool(row["by_words"]),
    )
