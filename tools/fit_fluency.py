"""Choose the weight of two parts of the measure "fluency", and say how well it does.

    viva analyze --format json --no-transcript RATED/*.flac > sound.jsonl
    viva analyze --format json --transcript RATED/words RATED/*.flac > words.jsonl
    python -m tools.fit_fluency RATED/manifest.jsonl sound.jsonl words.jsonl [--raters SCORES.tsv]

Drawn-out sounds and the change of sound have the same weight; the others are published ones and
stay. For each speaker the weight is chosen on all others, by the mean correlation with the raters
over all files given; the number that this gives the speaker is what "held out" means. ``--raters``
is a table with columns ``utt`` and ``fluency_raters``: from it comes how well the panel agrees, by
which correlations are also corrected for attenuation.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from analysis.measures import fluency as definition

Doubles = NDArray[np.float64]

CHOSEN = ("drawn_out_share", "acoustic_change")
GRID = tuple(0.37 * k for k in range(5))
"""Weights that are tried: up to twice that of a composite measure, half of the sum for both."""

SPEAKER = 5
"""Characters of an utterance's name that tell its speaker."""


def numbers(path: Path, speakers: Sequence[str]) -> Doubles:
    """Fluency of every speaker with every weight in ``GRID``, (speakers, weights)."""
    rows = [json.loads(line) for line in path.read_text().splitlines() if line.startswith("{")]
    measures = {Path(row["recording"]["path"]).stem: row["measures"] for row in rows}
    return np.array([[with_weight(measures[s], w) for w in GRID] for s in speakers], np.float64)


def with_weight(measures: Mapping[str, float | None], weight: float) -> float:
    """Fluency of one answer with another weight of each measure in ``CHOSEN``."""
    parts = {name: replace(definition.COMPONENTS[name], weight=weight) for name in CHOSEN}
    with patch.dict(definition.COMPONENTS, parts):
        value = definition.fluency(measures)
    if value is None:
        raise ValueError("a measure of a rated recording is undefined")
    return value


def correlations(found: Doubles, rated: Doubles) -> Doubles:
    """Correlation of each column with the ratings."""
    return np.array([np.corrcoef(column, rated)[0, 1] for column in found.T])


def held_out(files: Sequence[Doubles], rated: Doubles) -> tuple[list[Doubles], list[float]]:
    """Return each speaker's number by the weight chosen on the others, and these weights."""
    out, chosen = [np.zeros(len(rated)) for _ in files], []
    for i in range(len(rated)):
        others = np.arange(len(rated)) != i
        total = sum(correlations(f[others], rated[others]) for f in files)
        best = int(np.argmax(total))
        chosen.append(GRID[best])
        for column, f in zip(out, files, strict=True):
            column[i] = f[i, best]
    return out, chosen


def reliability(path: Path, speakers: Sequence[str]) -> float:
    """Reliability (0–1) of the mean of four raters, by their mean correlation over speakers."""
    given: dict[str, list[list[float]]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            ratings = [float(r) for r in row["fluency_raters"].split()]
            given[row["utt"][:SPEAKER]].append(ratings[:4])
    means = np.array([np.mean(given[s[:SPEAKER]], axis=0) for s in speakers])
    agree = np.corrcoef(means.T)
    one = (agree.sum() - len(agree)) / (len(agree) * (len(agree) - 1))
    return float(len(agree) * one / (1 + (len(agree) - 1) * one))


def main() -> None:
    """Print the figures."""
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("manifest", type=Path)
    ap.add_argument("analyses", type=Path, nargs="+")
    ap.add_argument("--raters", type=Path)
    a = ap.parse_args()
    rows = [json.loads(line) for line in a.manifest.read_text().splitlines()]
    speakers = [row["id"] for row in rows]
    rated = np.array([row["truth"]["fluency"] for row in rows], np.float64)
    files = [numbers(path, speakers) for path in a.analyses]
    out, chosen = held_out(files, rated)
    agreed = reliability(a.raters, speakers) if a.raters else None
    print(f"{len(rated)} speakers; weight chosen: {sorted(set(np.round(chosen, 2).tolist()))}")
    if agreed:
        print(f"reliability of the panel {agreed:.3f}")
    for path, values, f in zip(a.analyses, out, files, strict=True):
        r = float(np.corrcoef(values, rated)[0, 1])
        fixed = correlations(f, rated)
        each = ", ".join(f"{w:.2f}: {c:.3f}" for w, c in zip(GRID, fixed, strict=True))
        more = f", corrected for attenuation {r / agreed**0.5:.3f}" if agreed else ""
        print(f"{path.stem}: held out r {r:.3f}{more}; by weight {each}")


if __name__ == "__main__":
    main()
