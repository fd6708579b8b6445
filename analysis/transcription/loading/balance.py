"""Factors that spread a model's large values evenly before they are rounded to 8 bits.

Some values inside Whisper are many times as large as their neighbors, and 8 bits that reach up to
them leave few steps for the others. A layer norm can make its values smaller if the weights that
read them are made larger by the same factor; the result is the same. This is SmoothQuant (Xiao et
al. 2023), with the range of values estimated from the layer norm instead of measured on examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import Floats

SHARE = 0.65
"""How much unevenness the weights take: at 0, their columns are all even; at 1, the values are."""

DEVIATIONS = 3.0
"""After a layer norm, values are within this many times the gain of the offset."""

LEAST = 1e-5
"""Ranges and weights are taken to be at least this."""

NORM = re.compile(r"((?:en|de)coder/layer_\d+/(?:self_attention|attention|ffn))/layer_norm/gamma")
"""The gain of a layer norm at the beginning of a block."""

WEIGHT, GATE = "linear_0/weight", "linear_0_noact/weight"
"""The weight that reads a layer norm's values, and one that would read them, too."""

ReadVariable = Callable[[str], Floats]
"""Reads a variable by name, in its own shape."""


@dataclass(frozen=True, slots=True)
class Factors:
    """What a layer norm's ``elements`` and a weight's ``columns`` are multiplied by, by name.

    Each is (n,), as many as the layer norm has values.
    """

    elements: dict[str, Floats] = field(default_factory=dict)
    columns: dict[str, Floats] = field(default_factory=dict)


def balance(names: Collection[str], shared: Collection[str], read: ReadVariable) -> Factors:
    """Find the factors for a model with variables of these names.

    A block is left as it is if one of its variables is missing or ``shared`` with another one, or
    if a second layer reads the layer norm.
    """
    factors = Factors()
    for name in names:
        if (found := NORM.fullmatch(name)) is None:
            continue
        block = found[1]
        own = [f"{block}/{part}" for part in ("layer_norm/gamma", "layer_norm/beta", WEIGHT)]
        if not set(own).issubset(names) or set(own) & set(shared) or f"{block}/{GATE}" in names:
            continue
        gain, offset, weight = own
        ranges = np.abs(read(offset)) + DEVIATIONS * np.abs(read(gain))
        factors.columns[weight] = factor = _factor(ranges, read(weight))
        factors.elements.update(dict.fromkeys((gain, offset), np.reciprocal(factor)))
    return factors


def _factor(ranges: NDArray[np.floating], weight: Floats) -> Floats:
    """Factors (n,) for values with these ranges, read by a weight's columns (m, n)."""
    reading = np.maximum(np.abs(weight).max(axis=0), LEAST)
    factor = np.maximum(ranges, LEAST) ** SHARE / reading ** (1 - SHARE)
    return np.asarray(factor / np.exp(np.log(factor).mean()), np.float32)
