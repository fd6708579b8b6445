"""Whatever the umask: all that Viva writes of a person is theirs alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import fake_model
from tests.cli.fork_server import ForkServer
from tests.speech import write_speech

ROOT = Path(__file__).parents[2]

STEPS = (
    ("model", "use", "{given}/model"),
    ("analyze", "--no-transcript", "--save", "{sound}"),
    ("report", "1", "--html", "{home}/page.html"),
    ("questions", "add", "Why here?"),
    ("questions", "export", "{home}/my-bank.toml"),
    ("stories", "import", "{given}/stories.toml"),
    ("stories", "export", "{home}/my-stories.toml"),
    ("programs", "import", "{given}/programs.csv", "--yes"),
    ("programs", "export", "{home}/my-programs.csv"),
    ("compress",),
    ("backup", "{home}/backup.zip"),
    ("export", "{home}/export"),
    ("export", "{home}/export.zip"),
    ("restore", "{home}/backup.zip", "--yes"),
    ("doctor",),
)
"""What writes settings, database, recording, log, pages, files to take along, backups."""

BY_SCREENS = """
from datetime import UTC, datetime
from recorder.files import crash, private_file
from recorder.person import profile, settings
from recorder.files.locations import locate
from recorder.checks.ticks import Ticks
from sessions.backup import backups

at = locate()
profile.change(at.profile, name="Amara")
settings.change(at.settings, thinking=30)
Ticks(at.ticks).set("cv", datetime.now(UTC))
crash.write(ValueError("x"), at)
private_file.write_new(at.reports, "thank-you.txt", b"Dear Dr. Hibbert")
assert backups.make_daily(at.database, now=datetime.now(UTC))
"""
"""What the screens write: profile, ticks, an error, the thank-you as a file, the daily backup."""


@pytest.fixture(
    params=[0o000, *(pytest.param(mask, marks=pytest.mark.slow) for mask in (0o022, 0o077))],
    ids=lambda mask: f"{mask:03o}",
)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_all_files_are_their_owners_alone(umask: int, tmp_path: Path) -> None:
    home, given = tmp_path / "home", tmp_path / "given"
    given.mkdir()
    fake_model.write(given / "model")
    (given / "stories.toml").write_text('[[story]]\nform = "star"\ntitle = "The dose"\n')
    (given / "programs.csv").write_text("Program\nSpringfield\n")
    places = {"home": home, "given": given, "sound": write_speech(given / "answer.wav", 4)}
    environment = {**os.environ, "VIVA_HOME": str(home), "PYTHONPATH": str(ROOT)}
    viva = ForkServer()  # has this test's umask
    try:
        for step in STEPS:
            done = viva.run([part.format(**places) for part in step], tmp_path, environment)
            assert done.returncode == 0 or step == ("doctor",), (step, done.stderr)
    finally:
        viva.end()
    subprocess.run([sys.executable, "-c", BY_SCREENS], env=environment, check=True)
    modes = {p: p.stat().st_mode & 0o777 for p in (home, *home.rglob("*"))}
    assert {p for p, mode in modes.items() if mode != (0o700 if p.is_dir() else 0o600)} == set()
    names = {p.name for p in modes}
    assert {"profile.toml", "checklists.toml", "thank-you.txt", "my-stories.toml"} <= names
    assert {"export.zip", "backup.zip", "my-programs.csv", "backups", "crashes"} <= names
