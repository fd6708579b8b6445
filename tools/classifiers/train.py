"""Train the frame classifiers, or cross-validate them by speaker.

    python -m tools.classifiers.train PREPARED analysis/data/classifiers.npz  # on everything
    python -m tools.classifiers.train PREPARED OUT --held-out 0  # without a fifth of the speakers

With ``--held-out``, the probabilities for held-out speakers are written too (``OUT/*.npy``).
Frames are first reduced to 256 principal components; the written file includes that step.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.classifiers.network import LEVELS, OUTPUTS, Piece, Plan, Trained, train

Floats = NDArray[np.float32]

KEPT = 256
FLATTEN = 0.7
"""Components are divided by their variance to half this power."""

FOLDS = 5
VOTES = (7, 107)
SET_WEIGHTS = {"spontaneous": 2.5, "pauses": 0.6, "ratings": 0.5, "espeak": 0.4}
HUMAN = "all_"
HUMAN_WEIGHT = 3.0
"""Recordings with human word labels, which teach most about what a pause is."""

ROUGH = ("ratings", "dictation")
"""Sets whose word times are too rough to teach where speech ends."""

PLANS = {
    "speech": Plan((1, 0, 0, 1, 0), hidden=32, channels=16, dropout=0.2, no_level=0.1),
    "filled": Plan((1, 2, 1, 1, 0), hidden=48, channels=24, dropout=0.15, no_level=1.0),
    "nuclei": Plan((0, 0, 0, 0, 1), hidden=24, channels=12, dropout=0.05, no_level=1.0),
}
JOBS = {"speech": ("speech", "foreign"), "filled": ("filled", "prolonged"), "nuclei": ("nuclei",)}


@dataclass(frozen=True, slots=True)
class Reduction:
    """The projection of frames (n, 768) to components (n, 256)."""

    mean: Floats
    spread: Floats
    axes: Floats

    def reduce(self, inputs: NDArray[np.float16]) -> NDArray[np.float16]:
        """Reduce the frames of inputs (n, 771); level features stay as they are."""
        frames = (inputs[:, :-LEVELS].astype(np.float32) - self.mean) / self.spread
        return np.concatenate([frames @ self.axes, inputs[:, -LEVELS:]], axis=1).astype(np.float16)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One prepared copy: its file, set, recording, and speaker."""

    path: Path
    set: str
    name: str
    speaker: str


def prepared(folder: Path) -> list[Prepared]:
    """List the prepared copies."""
    out = []
    for path in sorted(folder.glob("*.npz")):
        kind, name, _ = path.stem.split("~")
        with np.load(path) as stored:
            out.append(Prepared(path, kind, name, str(stored["speaker"])))
    return out


def reduction(copies: Sequence[Prepared]) -> Reduction:
    """Find the principal components of the frames of some copies."""
    dice = np.random.default_rng(0)
    some = dice.choice(len(copies), min(150, len(copies)), replace=False)
    frames = []
    for i in some:
        with np.load(copies[i].path) as stored:
            frames.append(stored["inputs"][::5, :-LEVELS].astype(np.float32))
    whole = np.concatenate(frames)
    mean, spread = whole.mean(0), whole.std(0) + 1e-2
    centered = (whole - mean) / spread
    variance, axes = np.linalg.eigh(centered.T @ centered / len(centered))
    axes = axes[:, ::-1][:, :KEPT] / np.sqrt(variance[::-1][:KEPT]) ** FLATTEN
    return Reduction(mean, spread, axes.astype(np.float32))


def piece(copy: Prepared, how: Reduction) -> Piece:
    """Load a copy for training."""
    with np.load(copy.path) as stored:
        inputs, labels = how.reduce(stored["inputs"]), stored["labels"].copy()
    if copy.set in ROUGH:
        labels[:, OUTPUTS.index("speech")] = np.nan
    human = copy.name.startswith(HUMAN)
    return Piece(inputs, labels, HUMAN_WEIGHT if human else SET_WEIGHTS.get(copy.set, 1.0))


def networks(pieces: Sequence[Piece]) -> dict[str, Trained]:
    """Train all networks, by name."""
    return {
        f"{job}_{vote}": train(pieces, plan, seed)
        for job, plan in PLANS.items()
        for vote, seed in enumerate(VOTES)
    }


