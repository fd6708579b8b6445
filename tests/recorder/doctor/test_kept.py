"""What Viva keeps: every check with a good home and one that is not."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from recorder.doctor import kept
from recorder.doctor.surroundings import Surroundings
from recorder.files import crash
from recorder.files.locations import Locations
from recorder.files.log import GROWS_TO
from recorder.person.settings import Settings
from sessions.files.locks import Lock
from tests.sessions.database.test_checkup import answered


def home(around: Surroundings) -> Path:
    return around.locations.data


def backup(around: Surroundings, day: str) -> Path:
    folder = around.locations.backups
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / f"viva-{day}.db"
    path.touch()
    return path


def test_folders(around: Surroundings, tmp_path: Path) -> None:
    assert kept.folders(around).text == f"all in {home(around)}"
    new = Locations(tmp_path / "c", tmp_path / "d", tmp_path / "s")
    found = kept.folders(replace(around, locations=new))
    assert found.state == "ok" and "made at the first start: config, data, state" in found.text
    (tmp_path / "d").touch()
    found = kept.folders(replace(around, locations=new))
    assert found.state == "bad" and "is a file" in found.advice


def test_a_folder_that_cannot_be_written(
    around: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: path != home(around))  # root may always
    found = kept.folders(around)
    assert found.state == "bad" and "cannot be written" in found.advice


def test_permissions(around: Surroundings, tmp_path: Path) -> None:
    assert kept.permissions(around).state == "ok"
    around.locations.settings.touch(0o600)
    around.locations.settings.chmod(0o644)
    found = kept.permissions(around)
    assert found.state == "warn" and "settings.toml (644)" in found.text
    assert f"chmod 600 {around.locations.settings}" in found.advice
    home(around).chmod(0o755)
    assert f"chmod 700 {home(around)}" in kept.permissions(around).advice
    none = Locations(tmp_path / "c", tmp_path / "d", tmp_path / "s")
    assert kept.permissions(replace(around, locations=none)).text == "nothing is kept yet"


def test_settings_files(around: Surroundings) -> None:
    assert kept.files(around).text == "none yet"
    around.locations.settings.write_text("thinking = 5\n")
    assert kept.files(around).text == "settings.toml"
    around.locations.profile.write_text("name = [\n")
    found = kept.files(around)
    assert found.state == "bad" and "profile.toml" in found.text and "Mend" in found.advice
    assert around.locations.profile.exists(), "it stays where it is"
    around.locations.profile.rename(around.locations.profile.with_suffix(".damaged.toml"))
    found = kept.files(around)
    assert found.state == "warn" and "profile.damaged.toml" in found.text


def test_database(around: Surroundings) -> None:
    assert "none yet" in kept.database(around).text
    answered(home(around), b"x", b"y")
    good = kept.database(around)
    assert good.state == "ok" and good.text.startswith("2 answers, ") and "kB" in good.text
    assert kept.damage(around).text == "SQLite finds no damage"
    with closing(sqlite3.connect(around.locations.database)) as it:
        it.execute("PRAGMA user_version = 999")
    newer = kept.database(around)
    assert newer.state == "bad" and newer.advice == "Update Viva."


def test_an_older_database_is_told(around: Surroundings) -> None:
    answered(home(around), b"x")
    with closing(sqlite3.connect(around.locations.database)) as it:
        it.execute("PRAGMA user_version = 3")
    assert "version 3 (this Viva makes them" in kept.database(around).text


def test_a_damaged_or_lost_database(around: Surroundings) -> None:
    assert kept.damage(around).text == "no database yet"
    around.locations.database.write_bytes(b"Dear diary" * 500)
    for check in (kept.database, kept.damage):
        found = check(around)
        assert found.state == "bad" and "viva restore" in found.advice
        assert "Dear" not in found.text
    assert kept.recordings(around).state == "warn"
    around.locations.database.unlink()
    backup(around, "2026-11-20")
    assert kept.database(around).text.startswith("gone, but backups")


def test_backups(around: Surroundings) -> None:
    assert kept.daily_backups(around).text == "none yet; kept for 14 days"
    off = replace(around, choice=Settings(backup_days=0))
    assert kept.daily_backups(off).state == "ok", "there is nothing to keep"
    answered(home(around), b"x")
    assert kept.daily_backups(off).state == "warn"
    assert kept.daily_backups(around).state == "ok", "today's is still to come"
    later = datetime.now(UTC) + timedelta(days=2)
    assert "in none" in kept.daily_backups(around, later).text
    backup(around, "2020-02-02")
    found = kept.daily_backups(around, later)
    assert found.state == "warn" and found.text.startswith("1, the newest of 2020-02-02")
    backup(around, f"{later:%Y-%m-%d}")
    assert kept.daily_backups(around, later).state == "ok"


def test_recordings(around: Surroundings) -> None:
    answered(home(around), b"abc", b"def")
    assert kept.recordings(around).text.startswith("2 files, 0 kB; kept, compressed once")
    lasting = replace(around, choice=Settings(keep_sound=30, compress=False))
    assert "removed 30 days after the report, not compressed" in kept.recordings(lasting).text
    file = next(p for p in around.locations.recordings.glob("*/*") if p.is_file())
    file.rename(file.with_name("other.wav"))
    found = kept.recordings(around)
    assert found.state == "warn" and "sound of 1 answer is missing" in found.text
    (file.parent / "other.wav").rename(file)
    (file.parent / "stray.wav").touch()
    found = kept.recordings(around)
    assert found.state == "warn" and "1 belong to no answer" in found.text


def test_questions(around: Surroundings) -> None:
    assert kept.questions(around).text.endswith("0 of your own")
    folder = around.locations.config / "questions"
    folder.mkdir()
    (folder / "maria.toml").write_text("[[question]]\nid = 'own-x'\n")
    found = kept.questions(around)
    assert found.state == "warn" and "viva questions check" in found.advice
    assert "maria" not in found.text + found.advice


def test_log(around: Surroundings) -> None:
    assert kept.log(around).text == "empty"
    around.locations.log.write_bytes(b"x" * 5000)
    assert kept.log(around).text == "5 kB"
    around.locations.log.write_bytes(b"x" * (4 * GROWS_TO + 1))
    assert kept.log(around).state == "warn"


def test_faults(around: Surroundings) -> None:
    assert kept.faults(around).state == "ok"
    crash.write(ValueError("my words"), around.locations)
    found = kept.faults(around)
    assert found.state == "warn" and "1 reported" in found.text and "my words" not in found.text


def test_open_elsewhere(around: Surroundings) -> None:
    inside = replace(around, inside=True)
    assert kept.open_elsewhere(around).text == "no"
    assert kept.open_elsewhere(inside).text == "this one only"
    lock = Lock.take(around.locations.open_lock)
    assert lock is not None
    assert kept.open_elsewhere(around).text == "yes, in another window"
    assert kept.open_elsewhere(inside).text == "this one only"
    around.locations.open_lock.write_text("1\n")
    assert kept.open_elsewhere(inside).state == "warn"
    lock.release()


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 kB"), (1_500_000, "1.5 MB"), (2_340_000_000, "2.3 GB")]
)
def test_sizes(size: int, text: str) -> None:
    assert kept.megabytes(size) == text
