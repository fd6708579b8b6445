"""Names that are not UTF-8, a full disk behind standard output, and none at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Viva
from tests.speech import write_speech

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux's file names and devices")

PRINTING = (
    "--version",
    "--help",
    "questions --help",
    "questions",
    "questions --format json",
    "today",
    "answers",
    "mock",
    "progress",
    "reanalyze",
    "stories",
    "programs",
    "checklist",
    "terms",
    "fillers",
    "doctor",
    "model list",
    "model advise",
)
"""Commands that print something in an empty home."""


def shell(home: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which ``viva`` is the command."""
    command = f'viva() {{ "{sys.executable}" -m recorder.cli "$@"; }}\n{line}'
    return subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        cwd=home.parent,
        env={**os.environ, "VIVA_HOME": str(home), "PYTHONPATH": str(ROOT)},
    )


def crashes(home: Path) -> list[Path]:
    return list(home.rglob("crash-*.txt"))


@pytest.mark.parametrize(
    "command", [c if c in ("questions", "--help") else pytest.param(c, marks=pytest.mark.slow)
                for c in PRINTING]
)  # fmt: skip
def test_a_full_disk_behind_the_output_is_said(home: Path, command: str) -> None:
    done = shell(home, f"viva {command} > /dev/full")
    assert "the disk is full" in done.stderr
    assert done.stderr.count("\n") == 1 or command in ("doctor", "reanalyze")
    assert done.returncode == 1
    assert not crashes(home)


@pytest.mark.slow
def test_what_is_written_to_a_full_disk_is_analyzed_once(home: Path, tmp_path: Path) -> None:
    write_speech(tmp_path / "a.wav", 3)
    done = shell(home, "viva analyze --no-transcript --format json a.wav > /dev/full")
    assert (done.returncode, done.stderr.count("the disk is full")) == (1, 1)
    assert not crashes(home)


def test_a_closed_output_is_said_before_anything_is_done(home: Path) -> None:
    done = shell(home, "viva questions >&-")
    assert done.returncode == 1
    assert "standard output is closed" in done.stderr
    assert not home.exists()
    everything = shell(home, "viva questions >&- 2>&- <&-")
    assert (everything.returncode, everything.stdout, everything.stderr) == (1, "", "")


def test_a_reader_that_goes_early_is_no_fault(home: Path) -> None:
    done = shell(home, "viva questions --format json | true")
    assert done.stderr == ""
    assert not crashes(home)


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder and a recording whose names are not UTF-8."""
    folder = tmp_path / os.fsdecode(b"f\xe9lder")
    folder.mkdir()
    spoken = write_speech(tmp_path / "spoken.wav", 3)
    shutil.move(spoken, folder / os.fsdecode(b"x\xff.wav"))
    return folder


def test_a_name_that_is_not_utf8_is_analyzed(viva: Viva, odd: Path, tmp_path: Path) -> None:
    path = odd / os.fsdecode(b"x\xff.wav")
    plain = write_speech(tmp_path / "plain.wav", 3)
    done = viva("analyze", "--no-transcript", "--format", "json", path, plain)
    assert done.returncode == 0, done.stderr
    odd_one, plain_one = map(json.loads, done.stdout.splitlines())
    assert odd_one["recording"]["path"].endswith("f\ufffdlder/x\ufffd.wav")
    assert odd_one["measures"] == plain_one["measures"]
    told = viva("analyze", "--no-transcript", path, plain)
    assert "x\ufffd.wav" in told.stdout


@pytest.mark.slow
def test_such_folders_take_and_give_everything(viva: Viva, odd: Path, home: Path) -> None:
    path = odd / os.fsdecode(b"x\xff.wav")
    pages = viva("analyze", "--no-transcript", "--format", "html", "--out", odd, path)
    assert pages.returncode == 0 and "f\ufffdlder/x\ufffd.html" in pages.stderr
    assert viva("analyze", "--no-transcript", "--save", path).returncode == 0
    for command in (
        ("report", "--format", "json"),
        ("answers",),
        ("export", odd / "all"),
        ("backup", odd / os.fsdecode(b"b\xff.zip")),
        ("restore", odd / os.fsdecode(b"b\xff.zip"), "--yes"),
    ):
        done = viva(*command)
        assert done.returncode == 0, done.stderr
    listed = odd / os.fsdecode(b"p\xff.csv")
    listed.write_text("Program\nRiverside\n")
    assert viva("programs", "import", listed, "--yes").returncode == 0
    assert viva("programs", "export", odd / os.fsdecode(b"q\xff.csv")).returncode == 0
    assert not crashes(home)
    missing = viva("analyze", odd / os.fsdecode(b"y\xff.wav"))
    assert missing.returncode == 1 and "y\ufffd.wav doesn't exist" in missing.stderr


def test_a_home_whose_name_is_not_utf8(viva: Viva, odd: Path, home: Path) -> None:
    path = odd / os.fsdecode(b"x\xff.wav")
    assert viva("analyze", "--no-transcript", "--save", path).returncode == 0
    moved = odd / "home"
    shutil.move(home, moved)
    line = f"export VIVA_HOME=$'{odd.parent}/f\\xe9lder/home'; viva answers && viva report 1"
    done = shell(home, line)
    assert done.returncode == 0, done.stderr
    assert "from the sound alone" in done.stdout
