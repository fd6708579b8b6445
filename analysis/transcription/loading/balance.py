"""Factors that spread a model's large values evenly before they are rounded to 8 bits.

Some values inside Whisper are many times as large as their neighbors, and 8 bits that reach up to
them leave few steps for the others. A layer norm can make its values smaller if the weights that
read them are made larger by the same factor; the result is the same. This is SmoothQuant (Xiao et
al. 2023), with the range of values estimated from the layer norm instead of measured on examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import Floats

SHARE = 0.65
"""How much of a range goes into the weights: 0 leaves values as they are, 1 makes them all even."""

DEVIATIONS = 3.0
"""After a layer norm, values are within this many times the gain of the offset."""

LEAST = 1e-5
"""Ranges are taken to be at least this."""

NORM = re.compile(r"((?:en|de)coder/layer_\d+/(?:self_attention|attention|ffn))/layer_norm/gamma")
"""The gain of a layer norm whose values only the block's first linear layer reads."""

ReadVariable = Callable[[str], Floats]
"""Reads a variable by name."""


@dataclass(frozen=True, slots=True)
class Factors:
    """What a layer norm's ``elements`` and a weight's ``columns`` are multiplied by, by name."""

    elements: dict[str, Floats] = field(default_factory=dict)
    columns: dict[str, Floats] = field(default_factory=dict)


def balance(names: Iterable[str], read: ReadVariable) -> Factors:
    """Find the factors for a model with variables of these names."""
    factors = Factors()
    for name in names:
        if (found := NORM.fullmatch(name)) is None:
            continue
        block = found[1]
        norm, weight = f"{block}/layer_norm", f"{block}/linear_0/weight"
        gain, offset = read(f"{norm}/gamma"), read(f"{norm}/beta")
        factor = _factor(np.abs(offset) + DEVIATIONS * np.abs(gain), read(weight))
        factors.columns[weight] = factor
        factors.elements.update(
            dict.fromkeys((f"{norm}/gamma", f"{norm}/beta"), np.reciprocal(factor))
        )
    return factors


def _factor(ranges: NDArray[np.floating], weight: Floats) -> Floats:
    """Factors (n,) for values with these ranges, read by a weight's columns (m, n)."""
    reading = np.maximum(np.abs(weight).max(axis=0), LEAST)
    factor = np.maximum(ranges, LEAST) ** SHARE / reading ** (1 - SHARE)
    return np.asarray(factor / np.exp(np.log(factor).mean()), np.float32)
