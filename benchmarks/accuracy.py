#!/usr/bin/env python3
"""Measure the accuracy of pauses, syllables, filled pauses, and fluency on labeled recordings.

    python benchmarks/accuracy.py ROOT [SET …] [--praat]

ROOT has one folder per set, each with manifest.jsonl: {"id", "audio", "words", "truth"} per line,
times in seconds. Pauses match at an overlap (IoU) of 0.5; filled pauses match when their centers
are within 0.3 s or half of the shorter one is covered. With parselmouth installed, Praat's numbers
(silences by intensity, syllable nuclei after de Jong & Wempe) are printed as well.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.hearing.analyzer import analyze
from analysis.hearing.articulation import mean_change
from analysis.hearing.filled_pauses import filled_pauses
from analysis.hearing.prolongations import drawn_out, prolongations
from analysis.measures.fluency import COMPONENTS
from analysis.measures.material import Material
from analysis.measures.measure import measure
from analysis.sound.audio import RATE, Samples, load
from analysis.types import Span, Word
from analysis.words.pronunciation import syllables

Row = dict[str, Any]

TEMPO = (*COMPONENTS, "fluency")
"""Measures compared with the panel's ratings."""


def listen(samples: Samples, words: Sequence[Word] | None) -> Row:
    """Analyze one recording; return what was found and measured, as plain numbers."""
    analysis = analyze(samples)
    speech, beats = analysis.speech, analysis.nuclei
    fillers = filled_pauses(analysis.probabilities, speech, words, samples)
    found: Row = {
        "duration": len(samples) / RATE,
        "pauses": [(p.start, p.end) for p in speech.pauses],
        "fillers": [(f.start, f.end, f.confidence) for f in fillers],
        "syllables": len(beats),
    }
    if speech.start is None or speech.end is None:
        return found
    material = Material(
        answer=Span(speech.start, speech.end),
        pauses=speech.pauses,
        fillers=fillers,
        syllables=len(beats) if words is None else sum(syllables(w.text) for w in words),
        prolongations=prolongations(analysis.probabilities, speech, fillers),
        drawn_out=drawn_out(analysis.probabilities, speech, fillers),
        change=mean_change(analysis.change, speech, fillers),
    )
    return found | {name: measure(material)[name] for name in TEMPO}


def match(truth: Sequence[Any], found: Sequence[Any], ok: Callable[[Any, Any], float]) -> list[Any]:
    """Return greedy one-to-one pairs (i, j), best first, that ``ok`` scores above zero."""
    scored = ((ok(t, f), i, j) for i, t in enumerate(truth) for j, f in enumerate(found))
    used_t: set[int] = set()
    used_f: set[int] = set()
    pairs = []
    for score, i, j in sorted(scored, reverse=True):
        if score > 0 and i not in used_t and j not in used_f:
            used_t.add(i)
            used_f.add(j)
            pairs.append((i, j))
    return pairs


def iou(t: Any, f: Any) -> float:
    inter = min(t[1], f[1]) - max(t[0], f[0])
    union = max(t[1], f[1]) - min(t[0], f[0])
    return inter / union if inter > 0 and inter / union >= 0.5 else 0.0


def near(t: Any, f: Any) -> float:
    inter = min(t[1], f[1]) - max(t[0], f[0])
    short = min(t[1] - t[0], f[1] - f[0])
    gap = abs((t[0] + t[1]) / 2 - (f[0] + f[1]) / 2)
    return 1 - gap if gap <= 0.3 or (short > 0 and inter >= short / 2) else 0.0


def f_score(hits: int, true: int, found: int) -> str:
    p, r = hits / max(1, found), hits / max(1, true)
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return f"F1 {f1:.3f} (P {p:.3f} R {r:.3f}, {true} true, {found} found)"


def edge(errors: Sequence[float]) -> str:
    a = sorted(errors) or [9.0]
    return f"{statistics.median(a) * 1000:.0f}/{a[int(0.9 * len(a))] * 1000:.0f} ms"


def report_pauses(rows: Sequence[Row], results: Sequence[Row], label: str) -> None:
    conditions = [r["id"].rsplit("-", 1)[-1] for r in rows]
    for name in [*sorted(set(conditions)), "all"]:
        hits = true = found = 0
        starts, ends, ratios = [], [], []
        for row, result, condition in zip(rows, results, conditions, strict=True):
            if name not in (condition, "all"):
                continue
            t, f = row["truth"]["pauses"], result["pauses"]
            pairs = match(t, f, iou)
            hits, true, found = hits + len(pairs), true + len(t), found + len(f)
            starts += [abs(t[i][0] - f[j][0]) for i, j in pairs]
            ends += [abs(t[i][1] - f[j][1]) for i, j in pairs]
            if row["truth"].get("syllables"):
                ratios.append(result["syllables"] / row["truth"]["syllables"])
        within = np.mean(np.abs(np.array(ratios) - 1) <= 0.12) if ratios else float("nan")
        spread = f"{min(ratios):.2f}–{max(ratios):.2f}" if ratios else ""
        print(
            f"{label} {name:8} {f_score(hits, true, found)}  edges {edge(starts)} {edge(ends)}"
            f"  syllables {statistics.median(ratios or [0]):.2f} ({spread}), ±12 %: {within:.0%}"
        )


