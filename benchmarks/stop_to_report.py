#!/usr/bin/env python3
"""How long a person waits for the report after they stop, and how long the whole file takes.

    python benchmarks/stop_to_report.py MODEL … [--stops 5] [--pause 0 1] [--length 180]
                                        [--real SECONDS] [--speed 1] [--answer FILE]

An answer of three minutes grows in a WAV as it is recorded, the analysis process follows it, and
the person stops at several moments of the last minute: in the middle of speech (a pause of 0), and
some seconds after the last word, as most people do. With ``--real``, only the last seconds arrive
in real time; everything before arrives at once and is transcribed first, which is faster. Prints
for each pause the median time from the stop to the scores from the sound and to the full report,
the time plain faster-whisper needs for the same file with the same model, threads, and priority,
and the ratio. MODEL is the folder of a real model.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from following import REPOSITORY, Child, answer, child, ending, grow, model_to_measure

from analysis.models.known import Model
from recorder.analyst.environment import ANALYSIS

LENGTH = 180.0
"""Default length of the answer in seconds."""
APART = 11.3
"""Seconds between one stop and the next, so that they fall anywhere between two cuts."""
NICENESS = 10


def batch(path: Path, model: Model) -> tuple[float, int]:
    """Return seconds and words of one transcription of the whole file, in its own process."""
    command = [sys.executable, __file__, "--batch", str(path), str(model.folder)]
    done = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, **ANALYSIS},
    )
    seconds, words = json.loads(done.stdout.splitlines()[-1])
    return seconds, words


def in_this_process(path: str, folder: str) -> None:
    """Transcribe once and print the time; loading isn't counted."""
    from analysis.sound.audio import load
    from analysis.transcription.plain import PlainWhisper
    from analysis.transcription.transcribe import default_threads

    os.nice(NICENESS)
    whisper = PlainWhisper(Path(folder), threads=default_threads(), word_times=False)
    samples = load(Path(path)).samples
    began = time.monotonic()
    text = " ".join(segment.text for segment in whisper.segments(samples))
    print(json.dumps([time.monotonic() - began, len(text.split())]))


@dataclass(frozen=True)
class Wait:
    """Seconds from a stop to the scores from the sound and to the report; the report's words."""

    alone: float
    full: float
    words: int


def stop_after(
    running: Child,
    sound: Path,
    seconds: float,
    pause: float,
    model: Model,
    given: argparse.Namespace,
) -> Wait:
    """Follow an answer to a stop near this time in seconds."""
    ended = ending(sound, sound.with_name("ended.wav"), seconds, pause)
    path = sound.with_name("growing.wav")
    path.unlink(missing_ok=True)
    number = running.follow(path, model)
    writer = grow(
        ended,
        path,
        given.length,
        given.speed,
        lead=max(0.0, seconds - given.real),
        until=lambda: running.caught_up(number),
    )
    stopped = time.monotonic()
    writer.close()
    running.send(do="finish", id=number, overflows=0)
    alone, last = running.outcome(number)
    running.forget()
    words = len(last.message["analysis"]["transcript"]["words"])
    return Wait((alone or last).at - stopped, last.at - stopped, words)


def compare(model: Model, sound: Path, given: argparse.Namespace) -> None:
    """Print one model's numbers."""
    batches = [batch(sound, model)]
    waits: dict[float, list[Wait]] = {pause: [] for pause in given.pause}
    with child() as running:
        running.warm(model)
        for number, pause in product(range(given.stops), given.pause):
            seconds = given.length - 2.0 - APART * number
            wait = stop_after(running, sound, seconds, pause, model, given)
            waits[pause].append(wait)
            print(
                f"  {model.name:16} {_stop(pause)} near {seconds:5.1f} s: scores after "
                f"{wait.alone:5.2f} s, report after {wait.full:6.2f} s, {wait.words} words",
                flush=True,
            )
    batches.append(batch(sound, model))
    whole = statistics.median(seconds for seconds, _ in batches)
    quickest = min(seconds for seconds, _ in batches)
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    each_batch = ", ".join(f"{seconds:.1f} s" for seconds, _ in batches)
    print(
        f"{model.name:16} in one batch {whole:.1f} s ({each_batch}; {batches[0][1]} words); "
        f"load {load}"
    )
    for pause, each in waits.items():
        alone = statistics.median(wait.alone for wait in each)
        full = statistics.median(wait.full for wait in each)
        slowest = max(wait.full for wait in each)
        print(
            f"{model.name:16} {_stop(pause)}: scores {alone:.2f} s, report {full:.2f} s, slowest "
            f"{slowest:.2f} s; ratio {full / whole:.1%}, to the faster batch "
            f"{full / quickest:.1%}",
            flush=True,
        )


def _stop(pause: float) -> str:
    return f"stop {pause:.1f} s after the last word" if pause else "stop in the middle of speech"


def main() -> None:
    if sys.argv[1:2] == ["--batch"]:
        in_this_process(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("models", nargs="+", help="folders of real models")
    parser.add_argument("--stops", type=int, default=5)
    parser.add_argument("--speed", type=float, default=1.0, help="multiple of real time")
    parser.add_argument("--pause", type=float, nargs="+", default=[0.0, 1.0], help="seconds")
    parser.add_argument("--length", type=float, default=LENGTH, help="seconds of the answer")
    parser.add_argument("--real", type=float, default=LENGTH, help="seconds in real time")
    parser.add_argument("--answer", type=Path, help="your own spoken answer")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = answer(folder / "answer.wav", given.length, given.answer)
        for model in given.models:
            compare(model_to_measure(model, folder), sound, given)


if __name__ == "__main__":
    main()
