"""The feedback of mentors in one store: one for each mentor and answer.

A shared page names its answer only by a hash of its number and the moment it began: no one else can
say from it what was asked or when, and the same answer has the same one in a restored backup.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from analysis.feedback.types import (
    HIGHEST,
    LOWEST,
    RATINGS,
    MentorFeedback,
    MentorMark,
)
from sessions import rows
from sessions.database import Database
from sessions.row_validation import MAYBE_WHOLE, NUMBER, TEXT, WHOLE, expect, validated
from sessions.types import Answer

KINDS: Mapping[str, tuple[type, ...]] = {
    "id": WHOLE,
    "answer_id": WHOLE,
    "mentor": TEXT,
    "clarity": MAYBE_WHOLE,
    "structure": MAYBE_WHOLE,
    "delivery": MAYBE_WHOLE,
    "comment": TEXT,
    "marks": TEXT,
    "imported_at": TEXT,
}


@dataclass(frozen=True, slots=True)
class StoredFeedback:
    """A mentor's feedback as it was saved, with its number."""

    id: int
    answer_id: int
    imported_at: datetime
    feedback: MentorFeedback


def identifier(answer: Answer) -> str:
    """Return what a shared page calls an answer: 32 hexadecimal digits."""
    return _identifier(answer.id, rows.to_text(answer.recorded_at))


def _identifier(answer_id: int, recorded_at: str) -> str:
    return hashlib.sha256(f"viva answer {answer_id} {recorded_at}".encode()).hexdigest()[:32]


class Feedbacks:
    """The feedback in one store."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def answer_called(self, wanted: str) -> int | None:
        """Return the number of the answer that a page calls so; ``None``: there is none here."""
        found = self._database.rows("SELECT id, recorded_at FROM answer")
        with validated(self._database.path):
            for row in found:
                if _identifier(row["id"], row["recorded_at"]) == wanted:
                    return int(row["id"])
        return None

    def of(self, answer_id: int) -> tuple[StoredFeedback, ...]:
        """Return the feedback on an answer, by the mentors' names."""
        found = self._database.rows(
            "SELECT * FROM feedback WHERE answer_id = ? ORDER BY mentor, id", (answer_id,)
        )
        with validated(self._database.path):
            return tuple(map(_feedback, found))

    def from_mentor(self, answer_id: int, mentor: str) -> StoredFeedback | None:
        """Return what a mentor said about an answer; upper and lower case don't matter."""
        wanted = mentor.casefold()
        return next((f for f in self.of(answer_id) if f.feedback.mentor.casefold() == wanted), None)

    def save(self, answer_id: int, feedback: MentorFeedback) -> None:
        """Save feedback, in place of what the same mentor said about the answer before."""
        before = self.from_mentor(answer_id, feedback.mentor)
        marks = [[mark.at, rows.utf8_safe(mark.comment)] for mark in feedback.marks]
        values = (
            answer_id,
            rows.utf8_safe(feedback.mentor),
            *(feedback.ratings.get(name) for name in RATINGS),
            rows.utf8_safe(feedback.comment),
            json.dumps(marks, ensure_ascii=False, allow_nan=False),
            rows.to_text(self._now()),
        )
        with self._database.change() as run:
            if before is not None:
                run.execute("DELETE FROM feedback WHERE id = ?", (before.id,))
            run.execute(
                "INSERT INTO feedback (answer_id, mentor, clarity, structure, delivery, comment, "
                "marks, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )

    def delete(self, feedback_id: int) -> None:
        """Delete one mentor's feedback on an answer."""
        with self._database.change() as run:
            run.execute("DELETE FROM feedback WHERE id = ?", (feedback_id,))

    def delivery_ratings(self) -> tuple[tuple[int, str, int], ...]:
        """Return every rating of delivery: the answer's number, the mentor, and the rating."""
        found = self._database.rows(
            "SELECT answer_id, mentor, delivery FROM feedback WHERE delivery IS NOT NULL "
            "ORDER BY answer_id, id"
        )
        with validated(self._database.path):
            for row in found:
                expect(row, {"answer_id": WHOLE, "mentor": TEXT, "delivery": WHOLE})
            return tuple((row["answer_id"], row["mentor"], row["delivery"]) for row in found)


def _feedback(row: sqlite3.Row) -> StoredFeedback:
    expect(row, KINDS)
    ratings = {name: row[name] for name in RATINGS if row[name] is not None}
    if not all(LOWEST <= value <= HIGHEST for value in ratings.values()):
        raise ValueError("a rating is out of range")
    marks = tuple(MentorMark(*_mark(each)) for each in json.loads(row["marks"]))
    said = MentorFeedback(row["mentor"], ratings, row["comment"], marks)
    return StoredFeedback(row["id"], row["answer_id"], rows.to_time(row["imported_at"]), said)


def _mark(found: object) -> tuple[float, str]:
    """Check a moment from the database."""
    if not isinstance(found, list) or len(found) != 2:
        raise TypeError("a moment is something else")
    at, comment = found
    if not isinstance(at, NUMBER) or not isinstance(comment, str) or not 0 <= at < float("inf"):
        raise TypeError("a moment is something else")
    return float(at), comment
