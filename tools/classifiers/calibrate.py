"""Fit the rule that computes the confidence of filled pauses, on held-out speakers.

    python -m tools.classifiers.calibrate PREPARED HELD_OUT analysis/data/filled_pauses.json

``HELD_OUT`` contains the output of ``tools.classifiers.train --held-out`` for every fold. Prints
how often each confidence was right, with the rule fitted without the speakers it is tested on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, optimize

from analysis.hearing.filled_pauses import FAINT, SHORTEST, features
from analysis.sound.arrays import runs
from tools.classifiers.network import OUTPUTS
from tools.classifiers.train import FOLDS, fold, prepared

Doubles = NDArray[np.float64]
BINS = (0, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 1.01)
FILLED = OUTPUTS.index("filled")


@dataclass(frozen=True, slots=True)
class Tried:
    """A candidate from a held-out speaker: the rule's inputs, and whether it is a filled pause."""

    weighed: tuple[float, ...]
    true: bool
    fold: int
    weight: float


def tried(folder: Path, held_out: Path) -> Iterator[Tried]:
    """List all candidates, except doubtful ones."""
    copies = [c for c in prepared(folder) if c.set != "sounds"]
    speakers = sorted({c.speaker for c in copies})
    for copy in copies:
        kind = copy.path.stem.split("~")[2]
        if copy.set in ("pauses", "espeak") or not kind.startswith(("as it is", "tempo")):
            continue
        with np.load(copy.path) as stored:
            truth = stored["labels"][:, FILLED].astype(np.float32)
        chance = np.load(held_out / f"{copy.path.stem}.npy")[:, FILLED]
        chance = ndimage.uniform_filter1d(chance, 3, mode="nearest")
        for a, b in runs(chance > FAINT).tolist():
            inside = truth[a:b]
            doubtful = np.isnan(inside).mean() > 0.5
            if (b - a) * 0.02 < SHORTEST or doubtful:
                continue
            weight = 1.0 if kind == "as it is" else 0.4
            true = bool(np.nanmean(inside) > 0.5)
            yield Tried(features(chance[a:b]), true, fold(copy.speaker, speakers), weight)


def fit(found: list[Tried]) -> Doubles:
    """Fit a logistic regression."""
    x = np.array([t.weighed for t in found])
    y, w = np.array([t.true for t in found]), np.array([t.weight for t in found])

    def loss(p: Doubles) -> tuple[float, Doubles]:
        q = 1 / (1 + np.exp(-(x @ p[:-1] + p[-1])))
        g = w * (q - y)
        cost = -(w * (y * np.log(q + 1e-9) + (1 - y) * np.log(1 - q + 1e-9))).sum()
        return float(cost + (p[:-1] ** 2).sum() / 2), np.append(x.T @ g + p[:-1], g.sum())

    start = np.zeros(x.shape[1] + 1)
    return np.asarray(optimize.minimize(loss, start, jac=True, method="L-BFGS-B").x)


def main() -> None:
    """Fit the rule, print how often it is right, and write it."""
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("prepared", type=Path)
    ap.add_argument("held_out", type=Path)
    ap.add_argument("out", type=Path)
    a = ap.parse_args()
    found = list(tried(a.prepared, a.held_out))
    said = np.zeros(len(found))
    for k in range(FOLDS):
        rule = fit([t for t in found if t.fold != k])
        for i, t in enumerate(found):
            if t.fold == k:
                said[i] = 1 / (1 + np.exp(-(np.dot(t.weighed, rule[:-1]) + rule[-1])))
    true, weight = np.array([t.true for t in found]), np.array([t.weight for t in found])
    for low, high in pairwise(BINS):
        inside = (said >= low) & (said < high)
        if inside.any():
            right = np.average(true[inside], weights=weight[inside])
            print(f"{low}-{high}: {inside.sum()} said {said[inside].mean():.2f}, right {right:.2f}")
    a.out.write_text(json.dumps([round(float(v), 4) for v in fit(found)]) + "\n")


if __name__ == "__main__":
    main()
