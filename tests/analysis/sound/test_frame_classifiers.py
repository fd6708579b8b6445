"""The acoustic encoder and its classifiers: a frame each 20 ms, the same for a growing sound."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.hearing.analyzer import SpeechAnalyzer, analyze
from analysis.sound.audio import RATE
from analysis.sound.encoder import Encoding, log_mel
from tests.analysis.sounds import answer, hush, spoken


@pytest.mark.parametrize("block", [777, 50_000])
def test_a_growing_recording_is_analyzed_as_the_finished_one(block: int) -> None:
    sound = answer([hush(0.5), spoken(0.9, 24.0), hush(0.6)])
    whole, growing = analyze(sound), SpeechAnalyzer()
    for at in range(0, len(sound), block):
        growing.feed(sound[at : at + block])
    grown = growing.end(sound)
    assert grown.speech == whole.speech and grown.nuclei == whole.nuclei
    assert np.array_equal(grown.probabilities.filled, whole.probabilities.filled)
    assert np.array_equal(grown.change, whole.change, equal_nan=True)


@pytest.mark.parametrize("count", [1, 320, 321, 16_000, 160_001])
def test_there_is_a_frame_for_every_20_ms(count: int) -> None:
    encoding = Encoding()
    encoding.feed(np.zeros(count, np.float32))
    assert len(encoding.end()) == -(-count * 50 // RATE)


def test_the_spectrogram_is_whispers_own() -> None:
    from faster_whisper.feature_extractor import FeatureExtractor

    sound = spoken(0.9, 3.1)
    ours = log_mel(sound)
    theirs = FeatureExtractor()(sound, padding=0)[:, : ours.shape[1]]
    scaled = (np.maximum(ours, ours.max() - 8) + 4) / 4
    assert np.abs(scaled[:, : theirs.shape[1]] - theirs).max() < 0.02
