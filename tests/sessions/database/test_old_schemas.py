"""Databases of every earlier version, as it wrote them, opened by this one: nothing is lost."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.interchange import to_json
from analysis.types import Analysis
from sessions import database
from sessions.store import Store
from sessions.types import AnalysisOrigin
from tests.sessions.conftest import Clock, open_store
from tests.sessions.material import analysed, record


def long(pace: float, **made: str) -> Analysis:
    """Make an analysis of an answer that is long enough to be judged."""
    found = analysed("2026-11/a.wav", pace=pace, **made)  # type: ignore[arg-type]
    return replace(found, measures={**found.measures, "answer_length": 61.0})


EARLIER = long(120.0, model="tiny.en")
LATEST = long(131.0625)
SOUND_ONLY = replace(analysed("2026-11/b.wav", words=None, overall=None), measures={})
ANSWERS = """
INSERT INTO session (kind, started) VALUES ('practice', '2026-11-01T08:00:00.000000+00:00');
INSERT INTO answer (session_id, question_id, question_text, question_kind, target_min, target_max,
    recorded_at, state, path, duration, sample_rate, overflows, device, problem)
VALUES
(1, 'a-mistake', 'A mistake?', 'behavioural', 120, 180, '2026-11-01T08:00:00.000000+00:00',
    'analysed', '2026-11/a.wav', 1.0, 8000, 2, 'USB', NULL),
(1, NULL, 'Why?', NULL, 60, 90, '2026-11-02T08:00:00.000000+00:00',
    'analysed', '2026-11/b.wav', NULL, NULL, 0, NULL, NULL),
(1, 'a-mistake', 'A mistake?', NULL, 120, 180, '2026-11-03T08:00:00.000000+00:00',
    'failed', '2026-11/c.wav', 2.0, 8000, 0, NULL, 'No.');
