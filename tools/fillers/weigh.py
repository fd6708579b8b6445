"""Fit the rules that weigh filled pauses: `python -m tools.fillers.weigh SPEECH OWN FOLDS OUT`.

OWN is a folder made by ``tools.fillers.own_set --learn``. FOLDS is the common start of the networks
trained with --hold-out 0 … 3: every recording is heard by the one that has never met its speaker.
Prints cross-validated figures; OUT is fillers.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from accuracy import match, near, words_of

from analysis.hearing.filled_pauses import candidates
from analysis.hearing.speech import hear
from analysis.sound.audio import load
from analysis.sound.frame_classifiers import forward, inputs, squash
from analysis.sound.frames import Frames
from analysis.words.alignment import settle
from tools.fillers.bank import FOLDS, fold_of

SETS = ("fillers", "fluent", "dictation", "ratings")
OWN = ("fillers", "fluent")
OWN_SHARE, RATED_SHARE = 0.25, 0.1
"""What a candidate weighs in a computer voice, and in the ratings, whose speakers drawl and whose
hesitations nobody wrote down, beside one in the other recordings."""


@dataclass
class Table:
    """Candidates of all recordings: features, whether real, fold, set; fillers not even seen."""

    x: np.ndarray
    real: np.ndarray
    fold: np.ndarray
    sets: np.ndarray
    missed: dict[str, int]
    minutes: dict[str, float]

    @property
    def weights(self) -> np.ndarray:
        """What each candidate weighs in the fit."""
        own = np.char.startswith(self.sets, "own")
        return np.where(own, OWN_SHARE, np.where(self.sets == "ratings", RATED_SHARE, 1.0))


def heard(frames: Frames, network: dict[str, np.ndarray]) -> Frames:
    outputs = forward(inputs(frames.bands, frames.pitch, frames.voicing), network)
    return replace(frames, cues=squash(outputs))


def networks(start: str) -> list[dict[str, np.ndarray]]:
    stored = [np.load(f"{start}{k}.npz") for k in range(FOLDS)]
    return [{n: s[n].astype(np.float32) for n in s.files} for s in stored]


def recordings(
    root: Path, sets: tuple[str, ...], nets: list[dict[str, np.ndarray]], prefix: str = ""
) -> list[tuple]:
    out = []
    for name in sets:
        for line in (root / name / "manifest.jsonl").read_text().splitlines():
            row = json.loads(line)
            fold = fold_of(row["id"])
            frames = Frames.of(load(root / name / row["audio"]).samples)
            words = None
            if row["words"]:
                words, _ = settle(words_of(root / name, row), hear(frames).regions)
            out.append(
                (
                    prefix + name,
                    fold,
                    row["truth"].get("fillers", []),
                    heard(frames, nets[fold]),
                    words,
                )
            )
    return out


def table(found: list[tuple], worded: bool) -> Table:
    rows, real, folds, sets = [], [], [], []
    missed: dict[str, int] = {}
    minutes: dict[str, float] = {}
    for name, fold, truth, frames, words in found:
        if worded and words is None:
            continue
        minutes[name] = minutes.get(name, 0) + frames.duration / 60
        stretches = candidates(frames, words if worded else None)
        pairs = match([t[:2] for t in truth], [(s.start, s.end) for s in stretches], near)
        hits = {j for _, j in pairs}
        missed[name] = missed.get(name, 0) + len(truth) - len(pairs)
        for j, s in enumerate(stretches):
            rows.append(s.features)
            real.append(j in hits)
            folds.append(fold)
            sets.append(name)
    return Table(*(np.array(v) for v in (rows, real, folds, sets)), missed, minutes)


def logistic(x: np.ndarray, y: np.ndarray, share: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Weights of the features, the constant last, by Newton's method."""
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = np.c_[(x - middle) / spread, np.ones(len(x))]
    penalty = ridge * np.eye(z.shape[1])
    penalty[-1, -1] = 0
    w = np.zeros(z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        gradient = z.T @ (share * (p - y)) + penalty @ w
        w -= np.linalg.solve((z.T * (share * p * (1 - p))) @ z + penalty, gradient)
    weights = w[:-1] / spread
    return np.append(weights, w[-1] - weights @ middle)


def chance(x: np.ndarray, rule: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(x @ rule[:-1] + rule[-1])))


def report(t: Table, p: np.ndarray) -> None:
    for kind in ("fillers", "own fillers"):
        print(" ", kind)
        total = t.missed[kind] + t.real[t.sets == kind].sum()
        for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
            here = (t.sets == kind) & (p > least)
            hits = (here & t.real).sum()
            precision, recall = hits / max(1, here.sum()), hits / total
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            print(f"    {least:.2f} F1 {f1:.3f} (P {precision:.3f} R {recall:.3f})", end=" ")
            false = {
                s: round(((t.sets == s) & (p > least)).sum() / m, 2) for s, m in t.minutes.items()
            }
            print(false if kind == "fillers" else "")
    for low, high in ((0.2, 0.5), (0.5, 0.75), (0.75, 0.9), (0.9, 0.97), (0.97, 1.0)):
        for own in (False, True):
            part = (p >= low) & (p < high) & (t.sets != "ratings")
            part &= np.char.startswith(t.sets, "own") == own
            if part.any():
                said, was = p[part].mean(), t.real[part].mean()
                print(f"  {'own ' * own}said {said:.2f}, was {was:.2f} of {part.sum()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("own", type=Path)
    parser.add_argument("folds")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    nets = networks(given.folds)
    found = recordings(given.root, SETS, nets) + recordings(given.own, OWN, nets, "own ")
    rules = {}
    for name in ("sound", "words"):
        t = table(found, name == "words")
        p = np.zeros(len(t.x))
        for k in range(FOLDS):
            rest = t.fold != k
            rule = logistic(t.x[rest], t.real[rest], t.weights[rest])
            p[~rest] = chance(t.x[~rest], rule)
        print(f"{name}: {len(t.x)} candidates, {t.real.sum()} real, {t.missed} not seen")
        report(t, p)
        rules[name] = [round(float(w), 4) for w in logistic(t.x, t.real, t.weights)]
    given.out.write_text(json.dumps(rules, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
