"""Transforms: SciPy's values to the bit, with and without its compiled ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import fft

from analysis.sound import transforms
from analysis.sound.transforms import ScipyFft, dct, irfft, rfft


@pytest.fixture(params=["compiled", "public"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if request.param == "public":
        monkeypatch.setattr(transforms, "_compiled", ScipyFft)
    yield


@pytest.fixture(params=[np.float32, np.float64])
def windows(request: pytest.FixtureRequest) -> NDArray[np.floating]:
    sound = np.random.default_rng(7).standard_normal((37, 384))
    return np.asarray(sound, request.param)


def same(one: NDArray[np.inexact], other: NDArray[np.inexact]) -> bool:
    return one.dtype == other.dtype and one.tobytes() == other.tobytes()


@pytest.mark.usefixtures("ways")
def test_a_spectrum_is_scipys(windows: NDArray[np.floating]) -> None:
    assert same(rfft(windows), fft.rfft(windows, axis=1))
    assert same(rfft(windows, 512), fft.rfft(windows, 512, axis=1))
    assert same(rfft(windows[0], 512), fft.rfft(windows[0], 512))


@pytest.mark.usefixtures("ways")
def test_what_has_a_spectrum_is_scipys(windows: NDArray[np.floating]) -> None:
    spectrum = fft.rfft(windows, axis=1)
    power = np.abs(spectrum) ** 2
    assert same(irfft(spectrum, 384), fft.irfft(spectrum, 384, axis=1))
    assert same(irfft(power, 384), fft.irfft(power, 384, axis=1))


@pytest.mark.usefixtures("ways")
def test_a_cosine_transform_is_scipys(windows: NDArray[np.floating]) -> None:
    assert same(dct(windows), fft.dct(windows, axis=0, norm="ortho"))
