#!/usr/bin/env python3
"""Record while the analysis process follows: lost samples, a stuttering screen.

    python benchmarks/recording_while_analyzing.py [--minutes 10] [--model small.en]

A real recording from PulseAudio's virtual microphone (`tools/virtual_microphone.sh`), which plays
the sample answer over and over, in a process with a Textual app that draws the clock and the level
20 times a second. The analysis process follows the growing file with random weights in the real
dimensions. Prints overflows, samples missing against the clock, how late the microphone's blocks
were compared with its buffer, and how late the screen's heartbeats were.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from following import REPOSITORY, Child, answer, child, model_to_measure
from textual.app import App, ComposeResult
from textual.widgets import ProgressBar, Static

from recorder.microphone.sound_device import BUFFERED, SoundDeviceMicrophone
from recorder.microphone.types import BlockListener, Ended, Stream
from recorder.recording.take import Take

BEAT = 0.05
NEIGHBORS = 100
"""Blocks on either side, of 0.05 s each."""
SCRIPT = REPOSITORY / "tools" / "virtual_microphone.sh"


class Watched:
    """A microphone that records when each block arrived."""

    name = "virtual"
    note: str | None = None

    def __init__(self) -> None:
        self._inner = SoundDeviceMicrophone()
        self.blocks: list[tuple[float, int]] = []
        self.slowest = 0.0

    def prepare(self) -> None:
        """Do the slow part in advance."""
        self._inner.prepare()

    def open(self, heard: BlockListener, ended: Ended) -> Stream:
        """Open the real microphone and time its callback."""

        def timed(block: bytes, overflowed: bool) -> None:
            began = time.monotonic()
            heard(block, overflowed)
            self.blocks.append((began, len(block)))
            self.slowest = max(self.slowest, time.monotonic() - began)

        return self._inner.open(timed, ended)


class Screen(App[None]):
    """Draws clock and level at each beat and records how late it was."""

    def __init__(self, take: Take, seconds: float) -> None:
        super().__init__()
        self._take = take
        self._until = time.monotonic() + seconds
        self.late: list[float] = []
        self._due = 0.0

    def compose(self) -> ComposeResult:
        """Lay out a clock and a level."""
        yield Static("0.0", id="clock")
        yield ProgressBar(total=60, id="level")

    def on_mount(self) -> None:
        """Start the heartbeat."""
        self._due = time.monotonic() + BEAT
        self.set_interval(BEAT, self.beat)

    def beat(self) -> None:
        """Draw, and record how late."""
        now = time.monotonic()
        self.late.append(now - self._due)
        self._due = now + BEAT
        self.query_one("#clock", Static).update(f"{self._take.elapsed:.1f} s")
        self.query_one(ProgressBar).progress = 60 + max(-60.0, self._take.level.peak_db)
        if now > self._until:
            self.exit()


@contextmanager
def microphone(sound: Path) -> Iterator[None]:
    """Start the virtual microphone, play into it continuously, and end both."""
    lines = subprocess.run(
        [SCRIPT, "start"], check=True, stdout=subprocess.PIPE, text=True, timeout=60
    ).stdout.splitlines()
    os.environ.update(line.removeprefix("export ").split("=", 1) for line in lines)
    player = subprocess.Popen(["paplay", "--latency-msec=2000", str(sound)])
    try:
        yield
    finally:
        player.terminate()
        player.wait()
        subprocess.run([SCRIPT, "stop"], check=True, stdout=subprocess.DEVNULL, timeout=60)


def gaps(blocks: list[tuple[float, int]], bytes_a_second: int) -> tuple[float, float]:
    """Return how late the latest block was, and the seconds missing against the clock.

    Lateness is relative to neighboring blocks, because the microphone's and computer's clocks
    drift.
    """
    late, heard = [], 0
    for at, size in blocks:
        late.append(at - heard / bytes_a_second)
        heard += size
    worst = max(
        late[i] - min(late[max(0, i - NEIGHBORS) : i + NEIGHBORS]) for i in range(len(late))
    )
    return worst, late[-1] - late[0]


def record(running: Child, model: str, seconds: float, folder: Path) -> None:
    """Record, and print the results."""
    loaded = model_to_measure(model, folder)
    running.warm(loaded)
    watched = Watched()
    take = Take(folder / "take.wav", watched)
    take.start()
    number = running.follow(take.path, loaded)
    screen = Screen(take, seconds)
    screen.run(headless=True)
    left = running.left(number)
    recorded = take.stop()
    stopped = time.monotonic()
    running.send(do="finish", id=number, overflows=recorded.overflows)
    alone, last = running.outcome(number)
    worst, missing = gaps(watched.blocks, 2 * recorded.sample_rate)
    beats = sorted(screen.late)
    print(f"{recorded.duration:.0f} s recorded while {model}'s size follows")
    print(f"  overflows {recorded.overflows}; missing against the clock {missing * 1000:.0f} ms")
    print(
        f"  latest block {worst * 1000:.0f} ms after its time; "
        f"the buffer holds {BUFFERED * 1000:.0f}"
    )
    print(f"  slowest callback {watched.slowest * 1000:.2f} ms of its 50")
    print(
        f"  heartbeats {len(beats)}: latest {beats[-1] * 1000:.0f} ms late, "
        f"99.9% within {beats[int(0.999 * len(beats))] * 1000:.0f} ms, "
        f"{sum(late > 0.1 for late in beats)} later than 100 ms"
    )
    print(
        f"  {left} s left to transcribe at the stop; scores after "
        f"{(alone or last).at - stopped:.1f} s, report after {last.at - stopped:.1f} s; "
        f"load {os.getloadavg()[0]:.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--model", default="small.en")
    given = parser.parse_args()
    seconds = 60 * given.minutes
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = answer(folder / "spoken.wav", seconds + 30)
        with microphone(sound), child() as running:
            record(running, given.model, seconds, folder)


if __name__ == "__main__":
    sys.exit(main())
