#!/usr/bin/env python3
"""Measure how often the stress of a word is named right, wrongly, or not at all.

    python benchmarks/stress.py ROOT CMUDICT [SET …]
    python benchmarks/stress.py --espeak

The first reads words with labeled times in running speech (people stress them right: each stress
that is said to be elsewhere counts as false); CMUDICT is the CMU Pronouncing Dictionary with its
stress digits. The second has espeak-ng say Viva's terms, once as they are respelled and once with
the stress on another syllable.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from analysis.hearing.analyzer import analyze
from analysis.hearing.melody.stress import stressed, syllables_in
from analysis.sound.audio import RATE, Samples, load
from analysis.sound.frames import Frames
from analysis.types import Span
from analysis.words.terms import syllables_of
from prompts.vocabulary import load as vocabulary

SETS = ("fluent", "dictation", "spontaneous")
VOWEL = re.compile(
    r"(?:aI@3|aI@|aU@|i@3|aI|eI|OI|aU|oU|3:|A:|O:|u:|i:|i@|e@|U@|A@|O@|o@|@L|@2|@5|[aAeEiIoOuU0V@3])"
    r"[:#2]?"
)
"""The vowels among espeak-ng's own signs for American English."""


def stresses(path: Path) -> dict[str, set[str]]:
    """Return the stress digits of each word's pronunciations, such as "0100"."""
    found: dict[str, set[str]] = {}
    for line in path.read_text("utf-8", "replace").splitlines():
        word, _, sounds = line.partition(" ")
        digits = "".join(c for c in sounds.partition("#")[0] if c.isdigit())
        found.setdefault(re.sub(r"\(\d\)$", "", word).lower(), set()).add(digits)
    return found


def words(root: Path, row: dict) -> list[tuple[float, float, str]]:  # type: ignore[type-arg]
    if row["truth"].get("words"):
        return [(w[0], w[1], w[2]) for w in row["truth"]["words"]]
    if not row.get("words"):
        return []
    listed = json.loads((root / row["words"]).read_text())["words"]
    return [(w["start"], w["end"], w["text"]) for w in listed]


def in_speech(root: Path, known: dict[str, set[str]], name: str) -> Iterator[tuple[int, str]]:
    """Yield the syllables of each labeled word, and how its stress was judged."""
    for row in map(json.loads, (root / name / "manifest.jsonl").read_text().splitlines()):
        said = words(root / name, row)
        if not said:
            continue
        samples = load(root / name / row["audio"]).samples
        frames, nuclei = Frames.of(samples), analyze(samples).probabilities.nuclei
        for start, end, text in said:
            marked = known.get(re.sub(r"[^a-z']", "", text.lower()), set())
            if len({m.replace("2", "0") for m in marked}) != 1:
                continue
            (marks,) = {m.replace("2", "0") for m in marked}
            if len(marks) > 1 and marks.count("1") == 1:
                right = marks.index("1")
                parts = syllables_in(frames, nuclei, Span(start, end), len(marks))
                yield len(marks), judged(stressed(parts, right) if parts else None, right)


def judged(heard: int | None, right: int) -> str:
    return "unclear" if heard is None else "right" if heard == right else "elsewhere"


def spoken(folder: Path, phonemes: str) -> Samples:
    file = folder / "word.wav"
    subprocess.run(["espeak-ng", "-v", "en-us", "-s", "140", "-w", file, f"[[{phonemes}]]"])
    still = np.zeros(RATE // 2, np.float32)
    sound = np.concatenate([still, load(file).samples, still])
    noise = 1e-4 * np.random.default_rng(0).standard_normal(len(sound))
    return np.asarray(sound + noise, np.float32)


def by_espeak(folder: Path) -> dict[str, Counter[str]]:
    """Count the outcomes of terms said right and said wrong."""
    chance, found = random.Random(1), {"said right": Counter[str](), "said wrong": Counter[str]()}
    for term in vocabulary().terms:
        asked = syllables_of(term.say)
        signs = ["espeak-ng", "-v", "en-us", "-x", "-q", term.text]
        heard = subprocess.run(signs, capture_output=True, text=True).stdout.strip()
        bare = re.sub(r"[',%=_|]", "", heard)
        vowels = [v.start() for v in VOWEL.finditer(bare)]
        if asked is None or len(vowels) != len(asked[0]):
            continue
        parts, right = asked
        other = chance.choice([i for i in range(len(parts)) if i != right])
        for label, place in (("said right", right), ("said wrong", other)):
            at = vowels[place]
            samples = spoken(folder, f"{bare[:at]}'{bare[at:]}")
            analysis = analyze(samples)
            regions = analysis.speech.regions
            if not regions:
                continue
            span = Span(regions[0].start, regions[-1].end)
            nuclei = analysis.probabilities.nuclei
            measured = syllables_in(Frames.of(samples), nuclei, span, len(parts))
            found[label][judged(stressed(measured, right) if measured else None, right)] += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("root", type=Path, nargs="?")
    parser.add_argument("dictionary", type=Path, nargs="?")
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--espeak", action="store_true")
    arguments = parser.parse_args()
    if arguments.espeak:
        with tempfile.TemporaryDirectory() as folder:
            for label, counts in by_espeak(Path(folder)).items():
                print(label, dict(counts))
    if arguments.dictionary:
        known, total, long = stresses(arguments.dictionary), Counter[str](), Counter[str]()
        for name in arguments.sets:
            found = list(in_speech(arguments.root, known, name))
            total.update(outcome for _, outcome in found)
            long.update(outcome for count, outcome in found if count > 2)
            print(name, dict(Counter(outcome for _, outcome in found)))
        print("all", dict(total), "three syllables and more", dict(long))


if __name__ == "__main__":
    main()
