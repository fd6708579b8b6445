"""What Viva stores: every check with a good home folder and a bad one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from recorder.doctor import storage
from recorder.doctor.surroundings import Surroundings
from recorder.files import crash
from recorder.files.locations import Locations
from recorder.files.log import GROWS_TO
from recorder.person.settings import Settings
from sessions.files.locks import Lock
from tests.sessions.database.test_checkup import answered


def home(surroundings: Surroundings) -> Path:
    return surroundings.locations.data


def backup(surroundings: Surroundings, day: str) -> Path:
    folder = surroundings.locations.backups
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / f"viva-{day}.db"
    path.touch()
    return path


def test_folders(surroundings: Surroundings, tmp_path: Path) -> None:
    assert storage.folders(surroundings).text == f"all in {home(surroundings)}"
    new = Locations(tmp_path / "c", tmp_path / "d", tmp_path / "s")
    found = storage.folders(replace(surroundings, locations=new))
    assert found.state == "ok" and "created at first start: config, data, state" in found.text
    (tmp_path / "d").touch()
    found = storage.folders(replace(surroundings, locations=new))
    assert found.state == "bad" and "is a file" in found.advice


def test_a_folder_that_cannot_be_written(
    surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        os, "access", lambda path, mode: path != home(surroundings)
    )  # root always can
    found = storage.folders(surroundings)
    assert found.state == "bad" and "can't write to" in found.advice


def test_a_folder_that_cannot_be_created(
    surroundings: Surroundings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    new = Locations(tmp_path / "c" / "viva", tmp_path / "d" / "viva", tmp_path / "s" / "viva")
    found = storage.folders(replace(surroundings, locations=new))
    assert found.state == "bad" and f"can't write to {tmp_path}:" in found.advice


def test_permissions(surroundings: Surroundings, tmp_path: Path) -> None:
    assert storage.permissions(surroundings).state == "ok"
    surroundings.locations.settings.touch(0o600)
    surroundings.locations.settings.chmod(0o644)
    found = storage.permissions(surroundings)
    assert found.state == "warn" and "settings.toml (644)" in found.text
    assert f"chmod 600 {surroundings.locations.settings}" in found.advice
    home(surroundings).chmod(0o755)
    assert f"chmod 700 {home(surroundings)}" in storage.permissions(surroundings).advice
    none = Locations(tmp_path / "c", tmp_path / "d", tmp_path / "s")
    assert storage.permissions(replace(surroundings, locations=none)).text == "nothing is saved yet"


def test_settings_files(surroundings: Surroundings) -> None:
    assert storage.files(surroundings).text == "none yet"
    surroundings.locations.settings.write_text("thinking = 5\n")
    assert storage.files(surroundings).text == "settings.toml"
    surroundings.locations.profile.write_text("name = [\n")
    found = storage.files(surroundings)
    assert found.state == "bad" and "profile.toml" in found.text and "Fix" in found.advice
    assert surroundings.locations.profile.exists(), "it stays where it is"
    surroundings.locations.profile.rename(
        surroundings.locations.profile.with_suffix(".damaged.toml")
    )
    found = storage.files(surroundings)
    assert found.state == "warn" and "profile.damaged.toml" in found.text


def test_database(surroundings: Surroundings) -> None:
    assert "none yet" in storage.database(surroundings).text
    answered(home(surroundings), b"x", b"y")
    good = storage.database(surroundings)
    assert good.state == "ok" and good.text.startswith("2 answers, ") and "kB" in good.text
    assert storage.damage(surroundings).text == "SQLite finds no damage"
    with closing(sqlite3.connect(surroundings.locations.database)) as it:
        it.execute("PRAGMA user_version = 999")
    newer = storage.database(surroundings)
    assert newer.state == "bad" and newer.advice == "Update Viva."


def test_an_older_database_is_reported(surroundings: Surroundings) -> None:
    answered(home(surroundings), b"x")
    with closing(sqlite3.connect(surroundings.locations.database)) as it:
        it.execute("PRAGMA user_version = 3")
    assert "version 3 (this Viva upgrades it to" in storage.database(surroundings).text


def test_a_damaged_or_lost_database(surroundings: Surroundings) -> None:
    assert storage.damage(surroundings).text == "no database yet"
    surroundings.locations.database.write_bytes(b"Dear diary" * 500)
    for check in (storage.database, storage.damage):
        found = check(surroundings)
        assert found.state == "bad" and "viva restore" in found.advice
        assert "Dear" not in found.text
    assert storage.recordings(surroundings).state == "warn"
    surroundings.locations.database.unlink()
    backup(surroundings, "2026-11-20")
    assert storage.database(surroundings).text.startswith("missing, but there are backups")


def test_backups(surroundings: Surroundings) -> None:
    assert storage.daily_backups(surroundings).text == "none yet; kept for 14 days"
    off = replace(surroundings, choice=Settings(backup_days=0))
    assert storage.daily_backups(off).state == "ok", "there is nothing to keep"
    answered(home(surroundings), b"x")
    assert storage.daily_backups(off).state == "warn"
    assert storage.daily_backups(surroundings).state == "ok", "today's is still to come"
    later = datetime.now(UTC) + timedelta(days=2)
    assert "aren't in any backup" in storage.daily_backups(surroundings, later).text
    backup(surroundings, "2020-02-02")
    found = storage.daily_backups(surroundings, later)
    assert found.state == "warn" and found.text.startswith("1, the newest from 2020-02-02")
    backup(surroundings, f"{later:%Y-%m-%d}")
    assert storage.daily_backups(surroundings, later).state == "ok"


def test_recordings(surroundings: Surroundings) -> None:
    answered(home(surroundings), b"abc", b"def")
    assert storage.recordings(surroundings).text.startswith("2 files, 0 kB; kept, compressed after")
    lasting = replace(surroundings, choice=Settings(keep_sound=30, compress=False))
    assert "removed 30 days after the report, not compressed" in storage.recordings(lasting).text
    file = next(p for p in surroundings.locations.recordings.glob("*/*") if p.is_file())
    file.rename(file.with_name("other.wav"))
    found = storage.recordings(surroundings)
    assert found.state == "warn" and "recordings of 1 answer are missing" in found.text
    (file.parent / "other.wav").rename(file)
    (file.parent / "stray.wav").touch()
    found = storage.recordings(surroundings)
    assert found.state == "warn" and "1 without an answer" in found.text


def test_questions(surroundings: Surroundings) -> None:
    assert storage.questions(surroundings).text.endswith("0 of your own")
    folder = surroundings.locations.config / "questions"
    folder.mkdir()
    (folder / "maria.toml").write_text("[[question]]\nid = 'own-x'\n")
    found = storage.questions(surroundings)
    assert found.state == "warn" and "viva questions check" in found.advice
    assert "maria" not in found.text + found.advice


def test_log(surroundings: Surroundings) -> None:
    assert storage.log(surroundings).text == "empty"
    surroundings.locations.log.write_bytes(b"x" * 5000)
    assert storage.log(surroundings).text == "5 kB"
    surroundings.locations.log.write_bytes(b"x" * (4 * GROWS_TO + 1))
    assert storage.log(surroundings).state == "warn"


def test_faults(surroundings: Surroundings) -> None:
    assert storage.error_reports(surroundings).state == "ok"
    crash.write(ValueError("my words"), surroundings.locations)
    found = storage.error_reports(surroundings)
    assert found.state == "warn" and "1 reported" in found.text and "my words" not in found.text


def test_open_elsewhere(surroundings: Surroundings) -> None:
    inside = replace(surroundings, inside=True)
    assert storage.open_elsewhere(surroundings).text == "no"
    assert storage.open_elsewhere(inside).text == "this one only"
    lock = Lock.take(surroundings.locations.open_lock)
    assert lock is not None
    assert storage.open_elsewhere(surroundings).text == "yes, in another window"
    assert storage.open_elsewhere(inside).text == "this one only"
    surroundings.locations.open_lock.write_text("1\n")
    assert storage.open_elsewhere(inside).state == "warn"
    lock.release()


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 kB"), (1_500_000, "1.5 MB"), (2_340_000_000, "2.3 GB")]
)
def test_sizes(size: int, text: str) -> None:
    assert storage.megabytes(size) == text
