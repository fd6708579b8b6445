"""The tables, and how a database comes to this version."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sessions import database
from sessions.store import StoreError
from tests.sessions.conftest import open_store
from tests.sessions.material import analysed, record

DIGESTS = {
    "0001_first.sql": "6501fd48afef8263edfd45d56053f11994db4ff9432bc5adf1c51e42f82a8f93",
    "0002_lists.sql": "aaa4f4227f9d69c9a996600e7262bc53578a6c128e489d7abe616523a354ef2f",
    "0003_corrections.sql": "21546d097942a7223b113a0e4cf8ee1071b7483c74d96560218090ac6bf8461e",
    "0004_drills.sql": "fe98170e5598e81c7d50b6d3e8a8458d5e5ef5ca82c33ffe6047d54424d77bfa",
    "0007_mocks.sql": "8e14ccf6c80aa059fb82d468aad7e1a6a1b38aacd907c6cdf38f529d7958cb7b",
    "0005_stories.sql": "8458d712c85ee05f559bb08b68dfc4eaa46f2656583fc33045511185dba8d85e",
    "0006_programs.sql": "596a94741a9cbd3032fb15d92cd7eb476b3587f50a0a1d4688199055b3efdfdc",
    "0008_goals.sql": "eb44124c1160938ff4cb3772f2b146ba51848fb4532fba42962c6358eb531a75",
    "0009_upkeep.sql": "ab561e554dbf76937660a4f6501671095c4a8a486f3c47ea22a38807420f04e6",
    "0010_evidence.sql": "950a87978448650b19c719f3b260f43963dd68a46ca1de7ba1b713161cd56a97",
    "0011_voices.sql": "20b4a39109547eda89fe14d3975c623c42eca9190334cffda2a07b17d2baea67",
    "0012_feedback.sql": "aa744bbd1ab71d14f994d53b9c5a5a9c24d5ed5de7ade675ef7da8b1af361665",
    "0013_pointed.sql": "f5a9e0d5277f7e9a73645ec92768effff841eda486c22f3f97d66a7a94c73842",
    "0014_retellings.sql": "5a6c11bbeb5702531395d786796bd93b07b58eb6305567f6ce0b4c3c98d5a77a",
    "0015_interruptions.sql": "5781e2704d8a4edd124f5c78125a3c537d70b52eb4363dbc12faf376bf2f2951",
}
"""Of migrations that people's databases have been through: add one, never change one."""

COLUMNS = {
    "session": "id kind started",
    "answer": "id session_id question_id question_text question_kind target_min target_max "
    "recorded_at state path duration sample_rate overflows device recovered problem "
    "sound_removed track voice interruptions",
    "analysis": "id answer_id analysed_at version transcribed model overall document own_fillers",
    "measures": "analysis_id found",
    "discarded": "path",
    "correction": "id answer_id start stop kind said made_at",
    "drill": "id term outcome heard model made_at",
    "mock": "id session_id title style thinking stop_at voice begun state ended pointed",
    "mock_step": "mock_id place follows question_id question_text question_kind category "
    "target_min target_max planned used skipped answer_id missing",
    "story": "id form title cues tags kinds changed_at",
    "story_question": "story_id question_id",
    "telling": "answer_id story_id",
    "program": "id name city state size hospital childrens_hospital features tracks clinic imgs j1 "
    "h1b visa_source people likes ask_director ask_faculty ask_residents day time zone format "
    "contacts culture strengths concerns met noticed thanks thanked pinned made_at changed_at",
    "goal": "answer_id problem measure low high earlier by_words",
    "chosen": "id day place question_id why",
    "forgotten": "answer_id recorded_at",
    "feedback": "id answer_id mentor clarity structure delivery comment marks imported_at",
    "retelling": "id session_id question_id question_text question_kind category begun state ended "
    "new_question",
    "retelling_round": "retelling_id place target_min target_max answer_id",
}


