#!/usr/bin/env python3
"""Put sounds that aren't speech into pauses of speech; count what is taken for speech there.

    python benchmarks/joined_sounds.py SPEECH … [--sound FILE …] [--made 4]

Each SPEECH is a recording with a long pause. Sounds are silence (zeros), typing, coughs, laughter,
and tunes made by `tools.classifiers.sounds`, other ones than those used for training, and the first
6 s of each FILE. Each is as loud as the voice, and 10 dB quieter, in two of the recordings: in the
middle of the longest pause, and right before the next word. Counts the syllables at least 20 ms
inside the sound, and the filled pauses whose middle is in it, from the sound alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.hearing.analyzer import analyze
from analysis.hearing.filled_pauses import filled_pauses
from analysis.sound.audio import RATE, Samples, load
from analysis.types import Span
from tools.classifiers.sounds import made_up

SECONDS = 6.0
AROUND = 8.0
"""Seconds of a sound, and most seconds of speech on either side of it."""

QUIETER = 10 ** (-10 / 20)
INSIDE = 0.02
SEED = 77


def sounds(files: Sequence[Path], made: int) -> Iterator[tuple[str, Samples]]:
    """Yield each sound with the kind it is counted as."""
    length = round(SECONDS * RATE)
    yield "zeros", np.zeros(length, np.float32)
    for name, sound in made_up(np.random.default_rng(SEED), made, SECONDS):
        yield name.partition("-")[0], sound
    for path in files:
        yield path.stem, load(path).samples[:length]


def joined(speech: Samples, at: int, sound: Samples, factor: float) -> tuple[Samples, Span]:
    """Put a sound into speech at a sample; return all samples, and where the sound is."""
    size = np.sqrt(np.mean(sound**2))
    scaled = sound * (factor * np.sqrt(np.mean(speech**2)) / size) if size else sound
    reach = round(AROUND * RATE)
    before = speech[max(0, at - reach) : at]
    whole = np.concatenate([before, scaled, speech[at : at + reach]])
    start = len(before) / RATE
    return np.clip(whole, -1, 1).astype(np.float32), Span(start, start + len(sound) / RATE)


def places(speech: Samples) -> tuple[int, int] | None:
    """Return the samples in the middle of the longest pause, and just before its end."""
    pauses = analyze(speech).speech.pauses
    if not pauses:
        return None
    longest = max(pauses, key=lambda pause: pause.duration)
    return round(longest.middle * RATE), round((longest.end - INSIDE) * RATE)


def inside(samples: Samples, place: Span) -> tuple[int, int]:
    """Count the syllables and filled pauses found inside a place."""
    found = analyze(samples)
    fillers = filled_pauses(found.probabilities, found.speech, None, samples)
    syllables = sum(place.start + INSIDE < at < place.end - INSIDE for at in found.nuclei)
    return syllables, sum(place.start < filler.middle < place.end for filler in fillers)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("speech", type=Path, nargs="+")
    parser.add_argument("--sound", type=Path, nargs="+", default=())
    parser.add_argument("--made", type=int, default=4, help="how many of each kind are made up")
    given = parser.parse_args()
    speech = [load(path).samples for path in given.speech]
    usable = [(samples, cuts) for samples in speech if (cuts := places(samples))]
    if not usable:
        parser.error("none of the recordings has a pause")
    counts: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for number, (kind, sound) in enumerate(sounds(given.sound, given.made)):
        for voice in (2 * number, 2 * number + 1):
            samples, cuts = usable[voice % len(usable)]
            for at in cuts:
                for factor in (1.0, QUIETER):
                    syllables, fillers = inside(*joined(samples, at, sound, factor))
                    row = counts[kind]
                    row[0], row[1], row[2] = (
                        row[0] + syllables,
                        row[1] + fillers,
                        row[2] + len(sound),
                    )
    for kind, (syllables, fillers, length) in counts.items():
        print(f"{kind}: {syllables} syllables, {fillers} filled pauses in {length / RATE:.0f} s")


if __name__ == "__main__":
    main()
