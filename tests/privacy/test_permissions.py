"""Whatever the umask: all that Viva writes of a person is theirs alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import demo

ROOT = Path(__file__).parents[2]

STEPS = (
    ("model", "use", "demonstration"),
    ("analyze", "--no-transcript", "--save", str(demo.ANSWER)),
    ("report", "1", "--html", "{home}/page.html"),
    ("doctor",),
)
"""What writes settings, database, recording, log and a saved page."""


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=lambda mask: f"{mask:03o}")
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_all_files_are_their_owners_alone(umask: int, tmp_path: Path) -> None:
    home = tmp_path / "home"
    for step in STEPS:
        subprocess.run(
            [sys.executable, "-m", "recorder.cli", *(part.format(home=home) for part in step)],
            env={**os.environ, "VIVA_HOME": str(home), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=step != ("doctor",),
        )
    modes = {p: p.stat().st_mode & 0o777 for p in (home, *home.rglob("*"))}
    assert {p for p, mode in modes.items() if mode != (0o700 if p.is_dir() else 0o600)} == set()
    assert len([p for p in modes if p.is_file()]) >= 4
