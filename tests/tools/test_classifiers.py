"""Training the classifiers, end to end, on made-up frames: the file detects what was trained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.sound import frame_classifiers
from tools.classifiers import network, prepare, synthetic, train
from tools.classifiers.network import LEVELS, OUTPUTS
from tools.classifiers.recordings import Recording

FRAMES, WIDTH = 300, 768
SPEECH = OUTPUTS.index("speech")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Prepared copies of six speakers; the first inputs tell whether there is speech."""
    dice = np.random.default_rng(0)
    for k in range(6):
        inputs = dice.standard_normal((FRAMES, WIDTH + LEVELS)).astype(np.float16)
        labels = np.zeros((FRAMES, len(OUTPUTS)), np.float16)
        labels[:, SPEECH] = np.arange(FRAMES) % 100 < 50
        labels[:, OUTPUTS.index("nuclei")] = labels[:, SPEECH] / 10
        inputs[:, :40] += 3 * labels[:, SPEECH, None]
        path = tmp_path / f"fluent~speaker{k}~as it is.npz"
        np.savez(path, inputs=inputs, labels=labels, speaker=f"speaker{k}")
    return tmp_path


@pytest.fixture
def parameters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of parameters that the classifiers read instead of the shipped one."""
    path = tmp_path / "classifiers.npz"
    monkeypatch.setattr(frame_classifiers, "PARAMETERS", path)
    caches = (frame_classifiers._parameters, frame_classifiers._scale)
    for cached in caches:
        cached.cache_clear()
    yield path
    for cached in caches:
        cached.cache_clear()


def test_what_is_written_hears_what_was_trained(
    folder: Path, parameters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = {name: replace(plan, steps=100, rate=0.01) for name, plan in train.PLANS.items()}
    monkeypatch.setattr(train, "PLANS", plans)
    monkeypatch.setattr(network, "BATCH", 3)
    monkeypatch.setattr(network, "AVERAGED", 0.9)
    copies = train.prepared(folder)
    how = train.reduction(copies)
    pieces = [train.piece(copy, how) for copy in copies]
    nets = train.networks(pieces)
    factor = train.scale(nets, pieces)
    train.write(nets, factor, how, parameters)

    with np.load(copies[0].path) as stored:
        inputs = stored["inputs"].astype(np.float32)
    features = frame_classifiers.project(inputs[:, :-LEVELS])
    heard = frame_classifiers.classify(features, inputs[:, -LEVELS:])
    trained = train.voted(nets, pieces[0].inputs, factor)
    for name in OUTPUTS:
        assert getattr(heard, name) == pytest.approx(trained[:, OUTPUTS.index(name)], abs=0.02)
    true = pieces[0].labels[:, SPEECH] == 1
    assert heard.speech[true].mean() > heard.speech[~true].mean() + 0.1


def test_every_speaker_is_held_out_once() -> None:
    speakers = [f"s{i}" for i in range(12)]
    folds = [train.fold(s, speakers) for s in speakers]
    assert set(folds) == set(range(train.FOLDS))


def test_copies_are_the_same_each_time_and_their_labels_move_along() -> None:
    dice = np.random.default_rng(3)
    samples = (0.1 * dice.standard_normal(3 * synthetic.RATE)).astype(np.float32)
    labels = {name: np.zeros(300, np.float32) for name in OUTPUTS}
    labels["filled"][100:150] = 1
    recording = Recording("spontaneous", "made up", "nobody", samples, labels, None)
    names = prepare.names(recording, foreign=True)
    assert set(prepare.FEW) <= set(names)
    for name in ("as it is", "tempo 0.8", "microphone 0", "foreign"):
        one, moved = prepare.distorted(recording, name, [samples])
        two, _ = prepare.distorted(recording, name, [samples])
        assert np.array_equal(one, two)
        count = -(-len(one) // prepare.LABEL)
        assert all(abs(len(track) - count) <= 1 for track in moved.values())
        assert 0.6 * 50 <= np.nansum(moved["filled"]) <= 1.6 * 50
