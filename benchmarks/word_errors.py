#!/usr/bin/env python3
"""Count word errors of Viva and of plain faster-whisper, at several levels of the same sound.

    python benchmarks/word_errors.py MANIFEST MODEL … [--level 0.9 …]

MANIFEST has a line of JSON per recording: {"audio", "truth": {"text"}}, with paths relative to its
folder. The smallest change in the sound changes what Whisper makes of unclear speech, so one run
says little; here each recording is transcribed at several levels, and the means are compared. Case,
punctuation, and hesitations ("um") don't count. Needs the models' folders.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import jiwer
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.models.known import Model
from analysis.pipeline.listen import AcousticAnalysis
from analysis.sound.audio import load
from analysis.transcription.plain import PlainWhisper
from analysis.transcription.transcribe import Whisper, default_threads
from recorder.analyst.environment import ANALYSIS

LEVELS = (0.9, 0.99, 1.0, 1.01, 1.1)
"""Factors of the samples: up to about a decibel louder or quieter."""

HESITATIONS = re.compile(r"u[hm]|uhm|erm?|h?m+|[ae]h|mhm|huh")

KINDS = ("wrong", "omitted", "inserted")

Transcribe = Callable[[NDArray[np.float32]], str]


def viva(folder: Path) -> Transcribe:
    """Return what transcribes as `viva analyze` does."""
    whisper = Whisper(Model(folder.name, folder), threads=default_threads())

    def transcribe(samples: NDArray[np.float32]) -> str:
        acoustics = AcousticAnalysis(words=True)
        acoustics.feed(samples)
        acoustics.end()
        while chunk := acoustics.ready():
            acoustics.add(chunk, whisper.transcribe(chunk.samples, lambda share: None))
        transcript = acoustics.transcript()
        return transcript.text if transcript else ""

    return transcribe


def plain(folder: Path) -> Transcribe:
    """Return what transcribes as faster-whisper does by default."""
    whisper = PlainWhisper(folder, threads=default_threads(), word_times=False)
    return lambda samples: " ".join(segment.text for segment in whisper.segments(samples))


def words(text: str) -> str:
    """Lower-case words without punctuation and hesitations."""
    spelled = re.sub(r"[^a-z0-9' ]+", " ", text.lower().replace("’", "'"))
    kept = (word.strip("'") for word in spelled.split())
    return " ".join(word for word in kept if word and not HESITATIONS.fullmatch(word))


def errors(truths: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Count the words that are wrong, omitted, and inserted."""
    found = jiwer.process_words([words(t) for t in truths], [words(t) for t in texts])
    return [found.substitutions, found.deletions, found.insertions]


def report(label: str, counts: Sequence[float]) -> None:
    """Print the counts of one run."""
    named = ", ".join(f"{n:g} {kind}" for n, kind in zip(counts, KINDS, strict=True))
    print(f"{label}: {sum(counts):g} errors ({named})", flush=True)


def compare(folder: Path, recordings: Sequence[tuple[Path, str]], levels: Sequence[float]) -> None:
    """Print the errors at each level, the means, and the ratios of the means."""
    sounds = [load(path).samples for path, _ in recordings]
    truths = [text for _, text in recordings]
    print(f"{folder.name}: {sum(len(words(t).split()) for t in truths)} words")
    means = []
    for name, make in (("Viva", viva), ("plain", plain)):
        transcribe, counts = make(folder), []
        for level in levels:
            texts = [transcribe(sound * np.float32(level)) for sound in sounds]
            counts.append(errors(truths, texts))
            report(f"  {name} at {level:g}", counts[-1])
        means.append(np.mean(counts, axis=0))
        report(f"  {name}, mean", [round(float(mean), 1) for mean in means[-1]])
    ratios = [float(means[0].sum() / means[1].sum()), *(means[0] / means[1])]
    named = (f"{kind} {ratio:.2f}" for kind, ratio in zip(("errors", *KINDS), ratios, strict=True))
    print(f"  Viva / plain: {', '.join(named)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("manifest", type=Path)
    parser.add_argument("models", type=Path, nargs="+", metavar="MODEL")
    parser.add_argument("--level", type=float, nargs="+", default=LEVELS)
    given = parser.parse_args()
    if any(os.environ.get(name) != value for name, value in ANALYSIS.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **ANALYSIS})
    rows = [json.loads(line) for line in given.manifest.read_text().splitlines()]
    recordings = [(given.manifest.parent / r["audio"], r["truth"]["text"]) for r in rows]
    for folder in given.models:
        compare(folder, recordings, given.level)


if __name__ == "__main__":
    main()
