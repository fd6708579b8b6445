"""Mentors' feedback in the store: one for each mentor and answer, and gone with the answer."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from analysis.feedback.types import MentorFeedback, MentorMark
from sessions.answers.feedback import identifier
from sessions.backup import backups
from sessions.errors import StoreError
from sessions.export.open_formats import export
from tests.sessions.conftest import open_store
from tests.sessions.material import analysed, record

LEE = MentorFeedback("Dr. Lee", {"clarity": 4}, "Good.", (MentorMark(0.5, "Here"),))


def test_each_mentor_has_one_feedback_on_an_answer(home: Path) -> None:
    with open_store(home) as store:
        answer = record(store)
        store.feedback.save(answer.id, LEE)
        store.feedback.save(answer.id, replace(LEE, mentor="Amara"))
        store.feedback.save(answer.id, replace(LEE, mentor="DR. LEE", ratings={"delivery": 2}))
        names = [each.feedback.mentor for each in store.feedback.of(answer.id)]
        assert names == ["Amara", "DR. LEE"]
        assert store.feedback.delivery_ratings() == ((answer.id, "DR. LEE", 2),)
        store.feedback.delete(store.feedback.of(answer.id)[0].id)
        (left,) = store.feedback.of(answer.id)
    with open_store(home) as store:
        assert store.feedback.of(answer.id) == (left,)
        assert left.feedback.marks == LEE.marks and left.feedback.comment == "Good."


def test_an_answer_is_found_by_what_its_page_calls_it(home: Path) -> None:
    with open_store(home) as store:
        first, second = record(store), record(store)
        called = identifier(second)
        assert len(called) == 32 and called != identifier(first)
        assert store.feedback.answer_called(called) == second.id
        assert store.feedback.answer_called("0" * 32) is None
        store.save_analysis(second.id, analysed(second.path))
        assert identifier(store.answer(second.id)) == called
        moved = replace(second, recorded_at=second.recorded_at + timedelta(microseconds=1))
        assert identifier(moved) != called


def test_it_goes_with_its_answer_from_the_database_and_its_backups(home: Path) -> None:
    database = home / "viva.db"
    with open_store(home) as store:
        answer = record(store)
        store.feedback.save(answer.id, LEE)
    kept = backups.folder_of(database) / "viva-2026-11-22.db"
    kept.parent.mkdir()
    backups.snapshot(database, kept)
    with open_store(home) as store:
        store.delete_answer(answer.id)
        assert store.feedback.delivery_ratings() == () and store.feedback.of(answer.id) == ()
    backups.forget_deleted(database)
    with closing(sqlite3.connect(kept)) as backup:
        assert backup.execute("SELECT count(*) FROM feedback").fetchone() == (0,)


def test_an_export_contains_it(home: Path, tmp_path: Path) -> None:
    with open_store(home) as store:
        answer = record(store)
        store.feedback.save(answer.id, LEE)
    export(tmp_path / "out", home / "viva.db", home / "recordings", {})
    whole = json.loads((tmp_path / "out" / "answers" / f"{answer.id}.json").read_text())
    assert whole["feedback"] == [
        {
            "mentor": "Dr. Lee",
            "ratings": {"clarity": 4},
            "comment": "Good.",
            "marks": [{"at": 0.5, "comment": "Here"}],
        }
    ]
    assert "Dr. Lee" in (tmp_path / "out" / "tables" / "feedback.jsonl").read_text()


@pytest.mark.parametrize(
    "change",
    [
        "marks = 'x'",
        "marks = '[[1]]'",
        'marks = \'[["1", "x"]]\'',
        "marks = '[[1e999, \"x\"]]'",
        "marks = '{\"a\": 1}'",
        "clarity = 3.5",
        "comment = 7",
        "imported_at = 'yesterday'",
    ],
)
def test_what_viva_did_not_write_is_refused_in_a_sentence(home: Path, change: str) -> None:
    with open_store(home) as store:
        answer = record(store)
        store.feedback.save(answer.id, LEE)
    with closing(sqlite3.connect(home / "viva.db")) as connection:
        connection.execute(f"UPDATE feedback SET {change}")
        connection.commit()
    with open_store(home) as store:
        if change == "comment = 7":  # SQLite turns it into text
            assert store.feedback.of(answer.id)[0].feedback.comment == "7"
            return
        with pytest.raises(StoreError, match="didn't write"):
            store.feedback.of(answer.id)
