"""The trainable network (frame features, a convolution over time, outputs) and its training.

The loss is cross-entropy for probabilities and Poisson for syllable nuclei; unknown labels (NaN)
have no weight. Adam, and the average of the last weights, in plain numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Weights = dict[str, Floats]

OUTPUTS = ("speech", "filled", "prolonged", "foreign", "nuclei")
TAPS = 11
LEVELS = 3
"""Inputs that bypass the projection: features of the level."""

BATCH, LENGTH = 24, 120
DECAY, AVERAGED = 3e-3, 0.995


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train: size, regularization, and the weight of each output.

    ``dropout`` is the share of inputs left out of a training piece; ``no_level`` the share of
    pieces without level features (1: the network never reads them).
    """

    weights: tuple[float, float, float, float, float]
    hidden: int
    channels: int
    dropout: float
    no_level: float
    steps: int = 1200
    rate: float = 2e-3


@dataclass(frozen=True, slots=True)
class Piece:
    """A recording's inputs (n, d) and labels (n, 5) as float16, and how often it is drawn."""

    inputs: NDArray[np.float16]
    labels: NDArray[np.float16]
    weight: float


@dataclass(slots=True)
class Trained:
    """A network: its parameters, and the mean and spread of its inputs."""

    mean: Floats
    spread: Floats
    weights: Weights = field(default_factory=dict)

    def predict(self, inputs: NDArray[np.float16]) -> Floats:
        """Return probabilities and counts (n, 5) for inputs (n, d)."""
        x = (inputs.astype(np.float32) - self.mean) / self.spread
        out = forward(x[None], self.weights)[0][0]
        found = np.asarray(1 / (1 + np.exp(-np.clip(out, -30, 30))), np.float32)
        found[:, 4] = np.logaddexp(0, out[:, 4])
        return found


def forward(x: Floats, w: Weights) -> tuple[Floats, Floats, Floats, Floats]:
    """Return outputs (b, t, 5) for inputs (b, t, d), and the values the gradient needs."""
    projected = np.maximum(x[..., :-LEVELS] @ w["enter"] + w["enter_bias"], 0)
    features = np.concatenate([projected, x[..., -LEVELS:]], axis=-1)
    reach = TAPS // 2
    padded = np.pad(features, ((0, 0), (reach, reach), (0, 0)))
    around = sum(padded[:, k : k + x.shape[1]] @ w["convolution"][k] for k in range(TAPS))
    hidden = np.maximum(around + w["convolution_bias"], 0)
    out = hidden @ w["leave"] + features @ w["direct"] + w["leave_bias"]
    return out, features, padded, hidden


def gradient(x: Floats, labels: Floats, mask: Floats, w: Weights) -> Weights:
    """Return the gradient of the loss over a batch; ``mask`` (b, t, 5) weights each label."""
    out, features, padded, hidden = forward(x, w)
    squashed = 1 / (1 + np.exp(-np.clip(out, -30, 30)))
    error = (squashed - labels) * mask
    rate = np.logaddexp(0, out[..., 4]) + 1e-5
    error[..., 4] = (1 - labels[..., 4] / rate) * squashed[..., 4] * mask[..., 4]
    error = (error / (x.shape[0] * x.shape[1])).astype(np.float32)
    flat = lambda a: a.reshape(-1, a.shape[-1])  # noqa: E731
    length, reach = x.shape[1], TAPS // 2
    g = {"leave": flat(hidden).T @ flat(error), "leave_bias": flat(error).sum(0)}
    g["direct"] = flat(features).T @ flat(error)
    inner = (error @ w["leave"].T) * (hidden > 0)
    g["convolution_bias"] = flat(inner).sum(0)
    taps = [flat(padded[:, k : k + length]).T @ flat(inner) for k in range(TAPS)]
    g["convolution"] = np.stack(taps)
    wide = np.pad(inner, ((0, 0), (reach, reach), (0, 0)))
    back = error @ w["direct"].T
    for k in range(TAPS):
        back += wide[:, 2 * reach - k : 2 * reach - k + length] @ w["convolution"][k].T
    back = back[..., :-LEVELS] * (features[..., :-LEVELS] > 0)
    g["enter"], g["enter_bias"] = flat(x[..., :-LEVELS]).T @ flat(back), flat(back).sum(0)
    return g


