"""Measures transcription speed: ``python -m analysis.transcription.probe FOLDER [NAME=FOLDER …]``.

A child like all analysis, with the threads and the low priority of the real one. In ``FOLDER`` it
writes a model of tiny.en's dimensions with random weights (``analysis.transcription.random_model``)
and lets it hear a little and nearly a window of the shipped answer; then the installed models that
are named, where that is quick. Standard output carries JSON lines: ``{"event": "progress",
"share"}``, ``{"event": "cost", "name", "window", "second"}`` (seconds, ``name`` null for the random
model), ``{"event": "threads", "count"}``, then ``done`` or ``failed`` with one sentence.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from analysis import demo
from analysis.models.known import Model
from analysis.models.real_time_factor import REFERENCE, Cost, estimate_cost
from analysis.sound.audio import RATE, Samples, load
from analysis.transcription.plain import PlainWhisper
from analysis.transcription.random_model.sizes import SIZES
from analysis.transcription.random_model.write import write
from analysis.transcription.transcribe import ModelProblem, Whisper, default_threads

SHORT, LONG = 2, 28
"""Seconds of sound; both fit one window, so they differ in decoding alone."""

ROUNDS = 3

PATIENCE = 5.0
"""Seconds after which no further round of one model begins."""

LONGEST = 12.0
"""Seconds of work above which an installed model is estimated, not timed."""

NICENESS = 10

Work = Callable[[Samples], object]
"""Transcribes samples (n,) at 16 kHz."""


def cost(work: Work, sound: Samples, tell: Callable[[float], None]) -> Cost:
    """Time a loaded model at ``work``: the quickest of some rounds, after a warm-up.

    ``tell`` receives the share done, 0–1.
    """
    began = time.perf_counter()
    _taken(work, sound[:RATE])
    times: list[tuple[float, float]] = []
    while len(times) < ROUNDS and (not times or time.perf_counter() - began < PATIENCE):
        tell((1 + 2 * len(times)) / (2 * ROUNDS + 1))
        times.append((_taken(work, sound[: SHORT * RATE]), _taken(work, sound)))
    short, long = (min(column) for column in zip(*times, strict=True))
    second = max(0.0, (long - short) / (LONG - SHORT))
    return Cost(max(0.0, short - SHORT * second), second)


def _taken(work: Work, samples: Samples) -> float:
    began = time.perf_counter()
    work(samples)
    return time.perf_counter() - began


def quick(name: str, reference: Cost) -> bool:
    """Whether timing an installed model takes no longer than a person likes to watch."""
    there = estimate_cost(name, reference)
    return there.of(1) + there.of(SHORT) + there.of(LONG) <= LONGEST


def probe(folder: Path, installed: tuple[Model, ...]) -> None:
    """Measure, and report the results."""
    say(event="threads", count=default_threads())
    sound = load(demo.ANSWER).samples[: LONG * RATE]
    tell = _part(0, 1 + len(installed))
    tell(0.0)
    random = PlainWhisper(write(SIZES[REFERENCE], folder), threads=default_threads())
    reference = cost(random.segments, sound, tell)
    say(event="cost", name=None, window=reference.window, second=reference.second)
    for number, model in enumerate(installed, 1):
        tell = _part(number, 1 + len(installed))
        tell(0.0)
        if quick(model.name, reference):
            _time_installed(model, sound, tell)
    say(event="done")


def _part(number: int, count: int) -> Callable[[float], None]:
    """Report the progress of one of several measurements."""
    return lambda share: say(event="progress", share=round((number + share) / count, 3))


def _time_installed(model: Model, sound: Samples, tell: Callable[[float], None]) -> None:
    """Time the person's own model; one that doesn't load is reported when it is used."""
    with contextlib.suppress(ModelProblem):
        whisper = Whisper(model)
        found = cost(lambda x: whisper.transcribe(x, lambda share: None), sound, tell)
        say(event="cost", name=model.name, window=found.window, second=found.second)


def say(**message: object) -> None:
    """Write one JSON line."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Measure what the command line names."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    folder, *named = sys.argv[1:]
    pairs = (pair.split("=", 1) for pair in named)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            probe(Path(folder), tuple(Model(name, Path(where)) for name, where in pairs))
    except MemoryError:
        say(
            event="failed",
            problem="There isn't enough memory to measure. Close other programs and try again.",
        )
    except OSError as error:
        say(event="failed", problem=f"The measurement stopped: {error.strerror or error}.")


if __name__ == "__main__":
    main()
