#!/usr/bin/env python3
"""Compare final rises with Praat's pitch, and count monotone stretches, on real people.

    viva analyze --format json --model MODEL FILE … > ANALYSES
    python benchmarks/melody.py ANALYSES …

Needs parselmouth. Praat's pitch (its own autocorrelation, 65 to 500 Hz) goes through the same rule
for the same ends of statements and questions. Every recording of a minute is also played twice in a
row, the second time with the pitch of its seconds 20 to 42 pressed to three tenths of its range, to
see whether that is found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import parselmouth
from parselmouth.praat import call

from analysis.hearing.analyzer import analyze
from analysis.hearing.melody.contour import Contour, contour
from analysis.hearing.melody.monotone import LONG, monotone_stretches
from analysis.hearing.melody.rises import BESIDE, final_movement
from analysis.hearing.speech import Speech
from analysis.sound.audio import RATE, Samples, load
from analysis.sound.frames import HOP, Frames
from analysis.sound.pitch import semitones
from analysis.types import Span
from analysis.words.markers.tokens import edge_after

LOWEST, HIGHEST = 65.0, 500.0
FLAT = Span(20.0, 42.0)
PRESSED = 0.3
CLOSE = 1.0
"""Semitones by which Praat's rise may be below the least one and still be close."""


def by_praat(samples: Samples, speech: Speech, count: int) -> Contour:
    pitch = parselmouth.Sound(samples.astype(float), RATE).to_pitch_ac(
        time_step=HOP, pitch_floor=LOWEST, pitch_ceiling=HIGHEST
    )
    at, hertz = pitch.xs(), pitch.selected_array["frequency"]
    place = np.clip(np.searchsorted(at, np.arange(count) * HOP - HOP / 2), 0, len(at) - 1)
    inside = np.zeros(count, np.bool_)
    for region in speech.regions:
        inside[int(region.start / HOP) : int(region.end / HOP)] = True
    clear = inside & (hertz[place] > 0)
    tones = np.full(count, np.nan)
    tones[clear] = semitones(hertz[place][clear])
    return Contour(np.asarray(tones - np.nanmedian(tones), np.float32))


def flattened(samples: Samples) -> Samples:
    sound = parselmouth.Sound(samples.astype(float), RATE)
    made = call(sound, "To Manipulation", 0.01, LOWEST, HIGHEST)
    tier = call(made, "Extract pitch tier")
    count = call(tier, "Get number of points")
    points = [
        (call(tier, "Get time from index", i), call(tier, "Get value at index", i))
        for i in range(1, count + 1)
    ]
    middle = float(np.median([hertz for _, hertz in points])) if points else 0.0
    call(tier, "Remove points between", FLAT.start, FLAT.end)
    for at, hertz in points:
        if FLAT.start <= at <= FLAT.end:
            call(tier, "Add point", at, middle * (hertz / middle) ** PRESSED)
    call([tier, made], "Replace pitch tier")
    return np.asarray(call(made, "Get resynthesis (overlap-add)").values[0], np.float32)


def count_rises(words: list[dict], speech: Speech, own: Contour, praat: Contour) -> Counter[str]:  # type: ignore[type-arg]
    found = Counter[str]()
    for word in words:
        kind = edge_after(word["text"])
        near = [r.end for r in speech.regions if abs(r.end - word["end"]) <= BESIDE]
        if kind not in ("sentence", "question") or not near:
            continue
        mine, theirs = final_movement(own, min(near)), final_movement(praat, min(near))
        rises = mine is not None and mine.rises
        found[f"{kind}: ends"] += 1
        found[f"{kind}: judged"] += mine is not None
        found[f"{kind}: rises"] += rises
        found[f"{kind}: rises by Praat, of those judged"] += bool(mine and theirs and theirs.rises)
        found[f"{kind}: rises by both"] += bool(rises and theirs and theirs.rises)
        close = theirs is not None and theirs.rise >= 3 - CLOSE
        found[f"{kind}: rises, Praat's within a semitone"] += rises and close
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("analyses", type=Path, nargs="+")
    total = Counter[str]()
    for line in "".join(p.read_text() for p in parser.parse_args().analyses).splitlines():
        found = json.loads(line)
        samples = load(Path(found["recording"]["path"])).samples
        speech, frames = analyze(samples).speech, Frames.of(samples)
        own = contour(frames, speech)
        if own is None:
            continue
        words = (found["transcript"] or {"words": []})["words"]
        total += count_rises(words, speech, own, by_praat(samples, speech, len(frames)))
        if len(samples) / RATE < LONG - 1:
            continue
        length = len(samples) / RATE
        again = tuple(Span(r.start + length, r.end + length) for r in speech.regions)
        twice = replace(speech, regions=(*speech.regions, *again))
        same = contour(Frames.of(np.concatenate([samples, samples])), twice)
        pressed = contour(Frames.of(np.concatenate([samples, flattened(samples)])), twice)
        assert same is not None and pressed is not None
        total["monotone: recordings"] += 1
        total["monotone: stretches in them"] += len(monotone_stretches(same))
        there = Span(FLAT.start + length, FLAT.end + length)
        found_it = any(s.overlap(there) > 10 for s in monotone_stretches(pressed))
        total["monotone: pressed ones found"] += found_it
    for name, count in sorted(total.items()):
        print(f"{name}: {count}")


if __name__ == "__main__":
    main()
