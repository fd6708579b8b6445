"""Checking the store changes nothing, and reports what is wrong with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from analysis.types import QuestionContext
from sessions import checkup
from sessions.checkup import CheckupStopped, Facts, SoundFacts
from sessions.database import newest_version
from sessions.errors import StoreError, Unusable
from sessions.files.locks import Lock, holder
from sessions.store import Store


def answered(root: Path, *sounds: bytes) -> Path:
    """Save answers with these recordings; return the database."""
    with Store.open(root / "viva.db", root / "recordings") as store:
        for sound in sounds:
            session = store.begin_session("practice")
            answer = store.begin_answer(
                session.id, QuestionContext("why", "Why?", "motivation", (60, 120))
            )
            answer.path.write_bytes(sound)
            store.finish_recording(answer.id, duration=3.0, sample_rate=8000, overflows=0)
    return root / "viva.db"


def run(database: Path, sql: str) -> None:
    with closing(sqlite3.connect(database)) as it:
        it.execute(sql)
        it.commit()


def test_an_empty_folder_stays_empty(tmp_path: Path) -> None:
    database = tmp_path / "viva.db"
    assert checkup.facts(database) is None
    assert checkup.sounds(database, tmp_path / "recordings") == SoundFacts(0, 0, 0, 0)
    assert list(tmp_path.iterdir()) == []


def test_facts(tmp_path: Path) -> None:
    database = answered(tmp_path, b"abc", b"de")
    before = database.read_bytes()
    facts = checkup.facts(database)
    assert facts is not None and facts.last is not None
    version = newest_version()
    assert facts == Facts(version, version, len(before), 2, facts.last)
    assert checkup.is_undamaged(database) is True
    assert database.read_bytes() == before


def test_facts_of_a_database_in_use(tmp_path: Path) -> None:
    answered(tmp_path, b"abc")
    with Store.open(tmp_path / "viva.db", tmp_path / "recordings") as store:
        store.begin_session("practice")
        facts = checkup.facts(tmp_path / "viva.db")
    assert facts is not None and facts.answers == 1


def test_an_older_database_is_read_but_not_migrated(tmp_path: Path) -> None:
    database = tmp_path / "viva.db"
    first = Path(checkup.__file__).with_name("migrations") / "0001_first.sql"
    with closing(sqlite3.connect(database)) as it:
        it.executescript(first.read_text("utf-8"))
        it.execute("PRAGMA user_version = 1")
    facts = checkup.facts(database)
    assert facts is not None and (facts.version, facts.answers) == (1, 0)
    assert checkup.sounds(database, tmp_path) == SoundFacts(0, 0, 0, 0)
    with closing(sqlite3.connect(database)) as it:
        assert it.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_newer_database_reports_only_its_version(tmp_path: Path) -> None:
    database = answered(tmp_path, b"abc")
    run(database, "PRAGMA user_version = 999")
    facts = checkup.facts(database)
    assert facts is not None and facts.version == 999 > facts.newest and facts.last is None


def test_foreign_and_damaged_ones(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    run(other, "CREATE TABLE recipe (name)")
    with pytest.raises(Unusable, match="another program"):
        checkup.facts(other)
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(b"Dear diary" * 1000)
    with pytest.raises(Unusable, match="damaged"):
        checkup.facts(garbage)
    folder = tmp_path / "folder.db"
    folder.mkdir()
    with pytest.raises(StoreError):
        checkup.facts(folder)


def test_damage_deep_inside_is_found(tmp_path: Path) -> None:
    database = answered(tmp_path, *[b"x"] * 60)
    data = bytearray(database.read_bytes())
    with closing(sqlite3.connect(database)) as it:
        (page,) = it.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answer'").fetchone()
        (size,) = it.execute("PRAGMA page_size").fetchone()
    start = (page - 1) * size
    data[start + 8 : start + 60] = b"\xff" * 52
    for beside in tmp_path.glob("viva.db-*"):
        beside.unlink()
    database.write_bytes(data)
    assert checkup.is_undamaged(database) is False


def test_an_unwanted_check_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "STEPS", 1)
    database = answered(tmp_path, b"x")
    with pytest.raises(CheckupStopped):
        checkup.is_undamaged(database, wanted=lambda: False)


def test_sounds_are_counted_and_compared(tmp_path: Path) -> None:
    database = answered(tmp_path, b"abc", b"de", b"f")
    recordings = tmp_path / "recordings"
    assert checkup.sounds(database, recordings) == SoundFacts(3, 6, 0, 0)
    files = sorted(path for path in recordings.glob("*/*") if path.is_file())
    files[0].unlink()
    files[1].unlink()
    files[2].with_name("mine.wav").write_bytes(b"1234")
    files[2].with_name("mine.wav.part").write_bytes(b"not counted")
    assert checkup.sounds(database, recordings) == SoundFacts(2, 5, 2, 1)
    run(database, "UPDATE answer SET sound_removed = '2026-01-01' WHERE id = 1")
    assert checkup.sounds(database, recordings).missing == 1, "what was removed on purpose is not"


def test_the_lock_holder_is_reported_and_keeps_the_lock(tmp_path: Path) -> None:
    import os

    path = tmp_path / "open.lock"
    assert holder(path) is None and not path.exists()
    lock = Lock.take(path)
    assert lock is not None
    assert holder(path) == os.getpid()
    assert Lock.take(path) is None, "asking did not let go of it"
    lock.release()
    assert holder(path) is None
    path.write_text("12345\n")
    assert holder(path) is None, "the file alone isn't a lock"
