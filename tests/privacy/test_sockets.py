"""No command opens a socket to anywhere, except to download a model: strace watches every process.

AF_UNIX doesn't leave the computer: the sound server and asyncio use it.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from analysis import demo
from analysis.models.known import Model
from recorder.cli.parser import build
from tests import fake_model
from tests.speech import write_speech
from tests.terminal.test_practice import Terminal, answer

__all__ = ["answer"]

ROOT = Path(__file__).parents[2]
OUTWARD = re.compile(r"socket\((AF_INET6?|AF_PACKET|AF_NETLINK)")

EACH: Mapping[str, Sequence[Sequence[str]]] = {
    "analyze": (("--model", "{model}", "--save", "{sound}"),),
    "report": (("1", "--html", "{folder}/page.html"),),
    "answers": ((),),
    "today": ((),),
    "record": (("--microphone", "file:{short}"),),
    "compare": (("1", "2", "--html", "{folder}/two.html"),),
    "mock": ((),),
    "retell": ((),),
    "progress": (("--csv",),),
    "reanalyze": (("1", "--model", "{model}"),),
    "questions": (("add", "Why here?"),),
    "stories": (("import", "{stories}"), ("export", "{folder}/stories-out.toml")),
    "programs": (("import", "{programs}", "--yes"), ("export", "{folder}/programs-out.csv")),
    "checklist": (("week", "--microphone", "file:{sound}"),),
    "terms": ((),),
    "fillers": ((),),
    "compress": ((),),
    "backup": (("{folder}/backup.zip",),),
    "restore": (("{folder}/backup.zip", "--yes"),),
    "export": (("{folder}/export.zip",),),
    "delete": (("--all", "--settings", "--yes"),),
    "model": (
        ("list",),
        ("use", "{model}"),
        ("add", "{stick}"),
        ("ensure",),
        ("ensure", "none"),
    ),
    "devices": ((),),
    "doctor": ((), ("--all",)),
    "demo": ((),),
}
"""What is tried of each command, in this order; ``model advise`` by itself, for it takes long."""

STORIES = '[[story]]\nform = "star"\ntitle = "The dose"\n'
PROGRAMS = "Program,Day\nSpringfield,2026-12-03\n"

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
]


def traced(seen: Path, *command: str) -> tuple[str, ...]:
    """Put a command under strace; ``seen`` gets each socket of it and of all it starts."""
    return (
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-e",
        "trace=socket,execve",
        "-o",
        str(seen),
        *command,
    )


def outward(seen: Path) -> list[str]:
    """Return the sockets that could lead out of the computer."""
    return [line for line in seen.read_text().splitlines() if OUTWARD.search(line)]


def commands() -> set[str]:
    """Names of all commands."""
    parser = build()
    (found,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return set(found.choices)


def test_every_command_is_tried() -> None:
    assert set(EACH) == commands()


@pytest.mark.slow
def test_no_command_opens_a_way_out(tmp_path: Path, tiny_en: Model) -> None:
    home = tmp_path / "home"
    (stories := tmp_path / "stories.toml").write_text(STORIES)
    (programs := tmp_path / "programs.csv").write_text(PROGRAMS)
    given = {
        "sound": str(demo.ANSWER),
        "short": str(write_speech(tmp_path / "short.wav", 3)),
        "folder": str(tmp_path),
        "model": str(tiny_en.folder),
        "stories": str(stories),
        "programs": str(programs),
        "stick": str(fake_model.write(tmp_path / "mine")),
    }
    for name, tries in EACH.items():
        for arguments in tries:
            seen = tmp_path / "seen"
            said = [each.format(**given) for each in arguments]
            done = subprocess.run(
                traced(seen, sys.executable, "-m", "recorder.cli", name, *said),
                env={**os.environ, "VIVA_HOME": str(home), "PYTHONPATH": str(ROOT)},
                capture_output=True,
                text=True,
                input="\n",
            )
            assert outward(seen) == [], (name, said)
            assert "Traceback" not in done.stderr
            assert done.returncode != 2, (name, said, done.stderr)  # it really did something


@pytest.mark.parametrize("part", ["pull", "ensure"])
def test_pulling_a_model_does_and_only_its_own_process(tmp_path: Path, part: str) -> None:
    seen = tmp_path / "seen"
    environment = {
        "HF_ENDPOINT": "http://127.0.0.1:9",
        "HF_HUB_OFFLINE": "0",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_CONFIG_FILE": os.devnull,
    }
    done = subprocess.run(
        traced(seen, sys.executable, "-m", "recorder.cli", "model", part, "tiny.en"),
        env={**os.environ, **environment, "VIVA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and "internet connection" in done.stderr
    processes = {line.split()[0] for line in outward(seen)}
    lines = seen.read_text().splitlines()
    download = {line.split()[0] for line in lines if '"analysis.models.download"' in line}
    assert processes and processes == download


@pytest.mark.terminal
@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_the_screens_and_their_children_open_no_way_out(answer: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    terminal = Terminal(tmp_path, 100, 30)
    try:
        terminal.start(tmp_path / "home", "--microphone", f"file:{answer}", before=traced(seen))
        terminal.wait_for("Tell me about yourself")
        terminal.press("Enter")
        terminal.wait_for("Start (space)")
        terminal.press("Space")
        terminal.wait_for("overall, out of 100", "too little to score", "No report yet")
        terminal.press("Escape")
        terminal.wait_for("1×  last")
        terminal.press("q")
        terminal.wait_for_end()
    finally:
        terminal.end()
    assert outward(seen) == []
