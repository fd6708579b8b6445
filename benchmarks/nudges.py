#!/usr/bin/env python3
"""Measure the quiet sign while a person speaks: how often it is wrong, how often it comes.

    python benchmarks/nudges.py ROOT [SET …] [--tempo 1.5]

ROOT has one folder per set, as for ``accuracy.py``. A nudge for fillers is false where fewer than
three are labeled in the 15 s before it; one for the pace where the labeled words of its 15 s are
slower than the limit (words/ or words in the truth; without those it counts as false). ``--tempo``
also plays every recording that much faster, at the same pitch.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.bands import bands
from analysis.hearing.analyzer import SpeechAnalyzer
from analysis.hearing.nudging import Nudging
from analysis.measures.disfluency import CLUSTER, CLUSTER_WINDOW, clusters
from analysis.measures.tempo import WINDOW
from analysis.recordings import playable
from analysis.sound.audio import RATE, Samples, load
from analysis.types import Nudge, Span
from analysis.words.pronunciation import syllables

Row = dict[str, Any]

PIECE = RATE // 10
"""Samples between two looks at a growing recording."""

WINDOW_OF_ENCODER = 8
"""Seconds before the end from which a recording is too short to know in time."""

ASIDE = 1.0
"""Seconds by which a label and a nudge may be apart."""


def nudges(samples: Samples) -> tuple[list[tuple[float, Nudge]], float]:
    """Return each nudge with the time it came, and the seconds that looking for them took."""
    analyzer, judge = SpeechAnalyzer(), Nudging()
    found, spent = [], 0.0
    for at in range(0, len(samples), PIECE):
        analyzer.feed(samples[at : at + PIECE])
        begun = time.perf_counter()
        nudge = judge.check(analyzer)
        spent += time.perf_counter() - begun
        if nudge is not None:
            found.append((min(len(samples), at + PIECE) / RATE, nudge))
    return found, spent


def words_of(row: Row, root: Path) -> list[tuple[float, int]] | None:
    """Return the middle and the syllables of each labeled word."""
    if row["truth"].get("words"):
        words = [(w[0], w[1], w[2]) for w in row["truth"]["words"]]
    elif row.get("words"):
        listed = json.loads((root / row["words"]).read_text())["words"]
        words = [(w["start"], w["end"], w["text"]) for w in listed]
    else:
        return None
    return [((a + b) / 2, syllables(text)) for a, b, text in words]


def fastest(words: list[tuple[float, int]], until: float, tempo: float) -> float:
    """Return the syllables a second in the 15 s up to a moment of the faster recording."""
    inside = [n for at, n in words if until - WINDOW - ASIDE <= at / tempo <= until + ASIDE]
    return sum(inside) / WINDOW


def is_true(nudge: Nudge, row: Row, words: list[tuple[float, int]] | None, tempo: float) -> bool:
    if nudge.reason == "fillers":
        near = (nudge.at - CLUSTER_WINDOW - ASIDE, nudge.at + ASIDE)
        return sum(near[0] <= f[0] / tempo <= near[1] for f in row["truth"]["fillers"]) >= CLUSTER
    limit = bands().pace.slightly_off[1] * bands().syllables_a_word / 60
    return words is not None and fastest(words, nudge.at, tempo) > limit


def measure(root: Path, rows: list[Row], tempo: float, label: str) -> None:
    minutes = spent = 0.0
    found = {"fillers": 0, "pace": 0}
    false, late, hit, clustered, rushed, caught = 0, [], 0, 0, 0, 0
    for row in rows:
        samples = heard(root / row["audio"], tempo)
        came, cost = nudges(samples)
        minutes, spent = minutes + len(samples) / RATE / 60, spent + cost
        words = words_of(row, root)
        truth = [Span(f[0] / tempo, f[1] / tempo) for f in row["truth"].get("fillers") or ()]
        groups = clusters(truth)
        for at, nudge in came:
            found[nudge.reason] += 1
            late.append(at - nudge.at)
            if not is_true(nudge, row, words, tempo):
                false += 1
                print(f"  false: {row['id']} {nudge.reason} at {nudge.at:.1f} s")
        reasons = {nudge.reason for _, nudge in came}
        clustered, hit = clustered + bool(groups), hit + bool(groups and "fillers" in reasons)
        if words:
            limit = bands().pace.slightly_off[1] * bands().syllables_a_word / 60
            ends = range(round(WINDOW), int(len(samples) / RATE) - WINDOW_OF_ENCODER)
            fast = any(fastest(words, end, tempo) > limit * 1.2 for end in ends)
            rushed, caught = rushed + fast, caught + (fast and "pace" in reasons)
    print(
        f"{label}: {minutes:.1f} min, {found['fillers']} (fillers), {found['pace']} (pace); "
        f"false {false} ({false / minutes:.2f} a minute); "
        f"recordings with a cluster {hit} of {clustered} nudged, "
        f"with 15 s a fifth above the limit {caught} of {rushed}; "
        f"{statistics.median(late) if late else 0:.1f} s late (median); "
        f"{1000 * spent / minutes:.0f} ms of computing a minute"
    )


def heard(path: Path, tempo: float) -> Samples:
    if tempo == 1.0:
        return load(path).samples
    with tempfile.TemporaryDirectory() as folder:
        faster = Path(folder) / "faster.wav"
        playable.write(path, faster, tempo, RATE)
        return load(faster).samples


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("root", type=Path)
    parser.add_argument("sets", nargs="*", default=["spontaneous", "fluent"])
    parser.add_argument("--tempo", type=float, action="append", default=[])
    arguments = parser.parse_args()
    for name in arguments.sets:
        root = arguments.root / name
        rows = [json.loads(line) for line in (root / "manifest.jsonl").read_text().splitlines()]
        for tempo in (1.0, *arguments.tempo):
            label = name if tempo == 1.0 else f"{name} at {tempo} times the tempo"
            measure(root, rows, tempo, label)


if __name__ == "__main__":
    main()
