"""Writes a random model: ``python -m analysis.transcription.random_model.write base.en FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np

from analysis.transcription.random_model import counting, tokens
from analysis.transcription.random_model.layers import RandomWeights, block, designed, norm
from analysis.transcription.random_model.sizes import POSITIONS, SIZES, VOCABULARY, Size

SEED = 1


def write(size: Size, folder: Path, seed: int = SEED) -> Path:
    """Write a model of this size into a folder, which is made; give the folder.

    It takes a second for the dimensions of small.en. The same seed writes the same model.
    """
    folder.mkdir(parents=True, exist_ok=True)
    dice = RandomWeights(seed)
    spec = ctranslate2.specs.WhisperSpec(
        size.encoder_layers, size.heads, size.decoder_layers, size.heads
    )
    _fill_encoder(spec.encoder, size, dice)
    _fill_decoder(spec.decoder, size, dice)
    spec.register_vocabulary(tokens.write(folder, seed))
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [tokens.BLANK, tokens.END]
    spec.config.lang_ids = list(tokens.LANGUAGES)
    spec.config.alignment_heads = _aligning(size)
    spec.validate()
    for part in ("weight", "weight_scale"):  # the words' rows serve both ways, as in true models
        setattr(spec.decoder.projection, part, f"decoder/embeddings/{part}")
    spec.save(str(folder))
    return folder


def _fill_encoder(spec: Any, size: Size, dice: RandomWeights) -> None:
    counting.hear(spec, size.width, dice)
    for layer in spec.layer:
        block(layer, dice, size.width)
    norm(spec.layer_norm, size.width)


def _fill_decoder(spec: Any, size: Size, dice: RandomWeights) -> None:
    layers = spec.layer
    for layer in layers:
        block(layer, dice, size.width)
    for layer in layers[-2:]:
        counting.look(layer.attention, size, dice)
    counting.decide(layers[-1].attention, size.width, dice)
    counting.step(layers[-1].ffn, size.width, dice)
    counting.name(spec.layer_norm, size.width)
    designed(spec.embeddings, counting.embeddings(VOCABULARY, size.width, dice))
    spec.projection.weight = spec.embeddings.weight
    spec.projection.weight_scale = spec.embeddings.weight_scale
    positions = dice.floats(POSITIONS, size.width, strength=0.02)
    spec.position_encodings.encodings = positions.astype(np.float32)


def _aligning(size: Size) -> list[list[int]]:
    """As many heads as the true model has, from the two layers that look at the time."""
    last = size.decoder_layers - 1
    heads = [[layer, head] for layer in (last, last - 1) for head in range(size.heads)]
    return heads[: size.aligning]


def main() -> None:
    """Write the model named on the command line."""
    name, folder = sys.argv[1:]
    write(SIZES[name], Path(folder))


if __name__ == "__main__":
    main()
