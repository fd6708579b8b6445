"""The networks: how far each layer looks, and that any number of them is run."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.sound.arrays import Floats
from analysis.sound.frame_classifiers import forward


def passing_on(layers: int) -> dict[str, Floats]:
    """A network of one channel that lets its input through, each layer adding what comes later."""
    centre = np.array([0, 1, 0], np.float32).reshape(3, 1, 1)
    later = np.array([0, 0, 1], np.float32).reshape(3, 1, 1)
    none = np.zeros(1, np.float32)
    network = {"enter": centre, "enter_bias": none}
    for i in range(layers):
        network |= {f"layer{i}": later, f"bias{i}": none}
    return network | {"leave": np.ones((1, 3), np.float32), "leave_bias": np.zeros(3, np.float32)}


@pytest.mark.parametrize("layers", [1, 2, 3])
def test_each_layer_looks_twice_as_far_as_the_one_before(layers: int) -> None:
    x = np.zeros((20, 1), np.float32)
    x[15] = 1
    reached = np.flatnonzero(forward(x, passing_on(layers))[:, 0])
    assert reached.tolist() == list(range(15 - (2**layers - 1), 16))
