"""Retelling drills: their rounds, and the answer of each. Times are seconds."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sessions import rows
from sessions.answers.series import SeriesState, SeriesTable, ended, has_answer, target
from sessions.row_validation import MAYBE_TEXT, TEXT, expect


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
    state: SeriesState
    ended: datetime | None
    new_question: str | None
    rounds: tuple[RetellingRound, ...]

    @property
    def round(self) -> RetellingRound | None:
        """The round to tell next; ``None`` if all are done."""
        return next((each for each in self.rounds if not each.told), None)

    @property
    def is_done(self) -> bool:
        """Whether every round is done."""
        return self.round is None

    @property
    def tellings(self) -> tuple[int, ...]:
        """The answers of the rounds that count, in order."""
        return tuple(r.answer_id for r in self.rounds if r.told and r.answer_id is not None)


class Retellings(SeriesTable[Retelling]):
    """The retelling drills in one store."""

    TABLE, STEPS = "retelling", "retelling_round"
    NAME, STEP_NAME = "retelling drill", "round"

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

    def of_answer(self, answer_id: int) -> Retelling | None:
        """Return the drill that an answer is a telling of."""
        where = "WHERE id IN (SELECT retelling_id FROM retelling_round WHERE answer_id = ?)"
        return next(iter(self._where(where, answer_id)), None)

    def set_answer(self, retelling_id: int, place: int, answer_id: int | None) -> None:
        """Record which answer is being recorded for a round; ``None``: tell it again."""
        self._set_step(retelling_id, place, "answer_id = ?", answer_id)

    def set_new_question(self, retelling_id: int, question_id: str) -> None:
        """Record the new question that tests what stuck."""
        with self._database.change() as run:
            run.execute(
                "UPDATE retelling SET new_question = ? WHERE id = ?",
                (rows.utf8_safe(question_id), retelling_id),
            )

    # Inside

    def _to_series(self, row: sqlite3.Row, steps: Sequence[sqlite3.Row]) -> Retelling:
        expect(row, RETELLING)
        asked = RetoldQuestion(
            row["question_id"], row["question_text"], row["question_kind"], row["category"]
        )
        return Retelling(
            id=row["id"],
            session_id=row["session_id"],
            question=asked,
            begun=rows.to_time(row["begun"]),
            state=row["state"],
            ended=ended(row),
            new_question=row["new_question"],
            rounds=tuple(_to_round(step, is_open=row["state"] == "open") for step in steps),
        )


RETELLING: Mapping[str, tuple[type, ...]] = {
    **{f"question_{name}": TEXT for name in ("id", "text", "kind")},
    "category": TEXT,
    "new_question": MAYBE_TEXT,
}
"""The types of the columns that only drills have."""


def _to_round(step: sqlite3.Row, *, is_open: bool) -> RetellingRound:
    told = has_answer(step, is_open=is_open)
    return RetellingRound(step["place"], target(step), step["answer_id"], told)
