"""A folder with every file of a speech model, valid and a few hundred bytes long."""

from __future__ import annotations

import json
import struct
from pathlib import Path


def write(folder: Path, *, mels: int = 80, weights: bytes = b"", megabytes: int = 0) -> Path:
    """Write a model; its ``model.bin`` contains ``weights``, and can be large but sparse."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({"lang_ids": [1]}))
    (folder / "tokenizer.json").write_text(json.dumps({"model": {"vocab": {"a": 0}}}))
    (folder / "vocabulary.txt").write_text("a\n")
    with (folder / "model.bin").open("wb") as file:
        file.write(model_bin(mels, weights))
        if megabytes:
            file.truncate(megabytes * 1_000_000)
    return folder


def model_bin(mels: int = 80, weights: bytes = b"") -> bytes:
    """Return a model with two variables: a convolution with one channel and one tap, and more."""
    return (
        struct.pack("<I", 6)
        + _text("WhisperSpec")
        + struct.pack("<II", 3, 2)
        + _variable("encoder/conv1/weight", (1, mels, 1), bytes(2 * mels))
        + _variable("encoder/more", (len(weights),), weights)
        + struct.pack("<I", 0)
    )


def _variable(name: str, shape: tuple[int, ...], content: bytes) -> bytes:
    dimensions = struct.pack(f"<B{len(shape)}I", len(shape), *shape)
    return _text(name) + dimensions + struct.pack("<BI", 4, len(content)) + content


def _text(text: str) -> bytes:
    content = text.encode() + b"\0"
    return struct.pack("<H", len(content)) + content
