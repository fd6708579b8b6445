"""Retelling drills: the rounds are saved before the first telling, each telling as an answer.

The position in a drill follows from its rounds alone, so that a crash at any moment leaves a drill
that can continue. Times are seconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sessions import rows
from sessions.answers.mocks import has_answer
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

RetellingState = Literal["open", "over", "abandoned"]


@dataclass(frozen=True, slots=True)
class RetoldQuestion:
    """The question of a drill as it is asked."""

    id: str
    text: str
    kind: str
    category: str


@dataclass(frozen=True, slots=True)
class RetellingRound:
    """One telling: the target length, its answer if there is one, and whether it counts as told."""

    place: int
    target: tuple[float, float]
    answer_id: int | None
    told: bool


@dataclass(frozen=True, slots=True)
class Retelling:
    """A drill; ``new_question`` is the id of the question that tests later what stuck."""

    id: int
    session_id: int
    question: RetoldQuestion
    begun: datetime
    state: RetellingState
    ended: datetime | None
    new_question: str | None
    rounds: tuple[RetellingRound, ...]

    @property
    def round(self) -> RetellingRound | None:
        """The round to tell next; ``None`` if all are done."""
        return next((each for each in self.rounds if not each.told), None)

    @property
    def tellings(self) -> tuple[int, ...]:
        """The answers of the rounds that count, in order."""
        return tuple(r.answer_id for r in self.rounds if r.told and r.answer_id is not None)


class Retellings:
    """The retelling drills in one store."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def begin(self, question: RetoldQuestion, targets: Sequence[tuple[float, float]]) -> Retelling:
        """Save the rounds of a drill and begin it, with its own session; at least one round."""
        if not targets:
            raise ValueError("a retelling drill without a round")
        now = self._now()
        texts = (question.id, question.text, question.kind, question.category)
        with self._database.change() as run:
            session_id = rows.insert_session(run, "practice", now)
            made = run.execute(
                "INSERT INTO retelling (session_id, question_id, question_text, question_kind, "
                "category, begun, state) VALUES (?, ?, ?, ?, ?, ?, 'open')",
                (session_id, *map(rows.utf8_safe, texts), rows.to_text(now)),
            )
            run.executemany(
                "INSERT INTO retelling_round (retelling_id, place, target_min, target_max) "
                "VALUES (?, ?, ?, ?)",
                ((made.lastrowid, place, *target) for place, target in enumerate(targets)),
            )
        assert made.lastrowid is not None
        return self.get(made.lastrowid)

    def get(self, retelling_id: int) -> Retelling:
        """Return one drill.

        Raises
        ------
        StoreError
            If there is none with this number.
        """
        fits = abs(retelling_id) < 2**63
        found = self._retellings("WHERE id = ?", (retelling_id,)) if fits else ()
        if not found:
            raise StoreError(f"There is no retelling drill {retelling_id}.")
        return found[0]

    def all(self) -> tuple[Retelling, ...]:
        """Return every drill, newest first."""
        return self._retellings("")

    def unfinished(self) -> Retelling | None:
        """Return the newest drill that can continue."""
        return next(iter(self._retellings("WHERE state = 'open'")), None)

    def of_answer(self, answer_id: int) -> Retelling | None:
        """Return the drill that an answer is a telling of."""
        where = "WHERE id IN (SELECT retelling_id FROM retelling_round WHERE answer_id = ?)"
        return next(iter(self._retellings(where, (answer_id,))), None)

    def set_answer(self, retelling_id: int, place: int, answer_id: int | None) -> None:
        """Record which answer is being recorded for a round; ``None``: tell it again."""
        with self._database.change() as run:
            done = run.execute(
                "UPDATE retelling_round SET answer_id = ? WHERE retelling_id = ? AND place = ?",
                (answer_id, retelling_id, place),
            )
            if not done.rowcount:
                raise StoreError(f"Retelling drill {retelling_id} has no round {place + 1}.")

    def set_new_question(self, retelling_id: int, question_id: str) -> None:
        """Record the new question that tests what stuck."""
        self._update(retelling_id, "new_question = ?", rows.utf8_safe(question_id))

    def end(self, retelling_id: int) -> Retelling:
        """Close a drill: ``over`` if every round is done, otherwise ``abandoned``."""
        found = self.get(retelling_id)
        if found.state == "open":
            state = "over" if found.round is None else "abandoned"
            self._update(retelling_id, "state = ?, ended = ?", state, rows.to_text(self._now()))
        return self.get(retelling_id)

    # Inside

    def _update(self, retelling_id: int, what: str, *values: SqlValue) -> None:
        with self._database.change() as run:
            run.execute(f"UPDATE retelling SET {what} WHERE id = ?", (*values, retelling_id))

    def _retellings(self, where: str, values: tuple[SqlValue, ...] = ()) -> tuple[Retelling, ...]:
        found = self._database.rows(f"SELECT * FROM retelling {where} ORDER BY id DESC", values)
        with validated(self._database.path):
            return tuple(self._read(row) for row in found)

    def _read(self, row: sqlite3.Row) -> Retelling:
        rounds = self._database.rows(ROUNDS, (row["id"],))
        expect(row, RETELLING)
        one_of(row["state"], get_args(RetellingState))
        asked = RetoldQuestion(
            row["question_id"], row["question_text"], row["question_kind"], row["category"]
        )
        return Retelling(
            id=row["id"],
            session_id=row["session_id"],
            question=asked,
            begun=rows.to_time(row["begun"]),
            state=row["state"],
            ended=None if row["ended"] is None else rows.to_time(row["ended"]),
            new_question=row["new_question"],
            rounds=tuple(_to_round(each, is_open=row["state"] == "open") for each in rounds),
        )


RETELLING: Mapping[str, tuple[type, ...]] = {
    **{f"question_{name}": TEXT for name in ("id", "text", "kind")},
    **{name: TEXT for name in ("category", "begun", "state")},
    **{name: MAYBE_TEXT for name in ("ended", "new_question")},
    "session_id": WHOLE,
}
ROUND: Mapping[str, tuple[type, ...]] = {
    **{name: NUMBER for name in ("target_min", "target_max")},
    **{name: MAYBE_WHOLE for name in ("answer_id", "recovered")},
    **{"place": WHOLE, "duration": MAYBE_NUMBER},
}
ROUNDS = """
SELECT r.*, a.state AS answer_state, a.duration AS duration, a.recovered AS recovered
FROM retelling_round AS r LEFT JOIN answer AS a ON a.id = r.answer_id
WHERE r.retelling_id = ? ORDER BY r.place
"""


def _to_round(row: sqlite3.Row, *, is_open: bool) -> RetellingRound:
    expect(row, ROUND)
    target = (row["target_min"], row["target_max"])
    return RetellingRound(row["place"], target, row["answer_id"], has_answer(row, is_open=is_open))
