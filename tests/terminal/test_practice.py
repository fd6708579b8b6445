"""A real terminal: start Viva in tmux, answer a question from a sound file, read the report.

No fakes: the command, the screens, the take, the store and the analysis child are the real ones.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile
from rich.console import Console
from textual.renderables.digits import Digits

from tests.speech import write_speech

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    pytest.mark.timeout(600),
]

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds to wait for a text; a busy machine compiles on the first analysis."""


class Terminal:
    """A separate tmux with one window."""

    def __init__(self, folder: Path, columns: int, lines: int) -> None:
        self._socket = folder / "tmux"
        self._size = ("-x", str(columns), "-y", str(lines))

    def tmux(self, *arguments: str) -> str:
        """Run one tmux command, and return its output."""
        command = ["tmux", "-S", str(self._socket), "-f", os.devnull, *arguments]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=PATIENCE
        )
        assert done.returncode == 0, f"tmux {arguments[0]}: {done.stderr}"
        return done.stdout

    def start(
        self,
        home: Path,
        *arguments: str,
        newcomer: bool = False,
        before: tuple[str, ...] = (),
    ) -> None:
        """Start Viva with its own home folder; ``newcomer`` decides on the first steps.

        ``before`` is a program that watches it.
        """
        home.mkdir(exist_ok=True)
        if not newcomer:
            (home / "profile.toml").touch()
        viva = (*before, sys.executable, "-m", "recorder.cli", *arguments)
        environment = ("env", f"VIVA_HOME={home}", f"PYTHONPATH={REPOSITORY}", "TERM=tmux-256color")
        self.tmux("new-session", "-d", *self._size, *environment, *viva)
        self.tmux("set-option", "-g", "remain-on-exit", "on")

    def screen(self) -> str:
        """Return the text on the screen."""
        return self.tmux("capture-pane", "-p")

    def wait_for(self, *texts: str) -> str:
        """Wait until one of these is on the screen."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            screen = self.screen()
            if any(text in screen for text in texts):
                return screen
            time.sleep(0.1)
        raise AssertionError(f"none of {texts} came; the screen is:\n{self.screen()}")

    def wait_for_clock(self, seconds: int) -> None:
        """Wait until the clock of an answer, in large digits, shows this many seconds or more."""
        self.wait_for(*(in_digits(f"0:{second:02}") for second in range(seconds, 60)))

    def wait_for_end(self) -> None:
        """Wait until Viva has ended."""
        end = time.monotonic() + PATIENCE
        while self.tmux("display-message", "-p", "#{pane_dead}").strip() != "1":
            assert time.monotonic() < end, f"Viva did not end; the screen is:\n{self.screen()}"
            time.sleep(0.1)

    def press(self, *keys: str) -> None:
        """Send keys by tmux's names."""
        self.tmux("send-keys", *keys)

    def end(self) -> None:
        """End this tmux and what runs in it."""
        subprocess.run(["tmux", "-S", str(self._socket), "kill-server"], check=False)
        self._socket = self._socket.with_name(self._socket.name + "-")  # it may still be ending


def in_digits(time: str) -> str:
    """Return the middle line of a time in large digits; only 4 and 9 have the same."""
    console = Console(width=40)
    with console.capture() as drawn:
        console.print(Digits(time))
    return drawn.get().splitlines()[1].rstrip()


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """Six seconds of speech."""
    return write_speech(tmp_path / "answer.wav", 6.0)


@pytest.fixture(
    params=[(80, 24), pytest.param((120, 40), marks=pytest.mark.slow)],
    ids=lambda size: f"{size[0]}x{size[1]}",
)
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path, *request.param)
    yield made
    made.end()


def recordings(home: Path) -> list[Path]:
    """Return the recordings of all answers; some may already be compressed."""
    return [path for path in home.rglob("*") if path.suffix in (".wav", ".flac")]


def test_a_newcomer_answers_and_reads_the_report(
    terminal: Terminal, answer: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    terminal.start(home, "--microphone", f"file:{answer}")
    terminal.wait_for("Tell me about yourself")
    terminal.press("Enter")
    terminal.wait_for("Start (space)")
    terminal.press("Space")
    recording = terminal.wait_for("Recording from answer.wav")
    assert "no light yet" in recording
    report = terminal.wait_for("too little to score", "No report yet")
    assert "Press r to answer again" in " ".join(report.split())
    assert "Pauses" in report and "overall" not in report
    terminal.press("a")
    assert "no words" in terminal.wait_for("Your answers")
    terminal.press("Escape")
    assert "1×  last" in terminal.wait_for("1×  last")
    terminal.press("q")
    terminal.wait_for_end()
    assert "Traceback" not in terminal.screen()
    (kept,) = recordings(home)
    (heard, rate), (said, of_it) = (soundfile.read(p, dtype="int16") for p in (kept, answer))
    assert rate == of_it and heard.tolist() == said.tolist()


def test_pressing_only_enter_leads_to_the_first_question(
    terminal: Terminal, answer: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    terminal.start(home, "--microphone", f"file:{answer}", newcomer=True)
    for step in ("1 of 3", "2 of 3", "3 of 3"):
        terminal.wait_for(step)
        terminal.press("Enter")
    terminal.wait_for("Tell me about yourself")
    terminal.wait_for("Start (space)")
    terminal.press("Escape")
    terminal.wait_for("Welcome. Press Enter")
    assert not recordings(home)


@pytest.mark.slow
def test_stopping_and_discarding(terminal: Terminal, answer: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    terminal.start(home, "--microphone", f"file:{answer}")
    terminal.wait_for("Tell me about yourself")
    terminal.press("/")
    terminal.press("mistake")
    terminal.wait_for("you made a mistake")
    terminal.press("Enter")
    terminal.wait_for("Start (space)")
    terminal.press("Space")
    terminal.wait_for("0:01", "Recording from")
    terminal.press("x")
    terminal.wait_for("Discard this answer?")
    terminal.press("d")
    terminal.wait_for("Answer discarded.")
    terminal.press("Space")
    terminal.wait_for("Recording from")
    terminal.wait_for_clock(2)  # longer than a slip of the finger
    terminal.press("Space")
    terminal.wait_for("too little to score", "nothing to score", "No report yet")
    assert len(recordings(home)) == 1


@pytest.mark.slow
def test_a_second_viva_in_one_home_folder_says_so(terminal: Terminal, tmp_path: Path) -> None:
    home = tmp_path / "home"
    terminal.start(home)
    terminal.wait_for("Tell me about yourself")
    assert "another window" not in terminal.screen()
    (tmp_path / "other").mkdir()
    second = Terminal(tmp_path / "other", 100, 30)
    try:
        second.start(home)
        second.wait_for("another window")
        terminal.press("q")
        terminal.wait_for_end()
        second.press("q")
        second.wait_for_end()
        assert not (home / "log" / "open.lock").exists()
    finally:
        second.end()
