#!/usr/bin/env python3
"""Find filled pauses in recordings that are slowed down and sped up at the same pitch.

    python benchmarks/tempos.py MANIFEST … [--tempo 0.7 …]

Each MANIFEST has a line of JSON per recording: {"audio", "truth": {"fillers", "dont_care"}}, times
in seconds, with paths relative to its folder. A filled pause that is reported near a doubtful place
(``dont_care``) neither helps nor harms. From the sound alone, as `viva analyze --no-transcript`
reports them. The sample answer of `viva demo` is measured too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from accuracy import f_score, match, near
from nudges import heard

from analysis.hearing.analyzer import analyze
from analysis.hearing.filled_pauses import filled_pauses
from analysis.sound.audio import RATE

Row = dict[str, Any]

TEMPOS = (0.7, 0.8, 0.9, 1.0, 1.25, 1.5)

BESIDE = 0.15
"""Seconds around a doubtful place."""

DEMO = Path(__file__).resolve().parent.parent / "analysis/demo"


def scaled(spans: Sequence[Any], tempo: float) -> list[tuple[float, float]]:
    return [(span[0] / tempo, span[1] / tempo) for span in spans]


def measure(root: Path, rows: Sequence[Row], tempo: float) -> str:
    """Return one line about a set at a tempo: F1, and false ones a minute where there are none."""
    hits = true = found = false = 0
    minutes = 0.0
    for row in rows:
        samples = heard(root / row["audio"], tempo)
        hearing = analyze(samples)
        fillers = filled_pauses(hearing.probabilities, hearing.speech, None, samples)
        spans = [(f.start, f.end) for f in fillers]
        truth = scaled(row["truth"].get("fillers") or (), tempo)
        doubtful = scaled(row["truth"].get("dont_care") or (), tempo)
        pairs = match(truth, spans, near)
        right = {j for _, j in pairs}
        wrong = [
            s
            for j, s in enumerate(spans)
            if j not in right
            and not any(s[1] > d[0] - BESIDE and s[0] < d[1] + BESIDE for d in doubtful)
        ]
        hits, true = hits + len(pairs), true + len(truth)
        found += len(pairs) + len(wrong)
        if not truth:
            false, minutes = false + len(wrong), minutes + len(samples) / RATE / 60
    line = f_score(hits, true, found) if true else "no filled pauses"
    if minutes:
        line += f"; {false / minutes:.2f} false a minute in {minutes:.1f} min without any"
    return line


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("manifests", type=Path, nargs="*")
    parser.add_argument("--tempo", type=float, action="append")
    given = parser.parse_args()
    demo = json.loads((DEMO / "truth.json").read_text())
    fillers = [(f["start"], f["end"]) for f in demo["fillers"]]
    sets: list[tuple[str, Path, list[Row]]] = [
        ("sample answer", DEMO, [{"audio": "answer.flac", "truth": {"fillers": fillers}}])
    ]
    for path in given.manifests:
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        sets.append((path.parent.name, path.parent, rows))
    for name, root, rows in sets:
        for tempo in given.tempo or TEMPOS:
            print(f"{name} at {tempo}: {measure(root, rows, tempo)}", flush=True)


if __name__ == "__main__":
    main()
