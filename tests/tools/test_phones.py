"""The training of the network that scores phones."""

from __future__ import annotations

import numpy as np

from analysis.sound.phones import COLUMNS, score
from tools.phones.network import COMPONENTS, Example, components, train
from tools.phones.recordings import Recording


def test_a_network_learns_which_phone_a_frame_is() -> None:
    dice = np.random.default_rng(3)
    voices = dice.standard_normal((COLUMNS, COMPONENTS)).astype(np.float32)

    def spoken(seed: int) -> Example:
        labels = np.repeat(np.random.default_rng(seed).integers(0, COLUMNS, 400), 4)
        noise = np.random.default_rng(seed).standard_normal((len(labels), COMPONENTS))
        return Example(voices[labels] + noise.astype(np.float32), labels, 1.0)

    weights = train([spoken(seed) for seed in range(6)], epochs=10)
    new = spoken(99)
    assert np.mean(score(new.inputs, weights).argmax(axis=1) == new.labels) > 0.9


def test_components_are_whitened() -> None:
    dice = np.random.default_rng(3)
    frames = (dice.standard_normal((50_000, 170)) * np.linspace(1, 9, 170) + 5).astype(np.float32)
    enter, bias = components([frames])
    reduced = frames @ enter + bias
    assert np.allclose(reduced.mean(axis=0), 0, atol=0.2)
    assert np.allclose(reduced.std(axis=0), 1, atol=0.2)


def test_recordings_of_one_speaker_are_left_out_together() -> None:
    dana = Recording("spontaneous", "dana", ()).fold
    assert dana == Recording("spontaneous", "konay", ()).fold
    assert dana == Recording("unlabelled", "dana_konay-013", ()).fold
    read = Recording("fluent", "dr1-fvmh0", ()).fold
    assert read == Recording("pauses", "dr1-fvmh0-pink20", ()).fold