INSERT INTO discarded (path) VALUES ('2026-11/gone.wav');
"""


def fill_1(run: sqlite3.Connection) -> None:
    """Add the analyses as version 1 stored them: a row for each measure."""
    for answer, analysis in ((1, EARLIER), (2, SOUND_ONLY), (1, LATEST)):
        made = run.execute(
            "INSERT INTO analysis (answer_id, analysed_at, version, transcribed, model, overall, "
            "document) VALUES (?, '2026-11-04T08:00:00.000000+00:00', ?, ?, ?, ?, ?)",
            (answer, *head(analysis)),
        )
        run.executemany(
            "INSERT INTO measure VALUES (?, ?, ?)",
            [(made.lastrowid, name, value) for name, value in analysis.measures.items()],
        )


def fill_2(run: sqlite3.Connection) -> None:
    """Add the analyses as version 2 stored them: one row for all measures."""
    for answer, analysis in ((1, EARLIER), (2, SOUND_ONLY), (1, LATEST)):
        made = run.execute(
            "INSERT INTO analysis (answer_id, analysed_at, version, transcribed, model, overall, "
            "document) VALUES (?, '2026-11-04T08:00:00.000000+00:00', ?, ?, ?, ?, ?)",
            (answer, *head(analysis)),
        )
        if analysis.measures:
            found = json.dumps(dict(analysis.measures))
            run.execute("INSERT INTO measures VALUES (?, ?)", (made.lastrowid, found))


def fill_3(run: sqlite3.Connection) -> None:
    """Add what version 2 stored, and a correction."""
    fill_2(run)
    run.execute(
        "INSERT INTO correction (answer_id, start, stop, kind, said, made_at) "
        "VALUES (1, 0.9, 1.3, 'word', 'grew', '2026-11-04T08:00:00.000000+00:00')"
    )


def fill_4(run: sqlite3.Connection) -> None:
    """Add what version 3 stored, and an attempt at a term."""
    fill_3(run)
    run.execute(
        "INSERT INTO drill (term, outcome, heard, model, made_at) "
        "VALUES ('croup', 'nearly', 'group', 'base.en', '2026-11-04T08:00:00.000000+00:00')"
    )


def head(analysis: Analysis) -> tuple[object, ...]:
    transcribed = analysis.transcript is not None
    document = json.dumps(to_json(analysis))
    return analysis.version, transcribed, analysis.model, analysis.overall, document


FILLS = {
    1: fill_1,
    2: fill_2,
    3: fill_3,
    **dict.fromkeys(range(4, len(database._migrations())), fill_4),
}
"""What each version before this one wrote; a new migration needs one more."""


@pytest.fixture(params=range(1, len(database._migrations())))
def old(request: pytest.FixtureRequest, home: Path) -> Path:
    """A home folder with a database of an earlier version."""
    home.mkdir()
    with closing(sqlite3.connect(home / "viva.db")) as connection:
        for script in database._migrations()[: request.param]:
            connection.executescript(script)
        connection.execute(f"PRAGMA user_version = {request.param}")
        connection.executescript(ANSWERS)
        FILLS[request.param](connection)
        connection.commit()
    return home


@pytest.fixture
def opened(old: Path, clock: Clock) -> Store:
    return open_store(old, clock)


def test_every_earlier_version_is_tried() -> None:
    assert set(FILLS) == set(range(1, len(database._migrations())))


def test_answers_and_all_their_analyses_are_there(opened: Store, home: Path) -> None:
    with opened as store:
        assert [(a.id, a.state, a.overall, a.model) for a in store.answers()] == [
            (3, "failed", None, None),
            (2, "analysed", None, None),
            (1, "analysed", 84, "base.en"),
        ]
        path = str(home / "recordings" / "2026-11" / "a.wav")
        there = [replace(a, recording=replace(a.recording, path=path)) for a in (EARLIER, LATEST)]
        assert store.analyses(1) == tuple(there)
        assert store.answer(3).problem == "No."
        assert store.tallies()["a-mistake"].answered == 2


def test_measures_are_the_same_numbers(opened: Store) -> None:
    with opened as store:
        first, second = store.measured()
    assert (first.answer_id, first.overall) == (1, 84)
    assert first.measures == LATEST.measures
    assert None in first.measures.values()
    assert (second.answer_id, second.measures) == (2, {})


def test_unrecorded_values_are_unknown(opened: Store) -> None:
    with opened as store:
        assert store.origins() == {
            1: AnalysisOrigin("1", True, "base.en", None),
            2: AnalysisOrigin("1", False, None, None),
        }


def test_corrections_and_tries_stay_and_what_is_new_begins_empty(opened: Store) -> None:
    with opened as store:
        made = store.corrections.of(1)
        assert [c.text for c in made] in ([], ["grew"])
        assert store.drills.outcomes() in ({}, {"croup": ("nearly",)})
        assert store.stories.all() == ()
        assert store.stories.tellings() == ()
        assert store.mocks.all() == () == store.retellings.all()
        assert (store.goals.of(1), store.days.of(store.days.today())) == (None, ())


def test_the_notebook_begins_empty_and_works(opened: Store) -> None:
    with opened as store:
        assert store.programs.all() == ()
        assert store.programs.add("Riverside", city="Cleveland").place == "Cleveland"


def test_no_recording_counts_as_removed_before_the_setting_existed(opened: Store) -> None:
    with opened as store:
        assert [answer.sound_removed for answer in store.answers()] == [None] * 3


def test_the_database_is_intact_and_usable(opened: Store, home: Path) -> None:
    with opened as store:
        answer = record(store)
        store.save_analysis(answer.id, analysed(answer.path), own_fillers=["matlab"])
        store.delete_answer(1)
        assert [m.answer_id for m in store.measured()] == [2, answer.id]
    with closing(sqlite3.connect(home / "viva.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = "SELECT name FROM sqlite_master WHERE type IN ('table', 'index') ORDER BY name"
        migrated = connection.execute(tables).fetchall()
    open_store(home / "new").close()
    with closing(sqlite3.connect(home / "new" / "viva.db")) as connection:
        assert connection.execute(tables).fetchall() == migrated


@pytest.mark.parametrize(
    ("length", "words", "target", "kept"),
    [
        (7.0, True, (120, 180), False),
        (59.4, True, (120, 180), False),
        (59.6, True, (120, 180), True),
        (29.0, True, (40, 60), False),
        (16.0, True, (15, 40), True),
        (130.0, False, (120, 180), False),
        (None, True, (120, 180), True),
    ],
)
def test_an_overall_that_rests_on_too_little_is_taken_back(
    home: Path, length: float | None, words: bool, target: tuple[int, int], kept: bool
) -> None:
    made = analysed("2026-11/a.wav", words=("I", "forgot") if words else None, overall=62)
    made = replace(made, measures={"answer_length": length})
    home.mkdir()
    with closing(sqlite3.connect(home / "viva.db")) as connection:
        for script in database._migrations()[:9]:
            connection.executescript(script)
        connection.execute("PRAGMA user_version = 9")
        connection.executescript(ANSWERS)
        connection.execute("UPDATE answer SET target_min = ?, target_max = ?", target)
        values = (1, *head(made))
        connection.execute(
            "INSERT INTO analysis (answer_id, analysed_at, version, transcribed, model, overall, "
            "document) VALUES (?, '2026-11-04T08:00:00.000000+00:00', ?, ?, ?, ?, ?)",
            values,
        )
        found = json.dumps(dict(made.measures))
        connection.execute("INSERT INTO measures VALUES (1, ?)", (found,))
        connection.commit()
    with open_store(home) as store:
        assert store.answer(1).overall == (62 if kept else None)
        stored = store.analysis(1)
        assert stored is not None and stored.overall == 62, "what was found stays as it is"
