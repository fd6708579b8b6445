"""Full mock interviews: their questions, and what happened to each. Times are seconds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Required, TypedDict, Unpack, get_args

from sessions import rows
from sessions.answers.series import SeriesState, SeriesTable, ended, has_answer, target
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
)
from sessions.types import SqlValue

MockStyle = Literal["residency", "video"]
StepState = Literal["waiting", "answered", "skipped", "deleted", "unanswered", "unreached"]
"""``waiting``: still to be asked, or to be asked again. In a mock that is no longer open,
``deleted``: its answer was deleted; ``unreached``: it was never asked; ``unanswered``: it was asked
and has no answer, because the mock was ended there or the answer was deleted."""

FULL_ANSWERS = 6
"""Questions, not counting follow-ups, that are answered in a full mock; the AAMC's video
interview has as many."""

FULL_SHARE = 0.75
"""Share of its questions that are answered in a full mock."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A question as it will be asked; ``follows`` is the place of the one it follows up.

    ``missing`` names the part of that answer it goes after, ``None``: none in particular.
    """

    question_id: str
    text: str
    kind: str
    category: str
    target: tuple[float, float]
    planned: float
    follows: int | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class MockStep:
    """A question of a mock and its state."""

    place: int
    question: Planned
    state: StepState
    answer_id: int | None
    used: float


@dataclass(frozen=True, slots=True)
class Mock:
    """A mock interview; ``stop_at`` is the second at which a recording stops, ``None``: never.

    ``pointed``: its follow-ups go after what an answer left out.
    """

    id: int
    session_id: int
    title: str
    style: MockStyle
    thinking: int
    stop_at: float | None
    voice: bool
    begun: datetime
    state: SeriesState
    ended: datetime | None
    steps: tuple[MockStep, ...]
    pointed: bool = False

    @property
    def step(self) -> MockStep | None:
        """The question to ask next; ``None`` if all have been reached."""
        return next((step for step in self.steps if step.state == "waiting"), None)

    @property
    def is_done(self) -> bool:
        """Whether all questions have been reached."""
        return self.step is None

    @property
    def questions(self) -> tuple[MockStep, ...]:
        """The steps that aren't follow-ups: what is counted wherever questions are."""
        return tuple(step for step in self.steps if step.question.follows is None)

    @property
    def answered(self) -> int:
        """How many questions, not counting follow-ups, have an answer."""
        return sum(step.state == "answered" for step in self.questions)

    @property
    def is_full(self) -> bool:
        """Whether it counts: every question reached, and enough of them answered."""
        enough = self.answered >= max(FULL_ANSWERS, FULL_SHARE * len(self.questions))
        return self.state == "over" and enough


class MockTerms(TypedDict, total=False):
    """How a new mock is held; see `Mock`."""

    style: Required[MockStyle]
    thinking: int
    stop_at: float | None
    voice: bool
    pointed: bool


class Mocks(SeriesTable[Mock]):
    """The mock interviews in one store."""

    TABLE, STEPS = "mock", "mock_step"
    NAME, STEP_NAME = "mock interview", "question"

    def begin(self, title: str, steps: Iterable[Planned], **terms: Unpack[MockTerms]) -> Mock:
        """Save a plan and begin it, with its own session; refuses one without questions."""
        found = tuple(steps)
        if not found:
            raise ValueError("a mock interview without a question")
        now = self._now()
        at = rows.to_text(now)
        with self._database.change() as run:
            session_id = rows.insert_session(run, "mock", now)
            made = run.execute(
                "INSERT INTO mock (session_id, title, style, thinking, stop_at, voice, begun, "
                "pointed, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')",
                (
                    *(session_id, rows.utf8_safe(title), terms["style"]),
                    *(terms.get("thinking", 0), terms.get("stop_at"), terms.get("voice", False)),
                    *(at, terms.get("pointed", False)),
                ),
            )
            run.executemany(
                "INSERT INTO mock_step (mock_id, place, follows, question_id, question_text, "
                "question_kind, category, target_min, target_max, planned, missing) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (_values(made.lastrowid, place, step) for place, step in enumerate(found)),
            )
        assert made.lastrowid is not None
        return self.get(made.lastrowid)

    def full(self) -> int:
        """Count the full mocks so far."""
        return sum(mock.is_full for mock in self.all())

    def asked(self, limit: int) -> tuple[frozenset[str], ...]:
        """Return the ids of what the last mocks asked, newest first."""
        return tuple(
            frozenset(step.question.question_id for step in mock.steps)
            for mock in self.all()[:limit]
        )

    # Progress of a question

    def set_answer(self, mock_id: int, place: int, answer_id: int) -> None:
        """Record which answer is being recorded for a question, from before its first sample."""
        self._set_step(mock_id, place, "answer_id = ?, skipped = 0", answer_id)

    def ask_again(self, mock_id: int, place: int) -> None:
        """Ask a question again; an answer it had stays in the store."""
        self._set_step(mock_id, place, "answer_id = NULL, skipped = 0")

    def skip(self, mock_id: int, place: int, *, skipped: bool = True) -> None:
        """Skip a question and its follow-ups, or undo that."""
        with self._database.change() as run:
            run.execute(
                "UPDATE mock_step SET skipped = ? WHERE mock_id = ? AND (place = ? OR follows = ?)"
                " AND answer_id IS NULL",
                (skipped, mock_id, place, place),
            )

    def add_time(self, mock_id: int, place: int, seconds: float) -> None:
        """Add to the time a question has taken."""
        self._set_step(mock_id, place, "used = used + ?", max(0.0, seconds))

    def point(self, mock_id: int, place: int, question: Planned) -> None:
        """Ask this follow-up in the place of a waiting one, next after the question it follows.

        The steps in between move up by one; those asked and answered keep everything they have.
        """
        follows = question.follows
        if follows is None or place <= follows:
            raise ValueError("a follow-up comes after its question")
        with self._database.change() as run:
            found = run.execute(
                "SELECT * FROM mock_step WHERE mock_id = ? ORDER BY place", (mock_id,)
            ).fetchall()
            moved = [dict(row) for row in found]
            step = moved.pop(place) if place < len(moved) else {"follows": None}
            if step["follows"] is None or step["answer_id"] is not None or step["skipped"]:
                raise StoreError(f"Question {place + 1} of mock interview {mock_id} was asked.")
            step |= _columns(question)
            moved.insert(follows + 1, step)
            _replace_steps(run, mock_id, moved)

    def _to_series(self, row: sqlite3.Row, steps: Sequence[sqlite3.Row]) -> Mock:
        expect(row, MOCK)
        one_of(row["style"], get_args(MockStyle))
        return Mock(
            id=row["id"],
            session_id=row["session_id"],
            title=row["title"],
            style=row["style"],
            thinking=row["thinking"],
            stop_at=row["stop_at"],
            voice=bool(row["voice"]),
            begun=rows.to_time(row["begun"]),
            state=row["state"],
            ended=ended(row),
            steps=tuple(map(_to_step, steps, _states(row["state"], steps))),
            pointed=bool(row["pointed"]),
        )


