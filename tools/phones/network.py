"""The trainable network (principal components, a convolution over time, phones) in plain numpy.

The loss is cross-entropy; frames without a label (−1) have no weight. Adam with a cosine schedule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.sound.phones import COLUMNS, REACH

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Weights = dict[str, Floats]

COMPONENTS, HIDDEN = 160, 160
TAPS = 2 * REACH + 1

RUN, BATCH = 16, 48
"""Frames that are drawn together, and how many such runs make a step."""

DROPOUT, DECAY, RATE = 0.15, 1e-4, 2e-3

DISCOUNT = 0.6
"""Power of a phone's share that its score is divided by."""


@dataclass(frozen=True, slots=True)
class Example:
    """A recording's components (n, 160), its labels (n,), and the weight of its frames."""

    inputs: Floats
    labels: Ints
    weight: float


def components(frames: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Return the matrix and offset that turn frames into their whitened principal components."""
    some = np.concatenate([f[::5] for f in frames]).astype(np.float64)
    mean, spread = some.mean(axis=0), some.std(axis=0)
    values, vectors = np.linalg.eigh(np.cov(((some - mean) / spread).T))
    enter = vectors[:, ::-1][:, :COMPONENTS] / spread[:, None]
    enter /= np.sqrt(values[::-1][:COMPONENTS])
    return enter.astype(np.float32), np.asarray(-mean @ enter, np.float32)


def train(examples: Sequence[Example], epochs: int, seed: int = 0) -> Weights:
    """Train a network; its scores already allow for how frequent each phone is."""
    dice = np.random.default_rng(seed)
    weights = {
        "convolution": _drawn(dice, TAPS * COMPONENTS, HIDDEN),
        "convolution_bias": np.zeros(HIDDEN, np.float32),
        "leave": _drawn(dice, HIDDEN, COLUMNS),
        "leave_bias": np.zeros(COLUMNS, np.float32),
    }
    runs = [
        (i, at) for i, e in enumerate(examples) for at in range(0, len(e.inputs) - RUN + 1, RUN)
    ]
    padded = [np.pad(e.inputs, ((REACH, REACH), (0, 0))) for e in examples]
    first = {name: np.zeros_like(value) for name, value in weights.items()}
    second = {name: np.zeros_like(value) for name, value in weights.items()}
    steps = epochs * len(runs) // BATCH
    order: list[int] = []
    for step in range(1, steps + 1):
        order = order if len(order) >= BATCH else dice.permutation(len(runs)).tolist()
        drawn, order = [runs[i] for i in order[:BATCH]], order[BATCH:]
        slopes = _gradient(*_batch(examples, padded, drawn), weights, dice)
        rate = RATE * min(1, step / 100) * (0.5 + 0.5 * np.cos(np.pi * step / steps)) + 1e-5
        for name, value in weights.items():
            first[name] = 0.9 * first[name] + 0.1 * slopes[name]
            second[name] = 0.99 * second[name] + 0.01 * slopes[name] ** 2
            move = first[name] / (1 - 0.9**step) / (np.sqrt(second[name] / (1 - 0.99**step)) + 1e-8)
            value -= (rate * (move + DECAY * value * (value.ndim > 1))).astype(np.float32)
    weights["leave_bias"] -= DISCOUNT * np.log(_shares(examples)).astype(np.float32)
    weights["convolution"] = weights["convolution"].reshape(TAPS, COMPONENTS, HIDDEN)
    return weights


def _drawn(dice: np.random.Generator, inputs: int, outputs: int) -> Floats:
    return (dice.standard_normal((inputs, outputs)) / np.sqrt(inputs)).astype(np.float32)


def _shares(examples: Sequence[Example]) -> NDArray[np.float64]:
    labels = np.concatenate([e.labels for e in examples])
    counts = np.bincount(labels[labels >= 0], minlength=COLUMNS) + 50.0
    return counts / counts.sum()


def _batch(
    examples: Sequence[Example], padded: Sequence[Floats], drawn: Sequence[tuple[int, int]]
) -> tuple[Floats, Ints, Floats]:
    """Inputs with their context (frames, taps × components), labels, and weights (frames,)."""
    parts = [padded[i][at : at + RUN + 2 * REACH] for i, at in drawn]
    inputs = np.concatenate(
        [np.concatenate([p[k : k + RUN] for k in range(TAPS)], axis=1) for p in parts]
    )
    labels = np.concatenate([examples[i].labels[at : at + RUN] for i, at in drawn])
    weight = np.repeat([examples[i].weight for i, _ in drawn], RUN) * (labels >= 0)
    return inputs, np.maximum(labels, 0), weight.astype(np.float32)


def _gradient(
    inputs: Floats, labels: Ints, weight: Floats, weights: Weights, dice: np.random.Generator
) -> Weights:
    runs = len(inputs) // RUN
    kept = (dice.random((runs, 1, inputs.shape[1])) > DROPOUT) / np.float32(1 - DROPOUT)
    x = (inputs.reshape(runs, RUN, -1) * kept).reshape(inputs.shape).astype(np.float32)
    hidden = np.maximum(x @ weights["convolution"] + weights["convolution_bias"], 0)
    alive = ((dice.random(hidden.shape) > DROPOUT) / (1 - DROPOUT)).astype(np.float32)
    hidden *= alive
    out = hidden @ weights["leave"] + weights["leave_bias"]
    error = np.exp(out - out.max(axis=1, keepdims=True))
    error /= error.sum(axis=1, keepdims=True)
    error[np.arange(len(labels)), labels] -= 1
    error *= (weight / len(labels))[:, None]
    inner = (error @ weights["leave"].T) * alive * (hidden > 0)
    return {
        "leave": hidden.T @ error,
        "leave_bias": error.sum(axis=0),
        "convolution": x.T @ inner,
        "convolution_bias": inner.sum(axis=0),
    }
