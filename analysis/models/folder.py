"""Whether a folder can work as a speech model, judging by its files without loading it.

Standard library only; reads a few kilobytes, whatever the model's size. ``model.bin`` is
CTranslate2's: a header (binary version, specification, revision, count), then for each variable
its name, shape, type, length, and data, then pairs of aliases; all numbers little-endian.
"""

from __future__ import annotations

import json
import os
import struct
from pathlib import Path
from typing import Any, BinaryIO

from analysis.models.known import missing_part

PREPROCESSOR = "preprocessor_config.json"

USUAL_MELS = 80
"""Mel bands of a model that needs no ``preprocessor_config.json``."""

MEL_WEIGHT = "encoder/conv1/weight"
"""The variable whose second dimension is the number of mel bands."""

VERSION = 6
"""The binary version this module reads; for others it only checks the specification."""

LARGEST_JSON = 20_000_000
"""Bytes of the largest JSON file to read; official ones are a tenth of that."""

MOST_VARIABLES = 100_000
MOST_DIMENSIONS = 8


class Unreadable(Exception):
    """A file that isn't a ``model.bin``, or isn't complete."""


def flaw(folder: Path) -> str | None:
    """Describe in a few words why a model folder can't work; ``None`` if nothing is found."""
    if part := missing_part(folder):
        return f"{part} is empty" if (folder / part).is_file() else f"{part} is missing"
    for name in ("config.json", "tokenizer.json", PREPROCESSOR):
        if (folder / name).exists() and _json(folder / name) is None:
            return f"{name} isn't a JSON file"
    return unfit_weights(folder)


def unfit_weights(folder: Path) -> str | None:
    """Describe what is wrong with ``model.bin``, or with the folder's number of mel bands."""
    try:
        mels = mel_bands(folder / "model.bin")
    except Unreadable as error:
        return f"model.bin {error}"
    except OSError as error:
        return f"model.bin can't be read ({error.strerror})"
    if not (folder / PREPROCESSOR).exists():
        if mels in (None, USUAL_MELS):
            return None
        return f"{PREPROCESSOR} is missing, which a model with {mels} mel bands needs"
    computed = (_json(folder / PREPROCESSOR) or {}).get("feature_size", USUAL_MELS)
    if mels in (None, computed):
        return None
    return f"{PREPROCESSOR} says {computed} mel bands and model.bin has {mels}"


def mel_bands(file: Path) -> int | None:
    """Read a model's number of mel bands; ``None`` if its version isn't known here.

    Raises
    ------
    Unreadable
        If it isn't a complete Whisper model in CTranslate2's format.
    """
    with file.open("rb") as model:
        size = os.fstat(model.fileno()).st_size
        version = _number(model, "<I")
        if not 2 <= version <= 100 or _text(model) != "WhisperSpec":
            raise Unreadable("isn't a Whisper model in CTranslate2's format")
        if version != VERSION:
            return None
        _number(model, "<I")
        mels = None
        for _ in range(min(_number(model, "<I"), MOST_VARIABLES)):
            name, shape, length = _text(model), _shape(model), _length(model)
            if name == MEL_WEIGHT and len(shape) == 3:
                mels = shape[1]
            if model.seek(length, os.SEEK_CUR) > size:
                raise Unreadable("is cut off")
    if mels is None:
        raise Unreadable("isn't a Whisper model in CTranslate2's format")
    return mels


def _shape(model: BinaryIO) -> tuple[int, ...]:
    dimensions = _number(model, "<B")
    if dimensions > MOST_DIMENSIONS:
        raise Unreadable("is damaged")
    return tuple(_number(model, "<I") for _ in range(dimensions))


def _length(model: BinaryIO) -> int:
    _number(model, "<B")  # the type of its numbers
    return _number(model, "<I")


def _text(model: BinaryIO) -> str:
    """Read a string: its length including the final NUL, then its bytes."""
    content = model.read(_number(model, "<H"))
    return content.rstrip(b"\0").decode("ascii", "replace")


def _number(model: BinaryIO, form: str) -> int:
    content = model.read(struct.calcsize(form))
    if len(content) < struct.calcsize(form):
        raise Unreadable("is cut off")
    return int(struct.unpack(form, content)[0])


def _json(file: Path) -> dict[str, Any] | None:
    """Read a JSON object; ``None`` if it isn't one."""
    try:
        if file.stat().st_size > LARGEST_JSON:
            return None
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
