"""How much of a window Whisper gets, and when it gets the whole one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from analysis.sound.audio import RATE, Samples
from analysis.transcription.decoding import FRAMES, SILENCE, Decoded, Decoder

HOP = RATE // 100
TEXT = "We asked her parents for more time and they said yes."


class FakeModel:
    """Notes how many frames it encodes."""

    is_multilingual = False

    def __init__(self) -> None:
        self.encoded: list[int] = []

    def encode(self, window: Any) -> int:
        self.encoded.append(window.shape[2])
        return self.encoded[-1]


class FakeSpectrogram:
    """Makes an empty spectrogram."""

    hop_length = HOP

    def __call__(self, samples: Samples) -> Samples:
        return np.zeros((80, len(samples) // HOP + 1), np.float32)


def windows(monkeypatch: pytest.MonkeyPatch, seconds: float, found: Decoded) -> list[int]:
    """Frames of each window that is encoded for some seconds with this text."""
    model, decoder = FakeModel(), Decoder.__new__(Decoder)
    parts = {
        "_model": model,
        "_spectrogram": FakeSpectrogram(),
        "_aligner": SimpleNamespace(words=lambda encoded, tokens, states: []),
        "_generate": lambda encoded, *options: found,
    }
    for name, part in parts.items():
        monkeypatch.setattr(decoder, name, part, raising=False)
    decoder.decode(np.zeros(round(seconds * RATE), np.float32), lambda share: None)
    return model.encoded


def text_of(tokens: int, log_probability: float = -0.2, text: str = TEXT) -> Decoded:
    return Decoded([1] * tokens, log_probability, 0.0, text)


@pytest.mark.parametrize(("seconds", "frames"), [(5, 500 + SILENCE), (28, FRAMES), (30, FRAMES)])
def test_a_window_ends_soon_after_its_sound(
    monkeypatch: pytest.MonkeyPatch, seconds: float, frames: int
) -> None:
    assert windows(monkeypatch, seconds, text_of(tokens=90)) == [frames]


@pytest.mark.parametrize(
    "doubtful",
    [
        text_of(tokens=6),
        text_of(tokens=90, log_probability=-1.5),
        text_of(tokens=90, text="yeah " * 60),
    ],
    ids=["few words", "unsure", "loop"],
)
def test_a_doubtful_text_is_decoded_again_from_a_whole_window(
    monkeypatch: pytest.MonkeyPatch, doubtful: Decoded
) -> None:
    assert windows(monkeypatch, 20, doubtful) == [2000 + SILENCE, FRAMES]
    assert windows(monkeypatch, 29, doubtful) == [FRAMES]
