#!/usr/bin/env python3
"""Memory of the screen process and the analysis process over many short answers.

    python benchmarks/memory.py [--answers 50] [--model base.en] [--seconds 6]

The real program in its own terminal (tmux) and home, with a sound file as the microphone: choose a
question, answer it, read the report, go back, repeat. The model is a real one by folder, or random
weights in a named model's dimensions. Prints the resident memory of both processes as it goes, and
at the end their peaks (the analysis process's also above its weights) and the growth from the
tenth answer to the last.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from following import REPOSITORY, answer, model_to_measure

from recorder.person import profile, settings

PATIENCE = 120.0
HOME = "to search, for example"
SETTLED = 10
"""Answers after which everything that stays in memory should be there."""


class Terminal:
    """A separate tmux in which Viva runs."""

    def __init__(self, folder: Path, home: Path, sound: Path) -> None:
        self._socket = str(folder / "tmux")
        viva = (sys.executable, "-m", "recorder.cli", "--microphone", f"file:{sound}")
        environment = ("env", f"VIVA_HOME={home}", f"PYTHONPATH={REPOSITORY}")
        self._tmux("new-session", "-d", "-x", "120", "-y", "40", *environment, *viva)
        self.viva = int(self._tmux("display-message", "-p", "#{pane_pid}"))

    def press(self, *keys: str) -> None:
        """Send keys by tmux's names."""
        self._tmux("send-keys", *keys)

    def wait_for(self, *texts: str) -> None:
        """Wait until one of these is on the screen."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            screen = self._tmux("capture-pane", "-p")
            if any(text in screen for text in texts):
                return
            time.sleep(0.1)
        raise SystemExit(f"none of {texts} appeared; the screen is:\n{screen}")

    def close(self) -> None:
        """End this tmux and everything running in it."""
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], check=False)

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-S", self._socket, "-f", os.devnull, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def memory(process: int) -> tuple[float, float]:
    """Return the resident memory of a process and its peak, in MB."""
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    values = {line.split(":")[0]: line.split() for line in status}
    return int(values["VmRSS"][1]) / 1000, int(values["VmHWM"][1]) / 1000


def child_of(process: int) -> int | None:
    """Find the analysis process started by a process."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if int(stat[1]) == process and command[1:3] == [b"-m", b"analysis"]:
            return int(folder.name)
    return None


def answer_once(terminal: Terminal) -> None:
    """Choose the first question, answer it, wait for the full report, and go back."""
    terminal.wait_for(HOME)
    terminal.press("Enter")
    terminal.wait_for("Start (space)")
    terminal.press("Space")
    terminal.wait_for("overall, out of 100", "too little to score", "No report yet")
    time.sleep(2.0)  # the words may still arrive
    terminal.press("Escape")
    terminal.wait_for(HOME)  # a key too soon after Escape would be read as Alt plus that key


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--answers", type=int, default=50)
    parser.add_argument("--model", default="base.en", help="a real folder, or a name")
    parser.add_argument("--seconds", type=float, default=6.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = folder / "home"
        model = model_to_measure(given.model, folder / "models")
        profile.save(home / "profile.toml", profile.Profile())  # past the first steps
        settings.save(home / "settings.toml", settings.Settings(model=str(model.folder)))
        sound = answer(folder / "answer.wav", given.seconds)
        terminal = Terminal(folder, home, sound)
        try:
            watch(terminal, given.answers, (model.folder / "model.bin").stat().st_size / 1e6)
        finally:
            terminal.close()


def watch(terminal: Terminal, answers: int, weights: float) -> None:
    """Answer again and again, and print the memory of both."""
    settled = (0.0, 0.0)
    screen = child = (0.0, 0.0)
    for number in range(1, answers + 1):
        answer_once(terminal)
        screen = memory(terminal.viva)
        process = child_of(terminal.viva)
        child = memory(process) if process else (0.0, 0.0)
        if number == SETTLED:
            settled = screen[0], child[0]
        if number % 5 == 0 or number == 1:
            print(
                f"  {number:3} answers: screen {screen[0]:.0f} MB, child {child[0]:.0f} MB",
                flush=True,
            )
    print(f"screen: peak {screen[1]:.0f} MB, growth {screen[0] - settled[0]:+.1f} MB")
    print(
        f"child: peak {child[1]:.0f} MB, {child[1] - weights:.0f} MB above its model's "
        f"{weights:.0f} MB of weights; growth {child[0] - settled[1]:+.1f} MB "
        f"from answer {SETTLED} to {answers}"
    )


if __name__ == "__main__":
    main()
