"""Every answer in a few small fields: enough to choose what comes next, and quick to read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sessions import rows
from sessions.answers.documents import NUMBERS
from sessions.database import Database
from sessions.row_validation import (
    MAYBE_NUMBER,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    NUMBER,
    TEXT,
    expect,
    validated,
)
from sessions.types import AnalysisOrigin, SqlValue

PAST = f"""
SELECT a.id, a.question_id, a.recorded_at, a.target_min, a.target_max,
    l.version, l.transcribed, l.model, l.overall, l.own_fillers, a.duration,
    CASE WHEN l.transcribed = 0 THEN (
        SELECT json_extract(m.found, '$.answer_length') FROM measures AS m
        WHERE m.analysis_id = l.id
    ) END AS length
FROM answer AS a LEFT JOIN {rows.LATEST}
WHERE {rows.KEPT} {{where}} {rows.NEWEST_FIRST} LIMIT :limit
"""
MEASURES = f"""
SELECT a.id, m.found FROM json_each(:ids) AS j JOIN answer AS a ON a.id = j.value
JOIN {rows.LATEST} JOIN measures AS m ON m.analysis_id = l.id
"""


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """An answer; ``origin`` is how its latest analysis was made, ``None``: there is none yet.

    ``duration`` is the recording's, in seconds. ``length`` is that of the speech, read only of
    answers that were analyzed from the sound alone.
    """

    id: int
    question_id: str | None
    recorded_at: datetime
    target: tuple[float, float]
    origin: AnalysisOrigin | None
    overall: int | None
    duration: float | None = None
    length: float | None = None


class Past:
    """What was answered, in one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answers(
        self, *, question_id: str | None = None, limit: int | None = None
    ) -> tuple[PastAnswer, ...]:
        """Return the answers, oldest first; with ``limit`` only the newest."""
        where = "" if question_id is None else "AND a.question_id = :question_id"
        found = self._database.rows(
            PAST.format(where=where),
            {"question_id": question_id, "limit": -1 if limit is None else limit},
        )
        origins: dict[tuple[SqlValue, ...], AnalysisOrigin] = {}
        with validated(self._database.path):
            return tuple(_to_past_answer(row, origins) for row in reversed(found))

    def measures(self, ids: Iterable[int]) -> dict[int, Mapping[str, float | None]]:
        """Return the measures of these answers' latest analyses, if there are any."""
        found = self._database.rows(MEASURES, {"ids": json.dumps(list(ids))})
        with validated(self._database.path):
            return {row["id"]: _measures(row["found"]) for row in found}


KINDS: Mapping[str, tuple[type, ...]] = {
    "question_id": MAYBE_TEXT,
    "recorded_at": TEXT,
    "target_min": NUMBER,
    "target_max": NUMBER,
    "overall": MAYBE_WHOLE,
    "duration": MAYBE_NUMBER,
    "length": MAYBE_NUMBER,
}


def _measures(text: str) -> Mapping[str, float | None]:
    found = json.loads(text)
    if not isinstance(found, dict) or not set(map(type, found.values())) <= NUMBERS:
        raise ValueError("a measure isn't a number")
    return found


def _to_past_answer(
    row: sqlite3.Row, origins: dict[tuple[SqlValue, ...], AnalysisOrigin]
) -> PastAnswer:
    expect(row, KINDS)
    origin = None
    if row["version"] is not None:
        made = (row["version"], row["transcribed"], row["model"], row["own_fillers"])
        origin = origins.get(made)
        if origin is None:
            origin = origins[made] = rows.to_origin(row)
    target = (row["target_min"], row["target_max"])
    at = rows.to_time(row["recorded_at"])
    return PastAnswer(
        row["id"],
        row["question_id"],
        at,
        target,
        origin,
        row["overall"],
        row["duration"],
        row["length"],
    )
