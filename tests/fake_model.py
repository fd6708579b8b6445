"""A folder with every file of a speech model, valid and a few hundred bytes long."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.models.model_file import SPECIFICATION, TYPES, VERSION

FLOAT16 = TYPES.index("float16")


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
    return of_variables(
        [
            variable("encoder/conv1/weight", np.zeros((1, mels, 1), np.float16)),
            _described("encoder/more", (len(weights),), FLOAT16, weights),
        ]
    )


def of_variables(
    described: Sequence[bytes], *, aliases: dict[str, str] | None = None, version: int = VERSION
) -> bytes:
    """Return a ``model.bin`` with these variables."""
    named = [_text(name) + _text(of) for name, of in (aliases or {}).items()]
    return (
        struct.pack("<I", version)
        + _text(SPECIFICATION)
        + struct.pack("<II", 3, len(described))
        + b"".join(described)
        + struct.pack("<I", len(named))
        + b"".join(named)
    )


def variable(name: str, values: NDArray[Any]) -> bytes:
    """Return a variable's description and its numbers."""
    return _described(name, values.shape, TYPES.index(values.dtype.name), values.tobytes())


def _described(name: str, shape: tuple[int, ...], kind: int, content: bytes) -> bytes:
    dimensions = struct.pack(f"<B{len(shape)}I", len(shape), *shape)
    return _text(name) + dimensions + struct.pack("<BI", kind, len(content)) + content


def _text(text: str) -> bytes:
    content = text.encode() + b"\0"
    return struct.pack("<H", len(content)) + content
