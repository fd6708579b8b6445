"""Digital zeros in a recording change nothing that is heard in the rest of it."""

import json

import numpy as np
import pytest
from scipy import ndimage

from analysis import demo
from analysis.hearing.speech import Speech, hear
from analysis.sound.audio import RATE, Samples, load
from analysis.sound.frames import Frames

SECONDS = 60


@pytest.fixture(scope="module")
def answer() -> Samples:
    return load(demo.ANSWER).samples[: SECONDS * RATE]


@pytest.fixture(scope="module")
def noisy(answer: Samples) -> Samples:
    hiss = np.random.default_rng(0).standard_normal(len(answer)) * 10 ** (-50 / 20)
    return (answer + hiss).astype(np.float32)


def heard(sound: Samples) -> Speech:
    return hear(Frames.of(sound))


def found(speech: Speech, shift: float = 0.0) -> tuple[int, int]:
    """True pauses found (IoU 0.5), and pauses reported."""
    truth = json.loads(demo.TRUTH.read_text("utf-8"))["pauses"]
    wanted = [(p["start"], p["end"]) for p in truth if p["end"] < SECONDS - 1]
    got = [(p.start - shift, p.end - shift) for p in speech.pauses]
    hits = sum(
        any(
            min(a[1], b[1]) - max(a[0], b[0]) >= 0.5 * (max(a[1], b[1]) - min(a[0], b[0]))
            for b in got
        )
        for a in wanted
    )
    return hits, len(wanted)


@pytest.mark.parametrize("kind", ["answer", "noisy"])
def test_a_muted_start_and_end_change_nothing(kind: str, request: pytest.FixtureRequest) -> None:
    sound: Samples = request.getfixturevalue(kind)
    around = np.concatenate(
        [np.zeros(3 * RATE, np.float32), sound, np.zeros(15 * RATE, np.float32)]
    )
    plain, muted = heard(sound), heard(around)
    assert len(plain.pauses) == len(muted.pauses)
    hits, wanted = found(muted, 3.0)
    assert hits == wanted
    assert muted.noise_db == pytest.approx(plain.noise_db, abs=1.0)


@pytest.mark.parametrize("kind", ["answer", "noisy"])
def test_a_headset_that_gates_is_heard(kind: str, request: pytest.FixtureRequest) -> None:
    sound: Samples = request.getfixturevalue(kind)
    clean: Samples = request.getfixturevalue("answer")
    level = np.sqrt((clean.reshape(-1, 160) ** 2).mean(axis=1))
    opened = ndimage.binary_dilation(level > 10 ** (-45 / 20), iterations=10)
    gated = sound * np.repeat(opened, 160).astype(np.float32)
    hits, wanted = found(heard(gated))
    assert hits >= 0.7 * wanted


def test_zeros_alone_are_silence() -> None:
    speech = heard(np.zeros(5 * RATE, np.float32))
    assert speech.regions == () and speech.level_db is None
