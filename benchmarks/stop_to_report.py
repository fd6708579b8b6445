#!/usr/bin/env python3
"""How long a person waits for the report after they stop, beside hearing the whole file at once.

    python benchmarks/stop_to_report.py [MODEL …] [--stops 5] [--speed 1] [--answer FILE]

An answer of three minutes grows in a WAV as a take writes it, the analysis child follows it, and
the stop comes at several moments of its last minute. Printed: from the stop to the scores from the
sound, and to the full report (medians); what faster-whisper needs for the same file in one batch
with the same model, threads and priority, unchanged; the ratio. MODEL is `demonstration` (the one
that ships) or a known model's name: then it has that model's dimensions and random weights, with
3.3 tokens a second both ways; the work is the same, the text is noise.
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
from pathlib import Path

from following import QUIET, REPOSITORY, Child, answer, child, grow, random_model

from analysis.models import DEMONSTRATION, Model

MODELS = (DEMONSTRATION, "base.en", "small.en")
LENGTH = 180.0
APART = 11.3
"""Seconds between one stop and the next, so that they fall anywhere between two cuts."""
NICENESS = 10


def batch(path: Path, model: Model) -> tuple[float, int]:
    """Seconds and words of one transcription of the whole file, in a process of its own."""
    command = [sys.executable, __file__, "--batch", str(path), model.name, str(model.folder)]
    done = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, **QUIET},
    )
    seconds, words = json.loads(done.stdout.splitlines()[-1])
    return seconds, words


def in_this_process(path: str, name: str, folder: str) -> None:
    """Do one batch and print it; loading is not counted."""
    from analysis.audio import load
    from analysis.transcribe import Whisper

    os.nice(NICENESS)
    whisper = Whisper(Model(name, Path(folder)))
    samples = load(Path(path)).samples
    began = time.monotonic()
    transcript = whisper.transcribe(samples, lambda share: None)
    print(json.dumps([time.monotonic() - began, len(transcript.words)]))


def stop_after(
    running: Child, sound: Path, seconds: float, model: Model, speed: float, folder: Path
) -> tuple[float, float, int]:
    """Follow so many seconds; give the waits for the sound's scores and the report, and words."""
    path = folder / "growing.wav"
    path.unlink(missing_ok=True)
    number = running.follow(path, model)
    writer = grow(sound, path, seconds, speed)
    stopped = time.monotonic()
    writer.close()
    running.send(do="finish", id=number, overflows=0)
    alone, last = running.outcome(number)
    running.forget()
    words = len(last.message["analysis"]["transcript"]["words"])
    return (alone or last).at - stopped, last.at - stopped, words


def compare(model: Model, sound: Path, given: argparse.Namespace, folder: Path) -> None:
    """Print one model's figures."""
    batches = [batch(sound, model)]
    waits: list[tuple[float, float, int]] = []
    with child() as running:
        running.warm(model)
        for number in range(given.stops):
            seconds = LENGTH - APART * number
            waits.append(stop_after(running, sound, seconds, model, given.speed, folder))
            alone, full, words = waits[-1]
            print(
                f"  {model.name:16} stop at {seconds:5.1f} s: scores after {alone:5.2f} s, "
                f"report after {full:6.2f} s, {words} words",
                flush=True,
            )
    batches.append(batch(sound, model))
    alone = statistics.median(wait[0] for wait in waits)
    full = statistics.median(wait[1] for wait in waits)
    whole = statistics.median(seconds for seconds, _ in batches)
    quickest = min(seconds for seconds, _ in batches)
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(
        f"{model.name:16} scores {alone:.2f} s, report {full:.2f} s; in one batch {whole:.1f} s "
        f"({', '.join(f'{s:.1f} s' for s, _ in batches)}; {batches[0][1]} words); "
        f"ratio {full / whole:.1%}, to the quicker batch {full / quickest:.1%}; load {load}",
        flush=True,
    )


def main() -> None:
    if sys.argv[1:2] == ["--batch"]:
        in_this_process(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("models", nargs="*", default=MODELS)
    parser.add_argument("--stops", type=int, default=5)
    parser.add_argument("--speed", type=float, default=1.0, help="times real time")
    parser.add_argument("--answer", type=Path, help="a spoken answer of your own")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = answer(folder / "answer.wav", LENGTH, given.answer)
        for model in given.models:
            compare(random_model(model, folder), sound, given, folder)


if __name__ == "__main__":
    main()
