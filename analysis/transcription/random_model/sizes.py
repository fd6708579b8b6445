"""The dimensions of Whisper's models, as published; standard library only."""

from __future__ import annotations

from dataclasses import dataclass

VOCABULARY = 51_864
"""Tokens of an English-only model: text, the end, tasks, 1,501 times; others have 1 or 2 more."""

MELS = 80
"""Bands of the spectrogram that goes in; 128 in large-v3-turbo, which costs it next to nothing."""

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
    "tiny": Size(384, 6, 4, 4, 6),
    "base": Size(512, 8, 6, 6, 8),
    "small": Size(768, 12, 12, 12, 10),
    "medium": Size(1024, 16, 24, 24, 6),
    "large-v3-turbo": Size(1280, 20, 32, 4, 6),
    "tiny.en": Size(384, 6, 4, 4, 8),
    "base.en": Size(512, 8, 6, 6, 5),
    "small.en": Size(768, 12, 12, 12, 19),
    "medium.en": Size(1024, 16, 24, 24, 18),
    "distil-small.en": Size(768, 12, 12, 4, 19),
}