@pytest.fixture
def old(home: Path) -> Iterator[sqlite3.Connection]:
    """A database of this version with two answers and one analysis in it."""
    with open_store(home) as store:
        answer = record(store)
        record(store, None)
        store.save_analysis(answer.id, analysed(answer.path))
    with closing(sqlite3.connect(home / "viva.db", isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of migrations that a test may add to."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for file in database.MIGRATIONS.glob("*.sql"):
        (folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(database, "MIGRATIONS", folder)
    return folder


def pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def test_migrations_are_numbered_in_their_order_and_never_change() -> None:
    files = sorted(database.MIGRATIONS.glob("*.sql"))
    numbers = [int(file.name[:4]) for file in files]
    assert numbers == sorted(set(numbers))
    digests = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    assert digests == DIGESTS


def test_the_tables_are_what_the_program_expects(old: sqlite3.Connection) -> None:
    names = {name for (name,) in old.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    assert {n for n in names if not n.startswith("sqlite_")} == set(COLUMNS)
    for table, columns in COLUMNS.items():
        found = " ".join(row[1] for row in old.execute(f"PRAGMA table_info({table})"))
        assert found == columns


def test_the_file_is_marked_as_vivas(old: sqlite3.Connection) -> None:
    assert pragma(old, "application_id").to_bytes(4, "big") == b"Viva"
    assert pragma(old, "user_version") == len(DIGESTS)
    assert old.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert old.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_every_column_that_may_be_null_says_what_that_means() -> None:
    sql = "\n".join(file.read_text() for file in sorted(database.MIGRATIONS.glob("*.sql")))
    columns = re.findall(r"^    ([a-z_]+) (?:INTEGER|REAL|TEXT)\b(.*)$", sql, re.MULTILINE)
    optional = [(n, rest) for n, rest in columns if "NOT NULL" not in rest and "KEY" not in rest]
    assert {name for name, rest in optional if "-- NULL: " not in rest} == set()
    assert len(optional) > 5


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO session (kind, started) VALUES ('party', '')",
        "UPDATE answer SET state = 'lost'",
        "UPDATE answer SET session_id = 99",
        "UPDATE answer SET path = 'same'",
        "UPDATE answer SET recovered = 2",
        "INSERT INTO measures VALUES (99, '{}')",
        "UPDATE analysis SET transcribed = NULL",
        "INSERT INTO drill (term, outcome, heard, model, made_at) VALUES ('', 'good', '', '', '')",
        "INSERT INTO mock (session_id, title, style, thinking, voice, begun, state) "
        "VALUES (1, '', 'party', 0, 0, '', 'open')",
        "INSERT INTO mock (session_id, title, style, thinking, voice, begun, state) "
        "VALUES (99, '', 'video', 0, 0, '', 'open')",
        "INSERT INTO retelling (session_id, question_id, question_text, question_kind, category, "
        "begun, state) VALUES (1, '', '', '', '', '', 'party')",
        "INSERT INTO retelling_round VALUES (99, 0, 60, 120, NULL)",
        "INSERT INTO story (form, title, cues, tags, kinds, changed_at) "
        "VALUES ('poem', '', '', '', '', '')",
        "INSERT INTO story (form, title, cues, tags, kinds, changed_at) "
        "VALUES ('narrative', '', '', '', '', ''), ('narrative', '', '', '', '', '')",
        "INSERT INTO telling VALUES (1, 99)",
        "INSERT INTO program (name, made_at, changed_at) VALUES ('', '', '')",
        "INSERT INTO program (name, j1, made_at, changed_at) VALUES ('A', 'maybe', '', '')",
        "INSERT INTO program (name, pinned, made_at, changed_at) "
        "VALUES ('A', 1, '', ''), ('B', 1, '', '')",
        "INSERT INTO goal VALUES (99, 'pace', 'words_per_minute', 110, 160, NULL, 1)",
        "INSERT INTO goal VALUES (1, 'accent', 'words_per_minute', 110, 160, NULL, 1)",
        "INSERT INTO feedback VALUES (1, 99, 'Lee', 4, 4, 4, '', '[]', '')",
        "INSERT INTO feedback VALUES (1, 1, 'Lee', 6, 4, 4, '', '[]', '')",
        "INSERT INTO feedback VALUES (1, 1, '', 4, 4, 4, '', '[]', '')",
        "INSERT INTO feedback VALUES (1, 1, 'Lee', 4, 4, 4, '', '[]', ''), "
        "(2, 1, 'Lee', 4, 4, 4, '', '[]', '')",
        "INSERT INTO chosen VALUES (1, '2026-11-04', 0, 'a', ''), (2, '2026-11-04', 1, 'a', '')",
    ],
)
def test_the_database_itself_refuses_invalid_values(
    old: sqlite3.Connection, statement: str
) -> None:
    old.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        old.execute(statement)


def test_an_old_database_is_brought_up_to_date_with_all_it_holds(
    home: Path, old: sqlite3.Connection, migrations: Path
) -> None:
    (migrations / "0090_more.sql").write_text(
        "ALTER TABLE answer ADD COLUMN mood TEXT; -- NULL: not asked; or: 'a;b'\n"
        "UPDATE answer SET mood = 'a;b';\n"
        "CREATE TRIGGER t AFTER DELETE ON session BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\n"
    )
    with open_store(home) as store:
        (second, first) = store.answers()
        assert store.analysis(first.id) == analysed(first.path)
    assert second.question_id is None
    assert old.execute("SELECT DISTINCT mood FROM answer").fetchall() == [("a;b",)]
    assert pragma(old, "user_version") == len(DIGESTS) + 1


def test_a_migration_that_fails_changes_nothing(
    home: Path, old: sqlite3.Connection, migrations: Path
) -> None:
    before = list(old.iterdump())
    (migrations / "0090_more.sql").write_text("CREATE TABLE extra (id);")
    (migrations / "0091_bad.sql").write_text(
        "DROP TABLE measures;\nINSERT INTO nowhere VALUES (1);"
    )
    with pytest.raises(StoreError, match="no such table: nowhere"):
        open_store(home)
    assert pragma(old, "user_version") == len(DIGESTS) + 1
    assert [line for line in old.iterdump() if "extra" not in line] == before


def test_a_newer_database_is_refused_and_left_alone(home: Path, old: sqlite3.Connection) -> None:
    old.execute("PRAGMA user_version = 99")
    old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = (home / "viva.db").read_bytes()
    with pytest.raises(
        StoreError, match=r"viva\.db was written by a newer version of Viva; please update"
    ):
        open_store(home)
    assert (home / "viva.db").read_bytes() == before
