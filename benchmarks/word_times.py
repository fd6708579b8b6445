#!/usr/bin/env python3
"""Compare the starts and ends of a report's words with labels by people.

    viva analyze --format json --model MODEL FILE … > ANALYSES
    python benchmarks/word_times.py MANIFEST ANALYSES

MANIFEST has a line of JSON per recording: {"id", "truth": {"words": [[start, end, word], …]}},
times in seconds; recordings without labeled words are skipped. Words are paired in order where both
texts have the same, so a misheard word has no times to compare.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np


def plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum() or c == "'")


def differences(labels: Sequence[Any], words: Sequence[Any]) -> list[tuple[float, float]]:
    """Return by how many seconds the start and the end of each paired word are late."""
    truth, found = [plain(text) for _, _, text in labels], [plain(w["text"]) for w in words]
    same = SequenceMatcher(None, truth, found, autojunk=False).get_matching_blocks()
    pairs = [(b.a + i, b.b + i) for b in same for i in range(b.size)]
    return [(words[j]["start"] - labels[i][0], words[j]["end"] - labels[i][1]) for i, j in pairs]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("manifest", type=Path)
    parser.add_argument("analyses", type=Path)
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.manifest.read_text().splitlines()]
    labels = {r["id"]: r["truth"]["words"] for r in rows if r["truth"].get("words")}
    late: list[tuple[float, float]] = []
    for line in given.analyses.read_text().splitlines():
        analysis = json.loads(line)
        name = Path(analysis["recording"]["path"]).stem
        if name in labels:
            late += differences(labels[name], analysis["transcript"]["words"])
    count = sum(map(len, labels.values()))
    print(f"{len(late)} of {count} labeled words are in the texts")
    for edge, values in zip(("starts", "ends"), 1000 * np.array(late).T, strict=True):
        middle, most = np.percentile(np.abs(values), (50, 90))
        print(
            f"{edge}: off by {middle:.0f} ms (median), {most:.0f} ms (9 in 10); "
            f"late by {np.median(values):+.0f} ms (median)"
        )


if __name__ == "__main__":
    main()
