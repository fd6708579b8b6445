"""A folder with every file of a speech model, in the right form and of a few hundred bytes."""

from __future__ import annotations

import json
import struct
from pathlib import Path


def write(folder: Path, *, mels: int = 80, megabytes: int = 0) -> Path:
    """Write one; its ``model.bin`` can be made larger without taking room on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({"lang_ids": [1]}))
    (folder / "tokenizer.json").write_text(json.dumps({"model": {"vocab": {"a": 0}}}))
    (folder / "vocabulary.txt").write_text("a\n")
    with (folder / "model.bin").open("wb") as file:
        file.write(model_bin(mels))
        if megabytes:
            file.truncate(megabytes * 1_000_000)
    return folder


def model_bin(mels: int = 80) -> bytes:
    """Give a model with one variable: the first convolution, of one channel and one tap."""
    weight = bytes(2 * mels)
    return (
        struct.pack("<I", 6)
        + _text("WhisperSpec")
        + struct.pack("<II", 3, 1)
        + _text("encoder/conv1/weight")
        + struct.pack("<B3IBI", 3, 1, mels, 1, 4, len(weight))
        + weight
        + struct.pack("<I", 0)
    )


def _text(text: str) -> bytes:
    content = text.encode() + b"\0"
    return struct.pack("<H", len(content)) + content
