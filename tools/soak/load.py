"""Records for minutes while every core is busy, and counts what is lost.

    python -m tools.soak.load --minutes 10 --busy 4

A real recording from PulseAudio's virtual microphone, which plays a tone, next to a number of
spinning processes. Counted: samples the device reports lost, seconds missing against the clock, and
breaks of the tone, which shift its phase, so that one lost sample shows. A break can also be the
player's, which is under the same load.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recorder.microphone.choose import choose
from recorder.recording.take import Recorded, Take
from tests.microphone import virtual_microphone

RATE = 48_000
PITCH = 997.0
"""Hertz; prime, so that almost no number of lost samples is a whole number of periods."""

WINDOW = 0.1
"""Seconds of sound whose phase is compared with the next window's."""

SHIFT = 0.07
"""Radians of phase between two windows that count as a break: half a sample at 44.1 kHz."""

SPIN = (sys.executable, "-c", "while True: pass")


@dataclass(frozen=True)
class Outcome:
    """The recording, its breaks, and the computer's load during it."""

    recorded: Recorded
    samples: int
    breaks: int
    load: float

    @property
    def good(self) -> bool:
        """Whether nothing is missing."""
        taken = self.recorded
        return not (taken.overflows or taken.lost or taken.problem or self.breaks)

    def __str__(self) -> str:
        taken = self.recorded
        return (
            f"{taken.duration:.1f} s recorded, {self.samples} samples at {taken.sample_rate} Hz, "
            f"load {self.load:.1f}: {taken.overflows} overflows, {taken.lost:.2f} s missing "
            f"against the clock, {self.breaks} breaks of the tone"
            + (f"; {taken.problem}" if taken.problem else "")
        )


def main() -> None:
    """Record and print what is missing; exit 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--busy", type=int, default=2 * (os.cpu_count() or 1))
    given = parser.parse_args()
    outcome = run(60 * given.minutes, given.busy)
    print(f"{given.busy} busy processes: {outcome}")
    raise SystemExit(not outcome.good)


def run(seconds: float, busy: int) -> Outcome:
    """Record for some minutes next to a number of busy processes."""
    with tempfile.TemporaryDirectory() as name, virtual_microphone() as microphone:
        folder = Path(name)
        os.environ.update(microphone.environment)
        tone = _tone(folder / "tone.wav", seconds + 30.0)
        chosen = choose()
        chosen.prepare()
        take = Take(folder / "take.wav", chosen)
        with microphone.speaking(tone), _busy(busy):
            time.sleep(2.0)  # until the tone plays
            take.start()
            while take.elapsed < seconds and not take.finished:
                time.sleep(0.05)
            load = os.getloadavg()[0]
            recorded = take.stop()
        with wave.open(str(recorded.path)) as file:
            frames = file.readframes(file.getnframes())
        samples = np.frombuffer(frames, np.int16).astype(np.float64) / 32768
        return Outcome(recorded, len(samples), breaks(samples, recorded.sample_rate), load)


def breaks(samples: NDArray[np.float64], sample_rate: int) -> int:
    """Count the places where the tone is missing or jumps."""
    size = round(sample_rate * WINDOW)
    count = len(samples) // size
    at = np.arange(count * size) / sample_rate
    turned = samples[: count * size] * np.exp(-2j * np.pi * PITCH * at)
    windows = (turned.reshape(count, size) * np.hanning(size)).mean(axis=1)
    loud = np.abs(windows)
    away = loud < 0.5 * np.median(loud)
    shift = np.abs(np.angle(windows[1:] / np.where(windows[:-1] == 0, 1, windows[:-1])))
    bad = np.concatenate([[away[0]], (shift > SHIFT) | away[1:]])
    return int(np.sum(bad[1:] & ~bad[:-1]) + bad[0])


def _tone(path: Path, seconds: float) -> Path:
    at = np.arange(round(seconds * RATE)) / RATE
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        tone = np.round(9000 * np.sin(2 * np.pi * PITCH * at)).astype(np.int16)
        file.writeframes(tone.tobytes())
    return path


@contextlib.contextmanager
def _busy(count: int) -> Iterator[None]:
    spinning = [subprocess.Popen(SPIN) for _ in range(count)]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


if __name__ == "__main__":
    main()
