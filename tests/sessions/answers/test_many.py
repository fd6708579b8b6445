"""Ten thousand answers: pages and tallies read indexes, not the whole table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sessions import rows
from sessions.answers import past
from sessions.store import Store
from tests.sessions.conftest import open_store

COUNT = 10_000
FILL = f"""
INSERT INTO session (kind, started) VALUES ('practice', '');
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {COUNT - 1})
INSERT INTO answer (session_id, question_id, question_text, target_min, target_max, recorded_at,
    state, path)
SELECT 1, 'question-' || (i % 23), 'Why?', 120, 180,
    strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', '2026-01-01', '+' || (i / 2) || ' minutes'),
    CASE WHEN i % 1000 = 999 THEN 'recording' ELSE 'analysed' END, '2026-01/' || i || '.wav'
FROM n;
WITH twice (t) AS (VALUES (0), (1))
INSERT INTO analysis (answer_id, analysed_at, version, transcribed, overall, document)
SELECT id, recorded_at, '1', t, id % 50 + t * 50, '{{}}' FROM answer, twice ORDER BY t, id;
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("many")
    open_store(home).close()
    with closing(sqlite3.connect(home / "viva.db")) as connection:
        connection.executescript(FILL)
    return home


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with open_store(home) as store:
        yield store


def plan(home: Path, sql: str, **values: object) -> str:
    with closing(sqlite3.connect(home / "viva.db")) as connection:
        found = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    return "\n".join(row[3] for row in found)


def test_pages_are_right_at_both_ends(store: Store) -> None:
    newest = store.answers(limit=3)
    assert [a.id for a in newest] == [9999, 9998, 9997]
    assert [a.overall for a in newest] == [99, 98, 97]
    assert [a.id for a in store.answers(limit=50, offset=9985)] == [5, 4, 3, 2, 1]
    assert len(store.answers()) == COUNT - 10
    assert len(store.unfinished()) == 10


def test_tallies_are_right(store: Store) -> None:
    tallies = store.tallies()
    assert sum(t.answered for t in tallies.values()) == COUNT - 10
    for id, tally in tallies.items():
        last = store.answers(question_id=id, limit=1)[0]
        assert (tally.last_overall, tally.last_at) == (last.overall, last.recorded_at)


def test_a_page_reads_the_newest_first_without_sorting(home: Path) -> None:
    page = f"{rows.ANSWERS} WHERE a.state <> 'recording' {rows.NEWEST_FIRST} LIMIT 20"
    used = plan(home, page)
    assert "SCAN a USING INDEX answer_by_time" in used
    assert "SEARCH l USING COVERING INDEX analysis_by_answer (answer_id=? AND id=?)" in used
    assert "TEMP B-TREE" not in used


def test_a_questions_page_reads_only_that_question(home: Path) -> None:
    where = "WHERE a.state <> 'recording' AND a.question_id = :id"
    used = plan(home, f"{rows.ANSWERS} {where} {rows.NEWEST_FIRST} LIMIT 20", id="question-7")
    assert "SEARCH a USING INDEX answer_by_question (question_id=?)" in used
    assert "TEMP B-TREE" not in used


def test_tallies_read_indexes_only(home: Path) -> None:
    used = plan(home, rows.TALLIES)
    assert "SEARCH answer USING COVERING INDEX answer_by_question" in used
    assert "SEARCH a USING COVERING INDEX answer_by_question (question_id=?)" in used
    assert "SEARCH l USING COVERING INDEX analysis_by_answer (answer_id=?)" in used
    assert "TEMP B-TREE" not in used


def test_answers_are_counted(store: Store) -> None:
    assert store.count() == COUNT - 10
    assert store.count(question_id="question-7") == len(store.answers(question_id="question-7"))


def test_a_questions_answers_are_counted_in_the_index(home: Path) -> None:
    used = plan(home, f"{rows.COUNT} AND a.question_id = :id", id="question-7")
    assert used == "SEARCH a USING COVERING INDEX answer_by_question (question_id=?)"


def test_how_answers_were_analyzed_is_read_without_their_documents(home: Path) -> None:
    assert "l USING COVERING INDEX analysis_by_answer" in plan(home, rows.ORIGINS)


def test_unfinished_answers_are_found_without_reading_the_others(home: Path) -> None:
    used = plan(home, f"{rows.ANSWERS} WHERE a.state = 'recording' ORDER BY a.id")
    assert "SCAN a USING INDEX answer_unfinished" in used


def test_trends_read_one_question_by_its_index(home: Path) -> None:
    used = plan(
        home,
        rows.MEASURED.format(where="AND a.question_id = :id", found="m.found"),
        id="question-7",
    )
    # the answers' own rows, which are small, have the targets
    assert "SEARCH a USING INDEX answer_by_question (question_id=?)" in used
    assert "SEARCH l USING COVERING INDEX analysis_by_answer (answer_id=? AND id=?)" in used
    assert "TEMP B-TREE" not in used


def test_what_was_answered_is_read_in_order_without_sorting(home: Path) -> None:
    used = plan(home, past.PAST.format(where=""), limit=-1)
    assert "SCAN a USING INDEX answer_by_time" in used
    assert "SEARCH l USING COVERING INDEX analysis_by_answer (answer_id=? AND id=?)" in used
    assert "TEMP B-TREE" not in used


def test_the_goals_of_a_problem_are_found_in_the_index(home: Path) -> None:
    sql = "SELECT * FROM goal WHERE problem = :problem ORDER BY answer_id DESC LIMIT 8"
    used = plan(home, sql, problem="pace")
    assert used == "SEARCH goal USING INDEX goal_by_problem (problem=?)"
