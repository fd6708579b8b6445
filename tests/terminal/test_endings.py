"""Signals, a crash, a pause, a terminal that is gone: all is put right, the recording is kept."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from recorder.files.locations import locate
from sessions.recovery import recover
from sessions.store import Store
from tests.speech import write_speech
from tests.terminal.pseudo import PseudoTerminal, wait

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals"),
    pytest.mark.timeout(400),
]

TWO_SECONDS = 64_000
"""Bytes of sound."""

SECONDS = 60.0
"""The longest that an end may take where the processor is busy; usually it is under five."""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[PseudoTerminal]:
    made = PseudoTerminal(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def spoken(tmp_path: Path) -> str:
    return f"file:{write_speech(tmp_path / 'spoken.wav', 90)}"


def record(terminal: PseudoTerminal, spoken: str, before: str = "") -> None:
    """Start Viva, and record from a file for a moment."""
    terminal.viva("--microphone", spoken, before=before)
    begin(terminal)


def begin(terminal: PseudoTerminal) -> None:
    terminal.wait_for("Tell me about yourself")
    terminal.press("\r")
    terminal.wait_for("Start (space)")
    terminal.press(" ")
    terminal.wait_for("Recording from")
    assert wait(lambda: any(f.stat().st_size > TWO_SECONDS for f in terminal.home.rglob("*.wav")))


def kept(home: Path) -> float:
    """Seconds of the one recording that is there, now or after the next start."""
    places = locate({"VIVA_HOME": str(home)})
    with Store.open(places.database, places.recordings) as store:
        recover(store)
        (answer,) = store.answers()
        return answer.duration or 0.0


def check(terminal: PseudoTerminal, code: int) -> None:
    assert terminal.wait_for_end(SECONDS) == code
    assert terminal.left_on == []
    assert terminal.restored
    assert kept(terminal.home) > 1.0


@pytest.mark.parametrize(
    "name",
    [
        "SIGTERM",
        *(pytest.param(n, marks=pytest.mark.slow) for n in ("SIGINT", "SIGQUIT", "SIGHUP")),
    ],
)
def test_a_signal_restores_the_terminal(terminal: PseudoTerminal, spoken: str, name: str) -> None:
    record(terminal, spoken)
    assert terminal.left_on and terminal.process is not None
    number = getattr(signal, name)
    os.kill(terminal.process.pid, number)
    check(terminal, 128 + number)


@pytest.mark.slow
def test_a_crash_restores_the_terminal(terminal: PseudoTerminal, spoken: str) -> None:
    program = (
        "from recorder.app.app import VivaApp; VivaApp.action_help = lambda self: 1 / 0\n"
        "import sys; from recorder.cli import main; sys.exit(main())"
    )
    terminal.run(sys.executable, "-c", program, "--microphone", spoken)
    begin(terminal)
    terminal.press("?")
    check(terminal, 1)
    assert "ran into an internal error" in terminal.text


@pytest.mark.slow
@pytest.mark.parametrize("before", ["", "trap '' HUP;"], ids=["told", "not told"])
def test_a_terminal_that_is_gone_ends_it(
    terminal: PseudoTerminal, spoken: str, before: str
) -> None:
    record(terminal, spoken, before)
    terminal.vanish()
    terminal.wait_for_end(SECONDS)
    assert kept(terminal.home) > 1.0


@pytest.mark.slow
def test_ctrl_z_gives_the_shell_back_and_fg_goes_on(terminal: PseudoTerminal, spoken: str) -> None:
    terminal.run("env", "PS1=SHELL> ", "bash", "--norc", "-i")
    terminal.wait_for("SHELL>")
    terminal.press(f"'{sys.executable}' -m recorder.cli --microphone '{spoken}'\r")
    begin(terminal)
    at = len(terminal.text)
    terminal.press("\x1a")
    terminal.wait_for("SHELL>", after=at)
    assert terminal.left_on in ([], ["pasting"])  # which the shell turns on itself
    at = len(terminal.text)
    terminal.press("fg\r")
    terminal.wait_for("Recording from", after=at)
    terminal.press(" ")
    terminal.wait_for("overall, out of 100", "too little to score", "No report yet")
    terminal.press("\x11")
    terminal.wait_for("SHELL>", after=len(terminal.text) - 1)
    assert kept(terminal.home) > 1.0