def train(pieces: Sequence[Piece], plan: Plan, seed: int) -> Trained:
    """Train a network on pieces drawn in proportion to their length and weight."""
    dice = np.random.default_rng(seed)
    net = _begin(pieces, plan, dice)
    drawn = np.array([len(p.inputs) * p.weight for p in pieces], np.float64)
    drawn /= drawn.sum()
    first = {k: np.zeros_like(v) for k, v in net.weights.items()}
    second = {k: np.zeros_like(v) for k, v in net.weights.items()}
    average = {k: v.copy() for k, v in net.weights.items()}
    for step in range(1, plan.steps + 1):
        g = gradient(*_batch(pieces, drawn, net, plan, dice), net.weights)
        rate = plan.rate * min(1, step / 100) * (0.5 + 0.5 * np.cos(np.pi * step / plan.steps))
        for k, w in net.weights.items():
            first[k] = 0.9 * first[k] + 0.1 * g[k]
            second[k] = 0.99 * second[k] + 0.01 * g[k] ** 2
            move = first[k] / (1 - 0.9**step) / (np.sqrt(second[k] / (1 - 0.99**step)) + 1e-8)
            w -= ((rate + 1e-5) * (move + DECAY * w * (w.ndim > 1))).astype(np.float32)
            average[k] = (AVERAGED * average[k] + (1 - AVERAGED) * w).astype(np.float32)
    net.weights = average
    return net


def _begin(pieces: Sequence[Piece], plan: Plan, dice: np.random.Generator) -> Trained:
    """Draw initial weights; measure the inputs' mean and spread."""
    some = dice.choice(len(pieces), min(150, len(pieces)), replace=False)
    sample = np.concatenate([pieces[i].inputs[::7].astype(np.float32) for i in some])
    mean, spread = sample.mean(0), sample.std(0) + 1e-2
    mean[-LEVELS:], spread[-LEVELS:] = 0, 1
    width, h, c, outputs = sample.shape[1] - LEVELS, plan.hidden, plan.channels, len(OUTPUTS)

    def drawn(*shape: int, inputs: int) -> Floats:
        return (dice.standard_normal(shape) * np.sqrt(2 / inputs)).astype(np.float32)

    weights = {
        "enter": drawn(width, h, inputs=width),
        "enter_bias": np.zeros(h, np.float32),
        "convolution": drawn(TAPS, h + LEVELS, c, inputs=TAPS * h),
        "convolution_bias": np.zeros(c, np.float32),
        "leave": drawn(c, outputs, inputs=4 * c),
        "leave_bias": np.zeros(outputs, np.float32),
        "direct": drawn(h + LEVELS, outputs, inputs=4 * h),
    }
    return Trained(mean, spread, weights)


def _batch(
    pieces: Sequence[Piece],
    drawn: NDArray[np.float64],
    net: Trained,
    plan: Plan,
    dice: np.random.Generator,
) -> tuple[Floats, Floats, Floats]:
    """Draw inputs, labels, and the weight of each label."""
    x = np.zeros((BATCH, LENGTH, len(net.mean)), np.float32)
    y = np.full((BATCH, LENGTH, len(OUTPUTS)), np.nan, np.float32)
    for b, i in enumerate(dice.choice(len(pieces), BATCH, p=drawn)):
        at = dice.integers(0, max(1, len(pieces[i].inputs) - LENGTH + 1))
        part = pieces[i].inputs[at : at + LENGTH]
        x[b, : len(part)] = (part - net.mean) / net.spread
        y[b, : len(part)] = pieces[i].labels[at : at + LENGTH]
    keep = (dice.random((BATCH, 1, len(net.mean))) > plan.dropout) / (1 - plan.dropout)
    keep[..., -LEVELS:] = 1
    keep[dice.random(BATCH) < plan.no_level, :, -LEVELS:] = 0
    known = ~np.isnan(y)
    mask = known * np.array(plan.weights, np.float32)
    return x * keep.astype(np.float32), np.where(known, y, 0), mask.astype(np.float32)
