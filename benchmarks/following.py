"""Shared by the benchmarks of following: the analysis process, an answer to feed it, models.

Uses the JSON lines of `analysis/protocol.py`; every message is stored with the time it arrived.
"""

from __future__ import annotations

import array
import os
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis import demo
from analysis.models.known import Model
from analysis.protocol import Job, decode, encode, job_to_message, model_to_message
from recorder.analyst.environment import ANALYSIS
from recorder.recording.wav_writer import WavWriter

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE_RATE = 48_000
BLOCK = 0.05
"""Seconds of sound written at a time, as in a recording."""
PATIENCE = 600.0
TO_REPEAT = 0.7
"""Seconds of a pause from which it can be repeated as the silence at the end."""

Message = dict[str, Any]


@dataclass(frozen=True)
class News:
    """A message and when it arrived (monotonic seconds)."""

    at: float
    message: Message


class Child:
    """`python -m analysis` on a pipe."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "analysis"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=REPOSITORY,
            env={**os.environ, **ANALYSIS},
        )
        self.pid = self._process.pid
        self._news: list[News] = []
        self._came = threading.Condition()
        self._numbers = 0
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, **message: Any) -> float:
        """Send a request; return the time."""
        assert self._process.stdin is not None
        at = time.monotonic()
        self._process.stdin.write(encode(message))
        self._process.stdin.flush()
        return at

    def warm(self, model: Model) -> None:
        """Load a model."""
        self.send(do="warm", model=model_to_message(model), release_after=None)
        self.wait(lambda m: m["event"] == "warm")

    def follow(self, path: Path, model: Model) -> int:
        """Follow a growing recording; return its number."""
        self._numbers += 1
        self.send(**job_to_message(Job(self._numbers, path, model=model), "follow"))
        return self._numbers

    def wait(self, wanted: Callable[[Message], bool]) -> News:
        """Wait for a message; a failure ends the benchmark."""
        with self._came:
            if not self._came.wait_for(lambda: self._find(wanted), PATIENCE):
                raise SystemExit(f"the analysis process said nothing within {PATIENCE:.0f} s")
            return self._find(wanted) or News(0.0, {})

    def outcome(self, number: int) -> tuple[News | None, News]:
        """Wait for a recording's result; return it with the result from the sound alone."""
        ends = ("result", "failed", "cancelled")
        last = self.wait(lambda m: m.get("id") == number and m["event"] in ends)
        if last.message["event"] != "result":
            raise SystemExit(f"the analysis process says: {last.message}")
        return self._find(lambda m: m.get("id") == number and m["event"] == "sound"), last

    def left(self, number: int) -> float | None:
        """Return how much sound was left to transcribe in the newest message."""
        with self._came:
            told = [n.message for n in self._news if n.message.get("id") == number]
            return next((m["left"] for m in reversed(told) if m.get("left") is not None), None)

    def caught_up(self, number: int, seconds: float = 2.0) -> None:
        """Wait until nothing has been left to transcribe for some seconds."""
        since = time.monotonic()
        while time.monotonic() < since + seconds:
            time.sleep(0.1)
            if self.left(number) != 0:
                since = time.monotonic()

    def forget(self) -> None:
        """Drop the messages so far."""
        with self._came:
            self._news.clear()

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(20)

    def _find(self, wanted: Callable[[Message], bool]) -> News | None:
        return next((news for news in self._news if wanted(news.message)), None)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            news = News(time.monotonic(), decode(line))
            with self._came:
                self._news.append(news)
                self._came.notify_all()


@contextmanager
def child() -> Iterator[Child]:
    """Run an analysis process, and end it."""
    running = Child()
    try:
        yield running
    finally:
        running.close()


def answer(path: Path, seconds: float, source: Path | None = None) -> Path:
    """Write an answer of this length at 48 kHz: speech repeated, and cut off at the end."""
    import numpy as np
    from scipy.signal import resample_poly

    from analysis.sound.audio import RATE, load

    spoken = load(source or demo.ANSWER).samples
    whole = np.tile(spoken, 1 + int(seconds * RATE / len(spoken)))[: int(seconds * RATE)]
    samples = np.clip(resample_poly(whole, SAMPLE_RATE // RATE, 1) * 32767, -32768, 32767)
    writer = WavWriter(path, SAMPLE_RATE)
    writer.append(samples.astype("<i2").tobytes())
    writer.close()
    return path


def ending(source: Path, target: Path, seconds: float, pause: float) -> Path:
    """Write the beginning of a recording, up to a stop near this time in seconds.

    Without a ``pause`` it ends in the middle of speech; otherwise with the end of a stretch of
    speech and that many seconds of the last silence before it that is long enough to repeat.
    """
    import numpy as np

    from analysis.hearing.analyzer import analyze
    from analysis.sound.audio import RATE, load

    speech = analyze(load(source).samples).speech
    last = [region for region in speech.regions if region.end <= seconds][-1]
    pauses = [p for p in speech.pauses if p.end <= last.start and p.duration >= TO_REPEAT]
    silence = pauses[-1] if pauses else max(speech.pauses, key=lambda pause: pause.duration)
    with wave.open(str(source), "rb") as file:
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    per = SAMPLE_RATE // RATE * RATE
    quiet = sound[int((silence.start + 0.1) * per) : int((silence.end - 0.1) * per)]
    if pause:
        rest = np.resize(quiet, int(pause * per))
        sound = np.concatenate([sound[: int(last.end * per)], rest])
    else:
        sound = sound[: int(last.middle * per)]
    writer = WavWriter(target, SAMPLE_RATE)
    writer.append(sound.tobytes())
    writer.close()
    return target


def grow(
    source: Path,
    target: Path,
    seconds: float,
    speed: float,
    *,
    lead: float = 0.0,
    until: Callable[[], None] = lambda: None,
) -> WavWriter:
    """Write the first seconds of a recording as if live, at a multiple of real time; not closed.

    The first ``lead`` seconds come at once, and ``until`` waits before the rest.
    """
    with wave.open(str(source), "rb") as file:
        sound = array.array("h", file.readframes(int(seconds * SAMPLE_RATE)))
    writer = WavWriter(target, SAMPLE_RATE)
    step = round(BLOCK * SAMPLE_RATE)
    first = round(lead / BLOCK) * step
    writer.append(sound[:first].tobytes())
    until()
    began = time.monotonic()
    for number, start in enumerate(range(first, len(sound), step), 1):
        time.sleep(max(0.0, began + number * BLOCK / speed - time.monotonic()))
        writer.append(sound[start : start + step].tobytes())
    return writer


def model_to_measure(given: str, folder: Path) -> Model:
    """Return a real model by folder, or random weights in a known model's dimensions by name."""
    real = Path(given)
    if real.is_dir():
        return Model(real.name, real)
    from analysis.transcription.random_model.sizes import SIZES
    from analysis.transcription.random_model.write import write

    return Model(given, write(SIZES[given], folder / given))