MOCK: Mapping[str, tuple[type, ...]] = {
    **{name: TEXT for name in ("title", "style")},
    **{name: WHOLE for name in ("thinking", "voice", "pointed")},
    "stop_at": MAYBE_NUMBER,
}
STEP: Mapping[str, tuple[type, ...]] = {
    **{name: TEXT for name in ("question_id", "question_text", "question_kind", "category")},
    **{name: NUMBER for name in ("planned", "used")},
    **{"skipped": WHOLE, "follows": MAYBE_WHOLE, "missing": MAYBE_TEXT},
}
"""The types of the columns that only mocks and their steps have."""


def _columns(step: Planned) -> dict[str, SqlValue]:
    """Return what a follow-up changes in the step whose place it takes."""
    return {
        "follows": step.follows,
        "question_id": rows.utf8_safe(step.question_id),
        "question_text": rows.utf8_safe(step.text),
        "question_kind": step.kind,
        "category": rows.utf8_safe(step.category),
        "missing": step.missing,
    }


def _replace_steps(run: sqlite3.Connection, mock_id: int, steps: Sequence[dict[str, Any]]) -> None:
    """Write the steps of a mock in a new order; ``follows`` still names their old places."""
    places = {step["place"]: new for new, step in enumerate(steps)}
    run.execute("DELETE FROM mock_step WHERE mock_id = ?", (mock_id,))
    for new, step in enumerate(steps):
        follows = None if step["follows"] is None else places[step["follows"]]
        values = {**step, "place": new, "follows": follows}
        names = ", ".join(values)
        marks = ", ".join("?" for _ in values)
        run.execute(f"INSERT INTO mock_step ({names}) VALUES ({marks})", tuple(values.values()))


def _values(mock_id: int | None, place: int, step: Planned) -> tuple[SqlValue, ...]:
    texts = (step.question_id, step.text, step.kind, step.category)
    return (
        mock_id,
        place,
        step.follows,
        *map(rows.utf8_safe, texts),
        *step.target,
        step.planned,
        step.missing,
    )


def _to_step(row: sqlite3.Row, state: StepState) -> MockStep:
    question = Planned(
        row["question_id"],
        row["question_text"],
        row["question_kind"],
        row["category"],
        target(row),
        row["planned"],
        row["follows"],
        row["missing"],
    )
    return MockStep(row["place"], question, state, row["answer_id"], row["used"])


def _states(series: SeriesState, steps: Sequence[sqlite3.Row]) -> list[StepState]:
    """Return how far each question is; later ones show whether it was reached."""
    found: list[StepState] = []
    left_behind, reached = series == "over", False
    for step in reversed(steps):
        expect(step, STEP)
        is_answered = has_answer(step, is_open=series == "open")
        reached = reached or step["used"] > 0 or is_answered
        if step["skipped"]:
            found.append("skipped")
        elif is_answered:
            found.append("answered")
            left_behind = True
        elif series == "open":
            found.append("waiting")
        elif step["answer_id"] is None and left_behind:
            found.append("deleted")
        else:
            found.append("unanswered" if reached else "unreached")
    return found[::-1]