def scale(nets: dict[str, Trained], known: Sequence[Piece]) -> float:
    """Return true nuclei per counted one, on recordings whose number is known exactly."""
    true = counted = 0.0
    column = OUTPUTS.index("nuclei")
    for p in known:
        if np.isnan(p.labels[:, column]).all():
            continue
        inputs = p.inputs.copy()
        inputs[:, -LEVELS:] = 0
        votes = [n.predict(inputs)[:, column] for name, n in nets.items() if "nuclei" in name]
        spoken = np.nan_to_num(p.labels[:, 0].astype(np.float32), nan=1) > 0.5
        true += float(np.nansum(p.labels[:, column].astype(np.float32)))
        counted += float(np.mean(votes, axis=0)[spoken].sum())
    return true / counted


def write(nets: dict[str, Trained], factor: float, how: Reduction, path: Path) -> None:
    """Write the networks for ``frame_classifiers.py``, their projections as one."""
    enter, bias, out = [], [], {}
    for name, net in nets.items():
        job, w = name.partition("_")[0], net.weights
        first = w["enter"] / net.spread[:-LEVELS, None]
        folded = (how.axes @ first) / how.spread[:, None]
        enter.append(folded)
        moved = (net.mean[:-LEVELS] / net.spread[:-LEVELS]) @ w["enter"]
        bias.append(w["enter_bias"] - moved - how.mean @ folded)
        columns = [OUTPUTS.index(o) for o in JOBS[job]]
        used = slice(None) if job == "speech" else slice(None, -LEVELS)
        parts = {
            "convolution": w["convolution"][:, used],
            "leave": w["leave"][:, columns],
            "direct": w["direct"][used][:, columns],
        }
        out |= {f"{name}/{k}": v.astype(np.float16) for k, v in parts.items()}
        out[f"{name}/convolution_bias"] = w["convolution_bias"]
        out[f"{name}/leave_bias"] = w["leave_bias"][columns]
    np.savez_compressed(
        path,
        enter=np.concatenate(enter, axis=1).astype(np.float32),
        enter_bias=np.concatenate(bias).astype(np.float32),
        nuclei_scale=np.float32(factor),
        **out,
    )


def fold(speaker: str, speakers: Sequence[str]) -> int:
    """Return the fold a speaker belongs to."""
    return speakers.index(speaker) % FOLDS


def main() -> None:
    """Train the networks and write them."""
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("prepared", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--held-out", type=int)
    a = ap.parse_args()
    copies = prepared(a.prepared)
    speakers = sorted({c.speaker for c in copies if c.set != "sounds"})
    how = reduction(copies)
    out = [c for c in copies if c.set != "sounds" and fold(c.speaker, speakers) == a.held_out]
    kept = [c for c in copies if c not in out]
    pieces = {c.path: piece(c, how) for c in kept}
    nets = networks(list(pieces.values()))
    exact = [
        pieces[c.path] for c in kept if c.set in ("pauses", "fluent") and "as it is" in c.path.stem
    ]
    factor = scale(nets, exact)
    if a.held_out is None:
        write(nets, factor, how, a.out)
        return
    a.out.mkdir(parents=True, exist_ok=True)
    for copy in out:
        inputs = piece(copy, how).inputs
        np.save(a.out / f"{copy.path.stem}.npy", voted(nets, inputs, factor))


def voted(nets: dict[str, Trained], inputs: NDArray[np.float16], factor: float) -> Floats:
    """Return probabilities and counts (n, 5), averaged over the networks of each job."""
    found = np.zeros((len(inputs), len(OUTPUTS)), np.float32)
    for job, outputs in JOBS.items():
        blind = inputs.copy()
        if job != "speech":
            blind[:, -LEVELS:] = 0
        votes = [n.predict(blind) for name, n in nets.items() if name.startswith(job)]
        for column in map(OUTPUTS.index, outputs):
            found[:, column] = np.mean([v[:, column] for v in votes], axis=0)
    found[:, OUTPUTS.index("nuclei")] *= factor
    return found


if __name__ == "__main__":
    main()
