"""Random layers in CTranslate2's 8-bit form, drawn directly as integers.

A weight matrix (rows, columns) is kept as integers with one scale a row: weight = integer ÷ scale.
Blocks read what is there with full strength and write next to nothing back (``FAINT``), so that the
designed rows of ``counting`` decide what comes out, while every product is computed in full.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Weights = npt.NDArray[np.float32]

FAINT = 1e-3
"""Strength of what a random block adds, next to 1 for its input."""

_SPREAD = 73.0
"""Standard deviation of integers drawn evenly from −127 to 127."""


class RandomWeights:
    """A source of random matrices, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._generator = np.random.default_rng(seed)

    def integers(self, *shape: int) -> npt.NDArray[np.int8]:
        """Draw 8-bit integers; −128 is left out, as quantized weights do."""
        drawn = np.frombuffer(self._generator.bytes(int(np.prod(shape))), np.int8)
        return np.maximum(drawn, -127).reshape(shape)

    def floats(self, *shape: int, strength: float) -> Weights:
        """Draw normal numbers of this standard deviation."""
        drawn: Weights = self._generator.standard_normal(shape, dtype=np.float32)
        return drawn * np.float32(strength)


def linear(spec: Any, dice: RandomWeights, rows: int, columns: int, strength: float = 1.0) -> None:
    """Fill a layer so that even input of variance 1 gives output of this standard deviation."""
    spec.weight = dice.integers(rows, columns)
    spec.weight_scale = np.full(rows, _SPREAD * columns**0.5 / strength, np.float32)
    spec.bias = np.zeros(rows, np.float32)


def designed(spec: Any, weight: Weights, bias: Weights | None = None) -> None:
    """Put a matrix of our own into a layer, rounded to 8 bits."""
    largest = np.abs(weight).max(axis=1)
    scale = (127.0 / np.where(largest == 0, 1.0, largest)).astype(np.float32)
    spec.weight = np.rint(weight * scale[:, None]).astype(np.int8)
    spec.weight_scale = scale
    if hasattr(spec, "bias"):
        spec.bias = np.zeros(len(weight), np.float32) if bias is None else bias


def norm(spec: Any, width: int) -> None:
    """Fill a layer norm that only normalizes."""
    spec.gamma, spec.beta = np.ones(width, np.float32), np.zeros(width, np.float32)


def block(spec: Any, dice: RandomWeights, width: int) -> None:
    """Fill one transformer block: self-attention, attention to the sound if any, feed-forward."""
    norm(spec.self_attention.layer_norm, width)
    linear(spec.self_attention.linear[0], dice, 3 * width, width)
    linear(spec.self_attention.linear[1], dice, width, width, FAINT)
    if hasattr(spec, "attention"):
        norm(spec.attention.layer_norm, width)
        linear(spec.attention.linear[0], dice, width, width)
        linear(spec.attention.linear[1], dice, 2 * width, width)
        linear(spec.attention.linear[2], dice, width, width, FAINT)
    norm(spec.ffn.layer_norm, width)
    linear(spec.ffn.linear_0, dice, 4 * width, width)
    linear(spec.ffn.linear_1, dice, width, 4 * width, FAINT)
