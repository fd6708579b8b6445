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
import tempfile
import time
from pathlib import Path

from following import answer, model_to_measure

from recorder.person import settings
from tools.soak.terminal import Terminal, child_of

HOME = "to search, for example"
SETTLED = 10
"""Answers after which everything that stays in memory should be there."""


def memory(process: int) -> tuple[float, float]:
    """Return the resident memory of a process and its peak, in MB."""
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    values = {line.split(":")[0]: line.split() for line in status}
    return int(values["VmRSS"][1]) / 1000, int(values["VmHWM"][1]) / 1000


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
        settings.save(home / "settings.toml", settings.Settings(model=str(model.folder)))
        sound = answer(folder / "answer.wav", given.seconds)
        terminal = Terminal(folder, home, "--microphone", f"file:{sound}")
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
    print(f"screen: peak {screen[1]:.0f} MB")
    print(
        f"child: peak {child[1]:.0f} MB, {child[1] - weights:.0f} MB above its model's "
        f"{weights:.0f} MB of weights"
    )
    if answers > SETTLED:
        print(
            f"growth from answer {SETTLED} to {answers}: screen {screen[0] - settled[0]:+.1f} MB, "
            f"child {child[0] - settled[1]:+.1f} MB"
        )


if __name__ == "__main__":
    main()
