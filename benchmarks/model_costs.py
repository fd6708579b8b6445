#!/usr/bin/env python3
"""What each Whisper model costs relative to tiny.en (`analysis/models/real_time_factor.py`).

    python benchmarks/model_costs.py [--rounds N] [--threads N] [NAME …]

Random weights in the real dimensions (the work is the same, the text is noise) transcribe 2 s and
28 s of the sample answer with plain faster-whisper, all models in turn in every round. A window
costs ``pass`` (encoder, spectrogram, everything that doesn't grow) and each second of speech in it
``second`` (decoding, 3.3 tokens). Wall time and CPU time, best of the rounds; on a busy machine,
ratios are more reliable than seconds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis import demo
from analysis.models.known import KNOWN
from analysis.sound.audio import RATE, Samples, load
from analysis.transcription.plain import PlainWhisper
from analysis.transcription.random_model.sizes import SIZES
from analysis.transcription.random_model.write import write

SHORT, LONG = 2, 28
"""Seconds of sound; both fit one window."""

Taken = tuple[float, float]


def taken(whisper: PlainWhisper, samples: Samples) -> Taken:
    """Return wall and CPU seconds for one transcription."""
    wall, cpu = time.perf_counter(), time.process_time()
    whisper.segments(samples)
    return time.perf_counter() - wall, time.process_time() - cpu


def split(short: Taken, long: Taken) -> list[float]:
    """Return pass and second, in wall time and CPU time."""
    found = []
    for brief, full in zip(short, long, strict=True):
        second = (full - brief) / (LONG - SHORT)
        found += [brief - SHORT * second, second]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", default=[model.name for model in KNOWN])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=0)
    given = parser.parse_args()
    sound = load(demo.ANSWER).samples
    best: dict[str, list[Taken]] = {}
    with tempfile.TemporaryDirectory() as folder:
        loaded = {
            name: PlainWhisper(write(SIZES[name], Path(folder) / name), threads=given.threads)
            for name in given.names
        }
        for _ in range(given.rounds):
            for name, whisper in loaded.items():
                times = [taken(whisper, sound[: s * RATE]) for s in (SHORT, LONG)]
                before = best.get(name, times)
                best[name] = [
                    (min(a[0], b[0]), min(a[1], b[1])) for a, b in zip(before, times, strict=True)
                ]
                print(f"  {name:16}", *(f"{w:6.2f} s ({c:6.2f} CPU)" for w, c in times), flush=True)
    report({name: split(*times) for name, times in best.items()})


def report(costs: dict[str, list[float]]) -> None:
    """Print seconds, and their ratios to the first model."""
    first = next(iter(costs.values()))
    print(f"{'':16}        pass          second      CPU pass    CPU second")
    for name, cost in costs.items():
        parts = (f"{c:7.3f} s ×{c / f:5.2f}" for c, f in zip(cost, first, strict=True))
        print(f"{name:16}", *parts)


if __name__ == "__main__":
    main()
