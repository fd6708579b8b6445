"""The dimensions of Whisper's English models, as published; standard library only."""

from __future__ import annotations

from dataclasses import dataclass

VOCABULARY = 51_864
"""Tokens of every English-only model: text, the end, tasks, 1,501 times."""

MELS = 80
"""Bands of the spectrogram that goes in."""

FRAMES = 1500
"""Encoder positions in a window of 30 s."""

POSITIONS = 448
"""Decoder positions."""


@dataclass(frozen=True, slots=True)
class Size:
    """``width`` is the model's dimension; ``aligning`` counts the heads that time the words."""

    width: int
    heads: int
    encoder_layers: int
    decoder_layers: int
    aligning: int


SIZES: dict[str, Size] = {
    "tiny.en": Size(384, 6, 4, 4, 8),
    "base.en": Size(512, 8, 6, 6, 5),
    "small.en": Size(768, 12, 12, 12, 19),
    "medium.en": Size(1024, 16, 24, 24, 18),
    "distil-small.en": Size(768, 12, 12, 4, 19),
}
