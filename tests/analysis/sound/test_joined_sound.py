"""A file made of several, whose rate and channels change on the way, is heard whole."""

from __future__ import annotations

import av
import numpy as np
import pytest

from analysis.sound.audio import RATE, Resampling


def second(rate: int, layout: str, level: int) -> av.AudioFrame:
    channels = {"mono": 1, "stereo": 2}[layout]
    frame = av.AudioFrame.from_ndarray(
        np.full((1, rate * channels), level, np.int16), format="s16", layout=layout
    )
    frame.sample_rate = rate
    return frame


@pytest.mark.parametrize("layouts", [("mono", "mono"), ("mono", "stereo"), ("stereo", "mono")])
def test_a_change_on_the_way_costs_nothing(layouts: tuple[str, str]) -> None:
    resampling = Resampling()
    blocks = resampling.push(second(44_100, layouts[0], 3000))
    blocks += resampling.push(second(48_000, layouts[1], -3000))
    blocks += resampling.push(None)
    samples = np.concatenate(blocks)
    assert len(samples) == pytest.approx(2 * RATE, abs=2)
    assert np.median(samples[:RATE]) > 0.09 and np.median(samples[RATE:]) < -0.09
    assert np.abs(samples).max() < 0.2
