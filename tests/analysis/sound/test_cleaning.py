"""Offset and rumble go; the voice, exact zeros and clipping stay."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.hearing.analyzer import analyze
from analysis.sound.arrays import Floats
from analysis.sound.audio import RATE
from analysis.sound.cleaning import Cleaning, cleaned
from tests.analysis.sounds import shipped


def tone(hertz: float, seconds: float = 4.0, level: float = 0.5) -> Floats:
    at = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(level * np.cos(2 * np.pi * hertz * at), np.float32)


@pytest.mark.parametrize(
    ("hertz", "lowest", "highest"),
    [(0, -999, -100), (10, -999, -45), (30, -999, -45), (40, -999, -45), (75, -0.1, 0.1),
     (100, -0.1, 0.1), (3000, -0.1, 0.1)],
)  # fmt: skip
def test_what_goes_and_what_stays(hertz: float, lowest: float, highest: float) -> None:
    before = tone(hertz)
    after = cleaned(before)[RATE:-RATE]
    gain = 20 * np.log10(np.sqrt(np.mean(after**2)) / np.sqrt(np.mean(before**2)) + 1e-12)
    assert lowest < gain < highest


@pytest.mark.parametrize("count", [0, 1, 5, 1024, 1025, 7168, 7169, 8192, 50_001])
def test_a_growing_sound_comes_out_the_same(count: int) -> None:
    random = np.random.default_rng(count)
    samples = random.normal(0.1, 0.1, count).astype(np.float32)
    cleaning, parts, at = Cleaning(), [], 0
    while at < count:
        step = int(random.integers(1, 3000))
        parts.append(cleaning.feed(samples[at : at + step]))
        at += step
    parts.append(cleaning.end())
    whole = cleaned(samples)
    assert len(whole) == count
    assert np.array_equal(np.concatenate(parts), whole)


def test_exact_zeros_stay_zeros_and_clipping_stays_clipping() -> None:
    samples = np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32) + 0.05
    samples[4000:6000] = 0
    samples[9000] = 1.0
    after = cleaned(samples)
    assert not after[4000:6000].any()
    assert after[9000] == 1.0


@pytest.mark.parametrize("kind", ["offset", "rumble", "drift"])
def test_they_cost_a_recording_nothing(kind: str) -> None:
    answer = shipped()[: 15 * RATE]
    at = np.arange(len(answer)) / RATE
    added = {
        "offset": np.full(len(answer), 0.05),
        "rumble": 0.1 * np.sin(2 * np.pi * 23 * at) + 0.05 * np.sin(2 * np.pi * 11 * at + 1),
        "drift": 0.1 * np.sin(2 * np.pi * 0.2 * at),
    }[kind]
    plain, spoilt = (
        analyze(cleaned(s)).speech for s in (answer, answer + added.astype(np.float32))
    )
    assert spoilt.noise_db == pytest.approx(plain.noise_db, abs=1.0)
    assert spoilt.level_db == pytest.approx(plain.level_db, abs=0.2)
    assert len(spoilt.pauses) == len(plain.pauses)
    assert sum(p.duration for p in spoilt.pauses) == pytest.approx(
        sum(p.duration for p in plain.pauses), abs=0.1
    )
