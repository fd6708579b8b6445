"""A person's corrections of their answers, stored apart from analyses so that none undoes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import get_args

from analysis.types import Correction, CorrectionKind
from sessions import rows
from sessions.database import Database
from sessions.row_validation import NUMBER, TEXT, expect, one_of, validated

KINDS = {"start": NUMBER, "stop": NUMBER, "said": TEXT}


class Corrections:
    """The corrections in one store."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def of(self, answer_id: int) -> tuple[Correction, ...]:
        """Return an answer's corrections in the order they were made."""
        found = self._database.rows(
            "SELECT * FROM correction WHERE answer_id = ? ORDER BY id", (answer_id,)
        )
        with validated(self._database.path):
            return tuple(map(_correction, found))

    def add(self, answer_id: int, correction: Correction) -> None:
        """Save a correction; refuses an unknown kind."""
        if correction.kind not in get_args(CorrectionKind):
            raise ValueError(f"{correction.kind!r} isn't a kind of correction")
        values = (
            answer_id,
            correction.start,
            correction.end,
            correction.kind,
            rows.utf8_safe(correction.text),
            rows.to_text(self._now()),
        )
        with self._database.change() as run:
            run.execute(
                "INSERT INTO correction (answer_id, start, stop, kind, said, made_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                values,
            )

    def unjudged(self) -> tuple[int, ...]:
        """Return the answers with corrections made after their latest analysis."""
        found = self._database.rows(
            "SELECT c.answer_id FROM correction AS c GROUP BY c.answer_id HAVING max(c.made_at) > "
            "(SELECT max(analysed_at) FROM analysis WHERE answer_id = c.answer_id)"
        )
        return tuple(row["answer_id"] for row in found)

    def undo(self, answer_id: int) -> Correction | None:
        """Undo the last correction of an answer; ``None`` if there is none."""
        made = self.of(answer_id)
        if not made:
            return None
        with self._database.change() as run:
            run.execute(
                "DELETE FROM correction WHERE id = "
                "(SELECT max(id) FROM correction WHERE answer_id = ?)",
                (answer_id,),
            )
        return made[-1]


def _correction(row: sqlite3.Row) -> Correction:
    expect(row, KINDS)
    one_of(row["kind"], get_args(CorrectionKind))
    return Correction(row["start"], row["stop"], row["kind"], row["said"])