def report_fillers(rows: Sequence[Row], results: Sequence[Row], label: str) -> None:
    hits = true = found = 0
    sure: list[tuple[float, bool]] = []
    for row, result in zip(rows, results, strict=True):
        t, f = row["truth"]["fillers"], result["fillers"]
        pairs = match([x[:2] for x in t], [x[:2] for x in f], near)
        hits, true, found = hits + len(pairs), true + len(t), found + len(f)
        real = {j for _, j in pairs}
        sure += [(x[2], j in real) for j, x in enumerate(f)]
    minutes = sum(r["duration"] for r in results) / 60
    print(f"{label} {f_score(hits, true, found)}  false {(found - hits) / minutes:.2f} a minute")
    for low, high in ((0, 0.6), (0.6, 0.75), (0.75, 0.9), (0.9, 1.01)):
        part = [(c, real) for c, real in sure if low <= c < high]
        if part and true:
            said, was = np.mean(part, axis=0)
            print(
                f"    confidence {low:.2f}–{high:.2f}: "
                f"said {said:.2f}, was {was:.2f} of {len(part)}"
            )


def report_ratings(rows: Sequence[Row], results: Sequence[Row], label: str) -> None:
    panel = np.array([r["truth"]["fluency"] for r in rows])
    for name in TEMPO:
        ours = np.array([r.get(name, np.nan) for r in results], float)
        ok = np.isfinite(ours)
        linear = np.corrcoef(ours[ok], panel[ok])[0, 1]
        ranks = [np.argsort(np.argsort(x[ok])) for x in (ours, panel)]
        print(f"{label} {name:22} linear {linear:+.3f}  rank {np.corrcoef(*ranks)[0, 1]:+.3f}")


def praat(samples: Samples, _: Sequence[Word] | None) -> Row:
    """Return the same from Praat: silences by intensity, nuclei after de Jong & Wempe (2009)."""
    import parselmouth

    sound = parselmouth.Sound(samples.astype(float), RATE)
    intensity = sound.to_intensity(50)
    grid = parselmouth.praat.call(
        intensity, "To TextGrid (silences)", -25, 0.25, 0.1, "silent", "sounding"
    )
    count = parselmouth.praat.call(grid, "Get number of intervals", 1)
    parts = [
        tuple(
            parselmouth.praat.call(grid, f"Get {what}", 1, i)
            for what in ("start time of interval", "end time of interval")
        )
        for i in range(2, count)
        if parselmouth.praat.call(grid, "Get label of interval", 1, i) == "silent"
    ]
    from scipy.signal import find_peaks

    curve = intensity.values[0]
    peaks, _more = find_peaks(curve, height=np.percentile(curve, 99) - 25, prominence=2)
    pitch = sound.to_pitch_ac(0.02, 30, 4, False, 0.03, 0.25, 0.01, 0.35, 0.25, 450)
    beats = [t for t in intensity.xs()[peaks] if np.isfinite(pitch.get_value_at_time(t))]
    return {
        "duration": len(samples) / RATE,
        "pauses": parts,
        "fillers": [],
        "syllables": len(beats),
    }


def words_of(root: Path, row: Row) -> list[Word]:
    data = json.loads((root / row["words"]).read_text())["words"]
    return [Word(w["start"], w["end"], w["text"], w.get("probability", 1.0)) for w in data]


def run(root: Path, name: str, method: Callable[..., Row], label: str) -> None:
    """Print the numbers of one set for one method."""
    rows = [json.loads(line) for line in (root / "manifest.jsonl").read_text().splitlines()]
    sounds = [load(root / r["audio"]).samples for r in rows]
    alone = [method(s, None) for s in sounds]
    if name == "pauses":
        return report_pauses(rows, alone, label)
    report = report_ratings if name == "ratings" else report_fillers
    report(rows, alone, f"{label} {name}, sound alone")
    worded = [(r, s) for r, s in zip(rows, sounds, strict=True) if r["words"]]
    if worded:
        both = [method(s, words_of(root, r)) for r, s in worded]
        report([r for r, _ in worded], both, f"{label} {name}, with words")
    return None


def speed(root: Path) -> None:
    """Print CPU seconds for three minutes of sound, warm, and for Praat's intensity and pitch."""
    rows = [json.loads(x) for x in (root / "ratings/manifest.jsonl").read_text().splitlines()]
    sounds = [load(root / "ratings" / r["audio"]).samples for r in rows[:5]]
    three = np.concatenate(sounds)[: 180 * RATE]
    listen(three, None)

    def cost(work: Callable[[], object]) -> float:
        times = []
        for _ in range(3):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        return min(times)

    print(f"viva  three minutes in {cost(lambda: listen(three, None)):.2f} s of CPU")
    try:
        import parselmouth
    except ImportError:
        return
    sound = parselmouth.Sound(three.astype(float), RATE)
    taken = cost(lambda: (sound.to_intensity(50), sound.to_pitch()))
    print(f"praat three minutes in {taken:.2f} s of CPU (intensity and pitch only)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("root", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--praat", action="store_true", help="print Praat's numbers too")
    given = parser.parse_args()
    for name in given.sets or ["pauses", "fillers", "fluent", "dictation", "ratings", "speed"]:
        if name == "speed":
            speed(given.root)
            continue
        run(given.root / name, name, listen, "viva ")
        if given.praat and name == "pauses":
            run(given.root / name, name, praat, "praat")


if __name__ == "__main__":
    main()
