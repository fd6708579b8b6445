"""Daily backups, and what happens to a store whose database is damaged, foreign, or missing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from sessions.backup import backups, restoring
from sessions.backup.find_again import ASKED
from sessions.database import _migrations
from sessions.errors import StoreError, Unusable
from tests.sessions.conftest import Clock, open_store
from tests.sessions.material import RATE, analysed, begin, record, write_wav


@pytest.fixture
def database(home: Path) -> Path:
    return home / "viva.db"


@pytest.fixture
def backed_up(home: Path, database: Path, clock: Clock) -> Iterator[Path]:
    """A store with an analyzed answer and a backup, and one more answer since then; closed."""
    with open_store(home, clock) as store:
        answer = record(store)
        store.save_analysis(answer.id, analysed(answer.path))
        made = backups.make_daily(database, clock())
        assert made is not None
        clock.move(hours=1)
        record(store)
    yield made


def texts(path: Path) -> bytes:
    return path.read_bytes()


def test_one_a_day_private_complete_and_in_one_file(
    home: Path, database: Path, clock: Clock
) -> None:
    before = os.umask(0)
    try:
        with open_store(home, clock) as store:
            record(store)
            first = backups.make_daily(database, clock())
            assert first is not None
            assert backups.make_daily(database, clock()) is None
            clock.move(days=1)
            assert backups.make_daily(database, clock()) != first
    finally:
        os.umask(before)
    assert [b.path for b in backups.list_backups(database)][1] == first
    folder = backups.folder_of(database)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {p.suffix for p in folder.iterdir()} == {".db"}
    assert {p.stat().st_mode & 0o777 for p in folder.iterdir()} == {0o600}
    backups.check(first)


def test_data_written_during_the_backup_is_complete(home: Path, database: Path) -> None:
    with open_store(home) as store:
        record(store)
        with store._database.change() as run:
            run.execute("UPDATE answer SET question_text = 'half'")
            backups.snapshot(database, home / "copy.db")
    with closing(sqlite3.connect(home / "copy.db")) as copy:
        assert copy.execute("SELECT question_text FROM answer").fetchone()[0] != "half"


def test_an_unwanted_backup_leaves_nothing(home: Path, database: Path) -> None:
    with open_store(home) as store:
        record(store)
        with pytest.raises(backups.BackupStopped):
            backups.snapshot(database, home / "b" / "copy.db", wanted=lambda: False)
    assert list((home / "b").iterdir()) == []


def test_old_ones_are_thinned_but_never_the_newest(database: Path, clock: Clock) -> None:
    folder = backups.folder_of(database)
    folder.mkdir(parents=True)
    days = ["2026-11-30", "2026-11-29", "2026-11-17", "2026-11-16", "2025-01-01"]
    for day in days:
        (folder / f"viva-{day}.db").touch()
    (folder / "viva-2026-99-99.db").touch()
    (folder / "mine.txt").touch()
    clock.move(hours=-12)
    assert backups.remove_old(database, 14, clock()) == 2
    assert [str(b.day) for b in backups.list_backups(database)] == days[:3]
    clock.move(days=365)
    backups.remove_old(database, 14, clock())
    assert [b.day for b in backups.list_backups(database)] == [date(2026, 11, 30)]
    backups.remove_old(database, 0, clock())
    assert {p.name for p in folder.iterdir()} == {"viva-2026-99-99.db", "mine.txt"}


@pytest.mark.parametrize("at", [5000, 20_000, 40_000])
def test_a_damaged_database_gives_no_backup(home: Path, database: Path, at: int) -> None:
    with open_store(home) as store:
        for _ in range(30):
            answer = record(store, seconds=0.01)
            store.save_analysis(answer.id, analysed(answer.path))
    content = bytearray(database.read_bytes())
    content[at : at + 3000] = b"\xa5" * 3000
    database.write_bytes(content)
    with pytest.raises(Unusable, match="damaged"):
        backups.make_daily(database, Clock()())
    assert list(backups.folder_of(database).iterdir()) == []
    assert database.read_bytes() == content


DAMAGES: dict[str, Callable[[Path], object]] = {
    "garbage": lambda path: path.write_bytes(b"Dear diary"),
    "zeros": lambda path: path.write_bytes(bytes(8192)),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "empty": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
    "foreign": lambda path: foreign(path),
}


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE diary (day)")


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_backup_replaces_an_unusable_database(
    damage: str, home: Path, database: Path, backed_up: Path, clock: Clock
) -> None:
    for beside in home.glob("viva.db-*"):
        beside.unlink()
    DAMAGES[damage](database)
    before = database.read_bytes() if database.exists() else None
    with pytest.raises(Unusable) as caught, open_store(home, clock) as store:
        store.answers()
    assert " is good: `viva restore` uses it" in restoring.what_can_be_done(caught.value)
    aside = restoring.from_backup(database, backed_up, clock())
    if before is not None:
        assert (aside / "viva.db").read_bytes() == before
        assert aside.stat().st_mode & 0o777 == 0o700
    with open_store(home, clock) as store:
        newest, first = store.answers()
        assert (first.state, store.analysis(first.id)) == ("analysed", analysed(first.path))
        assert (newest.id, newest.state, newest.question_text) == (2, "recorded", ASKED)
        assert (newest.duration, newest.sample_rate) == (1.0, RATE)
        assert newest.recorded_at == clock().replace(microsecond=0)
        assert [a.id for a in store.unanalyzed()] == [2]
        assert record(store).id == 3
    backups.check(database)


def test_a_new_database_finds_every_answer_by_its_recording(
    home: Path, database: Path, backed_up: Path, clock: Clock
) -> None:
    folder = home / "recordings" / "2026-11"
    (folder / "20261130T235958Z-9.wav").write_bytes(b"")
    write_wav(folder / "20261130T235958Z-10.wav", 0.2)
    (folder / "20261130T235958Z-11.wav.lock").touch()
    (folder / "20261399T235958Z-12.wav").write_bytes(b"x" * 100)
    (folder / "holiday.mp3").write_bytes(b"x" * 100)
    database.write_bytes(b"Dear diary")
    restoring.begin_anew(database, clock())
    with open_store(home, clock) as store:
        assert [a.id for a in store.answers()] == [2, 1]
    with open_store(home, clock) as store:  # and only once
        assert store.count() == 2


def test_an_answer_compressed_since_the_backup_finds_its_sound(
    home: Path, database: Path, backed_up: Path, clock: Clock
) -> None:
    with open_store(home, clock) as store:
        answer = store.answer(1)
        fresh = answer.path.with_suffix(".flac")
        fresh.write_bytes(b"fLaC")
        assert store.sounds.replace(answer, fresh)
    restoring.from_backup(database, backed_up, clock())
    with open_store(home, clock) as store:
        assert store.answer(1).path == fresh
        assert store.count() == 2


def test_a_damaged_backup_is_skipped(home: Path, database: Path, clock: Clock) -> None:
    with open_store(home, clock) as store:
        record(store)
        good = backups.make_daily(database, clock())
        clock.move(days=1)
        bad = backups.make_daily(database, clock())
    assert bad is not None
    bad.write_bytes(b"Dear diary")
    found = backups.newest_good(database)
    assert found is not None
    assert found.path == good
    with pytest.raises(Unusable):
        restoring.from_backup(database, bad, clock())
    open_store(home, clock).close()


def test_a_database_that_fails_while_it_opens_is_closed_and_can_be_replaced(
    home: Path, database: Path, backed_up: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        raise Unusable(database, "The last table is damaged.")

    monkeypatch.setattr("sessions.store.remove_abandoned", damaged)
    with pytest.raises(Unusable) as failed:
        open_store(home, clock)
    monkeypatch.undo()
    restoring.from_backup(database, backed_up, clock())
    assert failed.value.path == database, "still held, as by the dialog that offers the backup"
    with open_store(home, clock) as store:
        assert store.count() == 2


def test_nothing_is_restored_under_a_running_program(
    home: Path, database: Path, backed_up: Path, clock: Clock
) -> None:
    with open_store(home, clock) as store:
        record(store)
        with pytest.raises(StoreError, match="open in another window"):
            restoring.from_backup(database, backed_up, clock())
        assert store.count() == 3
    assert not list(home.glob("re*-*"))


def test_no_empty_database_is_created_if_there_are_backups(
    home: Path, database: Path, backed_up: Path
) -> None:
    database.unlink()
    with pytest.raises(Unusable, match="is missing, but there are backups of it"):
        open_store(home)
    assert not database.exists()


def test_a_deleted_answer_leaves_no_word_in_database_or_backups(
    home: Path, database: Path, clock: Clock
) -> None:
    secret = "unmistakable"
    with open_store(home, clock) as store:
        kept, gone = record(store), record(store)
        store.save_analysis(gone.id, analysed(gone.path, words=(secret, "patient")))
        store.save_analysis(kept.id, analysed(kept.path))
        made = backups.make_daily(database, clock())
        assert made is not None
        assert secret.encode() in texts(made)
        store.delete_answer(gone.id)
    backups.forget_deleted(database)
    for path in home.rglob("*"):
        assert path.is_dir() or secret.encode() not in texts(path), path
    backups.check(made)
    restoring.from_backup(database, made, clock())
    with open_store(home, clock) as store:
        assert [a.id for a in store.answers()] == [kept.id]


def copy_as_version(version: int, database: Path, target: Path) -> None:
    """Copy the answers into a database as an earlier version would have made it."""
    with closing(sqlite3.connect(target)) as old:
        for script in _migrations()[:version]:
            old.executescript(script)
        old.execute("ATTACH ? AS now", (str(database),))
        for table in ("session", "answer"):
            names = ", ".join(row[1] for row in old.execute(f"PRAGMA table_info({table})"))
            old.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM now.{table}")
        old.execute(f"PRAGMA user_version = {version}")
        old.commit()


def test_forgetting_reaches_backups_of_earlier_versions_and_repeats(
    home: Path, database: Path, clock: Clock
) -> None:
    with open_store(home, clock) as store:
        answer = record(store)
        made = backups.make_daily(database, clock())
        assert made is not None
        made.unlink()
        copy_as_version(8, database, made)
        store.delete_answer(answer.id)
    damaged = backups.folder_of(database) / "viva-2020-01-01.db"
    damaged.write_bytes(b"Dear diary")
    backups.forget_deleted(database)  # not done while one of them refuses
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM forgotten").fetchone() == (1,)
    damaged.unlink()
    backups.forget_deleted(database)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM forgotten").fetchone() == (0,)
    restoring.from_backup(database, made, clock())
    with open_store(home, clock) as store:
        assert store.answers() == ()


def test_an_interrupted_recording_is_found_again(
    home: Path, database: Path, backed_up: Path, clock: Clock
) -> None:
    with open_store(home, clock) as store:
        path = begin(store).path
        write_wav(path, 2.0)
    restoring.from_backup(database, backed_up, clock())
    with open_store(home, clock) as store:
        assert [a.id for a in store.answers()] == [3, 2, 1]


def test_a_newer_vivas_database_is_not_a_backup(tmp_path: Path, backed_up: Path) -> None:
    with closing(sqlite3.connect(backed_up)) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="newer version of Viva"):
        backups.check(backed_up)


def test_another_programs_file_is_not_a_backup(tmp_path: Path) -> None:
    foreign_file = tmp_path / "x.db"
    foreign_file.touch()
    foreign(foreign_file)
    with pytest.raises(Unusable, match="isn't a Viva database"):
        backups.check(foreign_file)
