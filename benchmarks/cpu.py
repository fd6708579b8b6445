#!/usr/bin/env python3
"""CPU seconds of `viva analyze` against plain faster-whisper on the same recordings.

    python benchmarks/cpu.py MODEL_FOLDER RECORDING … [--rounds 3]

Both run as separate processes, in turn, with the same model, threads, and memory settings, so
that other programs disturb both alike; imports and loading count. Plain faster-whisper gives no
word times. Prints user and system time of each run, and the ratio of the medians. Both also run
once before the first round, unmeasured.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from following import REPOSITORY

from recorder.analyst.environment import ANALYSIS

PLAIN = "--plain"


def transcribe(folder: str, recordings: Sequence[str]) -> None:
    """Transcribe with faster-whisper as it comes, in this process."""
    from analysis.sound.audio import load
    from analysis.transcription.plain import PlainWhisper
    from analysis.transcription.transcribe import default_threads

    whisper = PlainWhisper(Path(folder), threads=default_threads(), word_times=False)
    for recording in recordings:
        whisper.segments(load(Path(recording)).samples)


def cpu_of(command: Sequence[str], home: str) -> float:
    """Run a command to its end; return the CPU seconds of it and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, **ANALYSIS, "VIVA_HOME": home, "PYTHONPATH": str(REPOSITORY)}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    if sys.argv[1:2] == [PLAIN]:
        transcribe(sys.argv[2], sys.argv[3:])
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("model", help="folder of a real model")
    parser.add_argument("recordings", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    analyze = ("-m", "recorder.cli", "analyze", "--format", "json", "--model", given.model)
    commands = {
        "viva": (sys.executable, *analyze, *given.recordings),
        "plain": (sys.executable, __file__, PLAIN, given.model, *given.recordings),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as home:
        for number in range(given.rounds + 1):
            for name, command in commands.items():
                seconds = cpu_of(command, home)
                if number:
                    times[name].append(seconds)
                    print(f"  {name:5} {seconds:6.2f} s", flush=True)
    viva, plain = (statistics.median(times[name]) for name in ("viva", "plain"))
    print(f"viva {viva:.2f} s, plain {plain:.2f} s, ratio {viva / plain:.2f}")


if __name__ == "__main__":
    main()
