"""Finds the directions in which speakers differ, and measures how well two are told apart.

    python -m tools.voices FOLDER… [--write]

Each folder holds recordings of one speaker each; what a name has in common before its last ``_`` or
digit is one speaker. Half of the speakers are kept aside each time. With ``--write`` the directions
found on all of them become analysis/data/voices.npz.
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.hearing.analyzer import analyze as hear
from analysis.hearing.voices import (
    APART,
    PARAMETERS,
    hesitant,
    parted,
    stretches,
    voice_frames,
)
from analysis.sound.audio import load
from analysis.sound.frames import Frames

DIRECTIONS = 8
FIRST, THEN = 9, 4
"""Stretches of the first and of the second speaker in a joined recording."""

Points = NDArray[np.float32]


def directions(recordings: Sequence[Points]) -> Points:
    """Find the directions (k, DIRECTIONS): within a recording unit variance, between them most."""
    rest = np.concatenate([points - points.mean(axis=0) for points in recordings])
    within = rest.T @ rest / len(rest)
    within = 0.7 * within + 0.4 * np.diag(np.diag(within))
    values, vectors = np.linalg.eigh(within)
    white = vectors / np.sqrt(values)
    between = np.cov(np.array([points.mean(axis=0) for points in recordings]).T)
    _, turned = np.linalg.eigh(white.T @ between @ white)
    return np.asarray((white @ turned[:, ::-1])[:, :DIRECTIONS], np.float32)


def apart(points: Points) -> float:
    """How far the halves lie apart; 0 where one is too small."""
    one, other = parted(points)
    if min(len(one), len(other)) < 2 or len(points) < 6:
        return 0.0
    return float(np.linalg.norm(points[one].mean(axis=0) - points[other].mean(axis=0)))


def speaker(name: str) -> str:
    return re.sub(r"(_?[A-Z]*\d)$", "", name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--mixed", default="", help="names of recordings with a second voice")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    mixed = set(arguments.mixed.split(","))
    points = {}
    paths = sorted(p for folder in arguments.folders for p in folder.glob("*.flac"))
    for path in paths:
        samples = load(path).samples
        shapes, voiced = voice_frames(Frames.of(samples))
        found, _ = stretches(shapes, voiced & ~hesitant(hear(samples).probabilities, len(voiced)))
        if len(found) >= 3:
            points[path.stem] = found
    clean = [name for name in points if name not in mixed]
    names = sorted({speaker(path.stem) for path in paths})
    alone, joined = {}, []
    for half in (0, 1):
        test = [n for n in points if names.index(speaker(n)) % 2 == half]
        space = directions([points[n] for n in clean if n not in test])
        alone |= {n: apart(points[n] @ space) for n in test}
        for a, b in itertools.combinations([n for n in test if n in clean], 2):
            if speaker(a) != speaker(b):
                both = np.concatenate([points[a][:FIRST], points[b][:THEN]])
                joined.append(apart(both @ space))
    for name, value in sorted(alone.items(), key=lambda item: -item[1]):
        print(f"{value:6.2f}  {name}{'  (a second voice in places)' if name in mixed else ''}")
    split = sum(alone[n] >= APART for n in clean)
    told = np.mean(np.array(joined) >= APART)
    print(f"one speaker taken for two: {split} of {len(clean)}")
    print(f"two speakers told apart: {told:.0%} of {len(joined)} joined recordings")
    if arguments.write:
        np.savez(PARAMETERS, space=directions([points[n] for n in clean]))


if __name__ == "__main__":
    main()
