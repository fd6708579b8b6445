"""Window, halving, and moving average: SciPy's values to the bit, as the measures were made."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage, signal

from analysis.sound.audio import RATE
from analysis.sound.filters import halve, hann, moving_average


@pytest.mark.parametrize("length", [2, 320, 384])
def test_a_window_is_scipys(length: int) -> None:
    assert np.array_equal(hann(length), signal.get_window("hann", length).astype(np.float32))


@pytest.mark.parametrize("length", [1, 2, 5, 100, 4001, 50_000])
def test_half_the_rate_is_scipys(length: int) -> None:
    sound = np.random.default_rng(length).standard_normal(length).astype(np.float32)
    assert np.array_equal(halve(sound), signal.resample_poly(sound, 1, 2))


@pytest.mark.parametrize("size", [1, 2, 3, 15, 31])
@pytest.mark.parametrize("length", [1, 2, 14, 4001])
def test_a_moving_average_is_scipys(length: int, size: int) -> None:
    chance = np.random.default_rng(length).random(length).astype(np.float32)
    wanted = ndimage.uniform_filter1d(chance, size, mode="nearest")
    assert np.array_equal(moving_average(chance, size), wanted)


def test_a_moving_average_of_nothing_is_nothing() -> None:
    assert not len(moving_average(np.zeros(0, np.float32), 3))


def test_a_tone_stays_and_what_would_fold_back_goes() -> None:
    at = np.arange(RATE) / RATE
    low, high = (np.sin(2 * np.pi * hertz * at).astype(np.float32) for hertz in (300, 6000))
    inner = slice(100, -100)
    assert np.allclose(halve(low)[inner], low[::2][inner], atol=0.01)
    assert np.abs(halve(high)[inner]).max() < 0.01
