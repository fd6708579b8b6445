"""What is in CTranslate2's ``model.bin``, without its numbers.

Standard library only; reads a few kilobytes, whatever the model's size. The file has a header
(binary version, specification, revision, count), then for each variable its name, shape, type,
length, and data, then pairs of aliases; all numbers are little-endian.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

SPECIFICATION = "WhisperSpec"

VERSION = 6
"""The binary version this module reads; of others it only checks the specification."""

TYPES = ("float32", "int8", "int16", "int32", "float16", "bfloat16")
"""The types of numbers, by CTranslate2's number for them."""

MOST_VARIABLES = 100_000
MOST_DIMENSIONS = 8


class Unreadable(Exception):
    """A file that isn't a ``model.bin``, or isn't complete."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable: its shape, the name of its type, and where its bytes are in the file."""

    name: str
    shape: tuple[int, ...]
    type: str
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class ModelContents:
    """All variables by name, in the file's order, and other names for some of them."""

    revision: int
    variables: dict[str, Variable]
    aliases: dict[str, str]


def contents(file: Path) -> ModelContents | None:
    """List what a model file contains; ``None`` if its version isn't known here.

    Raises
    ------
    Unreadable
        If it isn't a complete Whisper model in CTranslate2's format.
    """
    with file.open("rb") as model:
        version = _number(model, "<I")
        if not 2 <= version <= 100 or _text(model) != SPECIFICATION:
            raise Unreadable("isn't a Whisper model in CTranslate2's format")
        if version != VERSION:
            return None
        revision = _number(model, "<I")
        size = os.fstat(model.fileno()).st_size
        count = min(_number(model, "<I"), MOST_VARIABLES)
        variables = [_variable(model, size) for _ in range(count)]
        aliases = [(_text(model), _text(model)) for _ in range(_number(model, "<I"))]
    return ModelContents(revision, {v.name: v for v in variables}, dict(aliases))


def _variable(model: BinaryIO, size: int) -> Variable:
    """Read a variable's description and skip its data, in a file of ``size`` bytes."""
    name, shape = _text(model), _shape(model)
    kind, length = _number(model, "<B"), _number(model, "<I")
    at = model.tell()
    if model.seek(length, os.SEEK_CUR) > size:
        raise Unreadable("is cut off")
    return Variable(name, shape, TYPES[kind] if kind < len(TYPES) else "unknown", at, length)


def _shape(model: BinaryIO) -> tuple[int, ...]:
    dimensions = _number(model, "<B")
    if dimensions > MOST_DIMENSIONS:
        raise Unreadable("is damaged")
    return tuple(_number(model, "<I") for _ in range(dimensions))


def _text(model: BinaryIO) -> str:
    """Read a string: its length including the final NUL, then its bytes."""
    length = _number(model, "<H")
    content = model.read(length)
    if len(content) < length:
        raise Unreadable("is cut off")
    return content.rstrip(b"\0").decode("ascii", "replace")


def _number(model: BinaryIO, form: str) -> int:
    content = model.read(struct.calcsize(form))
    if len(content) < struct.calcsize(form):
        raise Unreadable("is cut off")
    return int(struct.unpack(form, content)[0])
