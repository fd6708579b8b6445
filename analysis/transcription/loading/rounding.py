"""A model's weights in 8 bits, with less lost than when CTranslate2 rounds them itself.

The weights are balanced first (`analysis.transcription.loading.balance`). And where a processor
adds two products in 16 bits, as x86 without VNNI does, large sums would be cut off, so the weights
use fewer of the 256 steps there. Loading base takes 96 MB less memory, too, and tiny.en 77 MB less.
"""

from __future__ import annotations

import platform
import struct
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.models.model_file import (
    SPECIFICATION,
    TYPES,
    VERSION,
    ModelContents,
    Unreadable,
    Variable,
    contents,
)
from analysis.sound.arrays import Floats
from analysis.transcription.loading.arrays import NUMPY_TYPES, stored
from analysis.transcription.loading.balance import Factors, balance

LARGEST = 127
"""The largest rounded weight."""

LARGEST_WITHOUT_VNNI = 96
"""The same where sums of two products are cut off at 16 bits: they rarely get that large then."""

FLOATS = ("float32", "float16")

ROWS = 2048
"""Rows of a weight that are rounded at once, to save memory."""

CPU_INFO = Path("/proc/cpuinfo")


def write_rounded(source: Path, target: Path) -> bool:
    """Write a ``model.bin`` with weights rounded to 8 bits; return whether that was possible.

    It isn't if the source is damaged, has another version, or has rounded weights, or if one of the
    files can't be read or written; there is no target then.
    """
    try:
        found = contents(source)
        if found is None or not all(v.type in _types(v) for v in found.variables.values()):
            return False
        with target.open("wb") as file:
            file.writelines(_written(source, found))
    except (OSError, Unreadable, ValueError):  # a ValueError: a length that doesn't fit its shape
        target.unlink(missing_ok=True)
        return False
    return True


def _types(variable: Variable) -> Sequence[str]:
    """The types of numbers that a variable may have in a file that can be rounded."""
    return FLOATS if _large(variable) else NUMPY_TYPES


def _large(variable: Variable) -> bool:
    """Whether a variable is a matrix of weights, which CTranslate2 rounds."""
    return len(variable.shape) == 2 and variable.name.endswith("/weight")


def _written(file: Path, found: ModelContents) -> Iterator[bytes]:
    """Yield the parts of the rounded file."""
    variables = found.variables

    def read(name: str) -> Floats:
        return stored(file, variables[name]).astype(np.float32)

    factors = balance(variables, found.aliases.values(), read)
    scales = {name: f"{name}_scale" for name, variable in variables.items() if _large(variable)}
    yield struct.pack("<I", VERSION) + _text(SPECIFICATION)
    yield struct.pack("<II", found.revision, len(variables) + len(scales))
    for name, variable in variables.items():
        if name in scales:
            yield from _rounded(file, variable, factors)
        elif name in factors.elements:
            yield from _variable(name, read(name) * factors.elements[name])
        else:
            yield from _variable(name, stored(file, variable))
    aliases = found.aliases | {
        f"{a}_scale": scales[name] for a, name in found.aliases.items() if name in scales
    }
    yield struct.pack("<I", len(aliases))
    for alias, name in aliases.items():
        yield _text(alias) + _text(name)


def _rounded(file: Path, variable: Variable, factors: Factors) -> Iterator[bytes]:
    """Yield a matrix in 8 bits, and its scales, one a row: weight = integer ÷ scale."""
    name, (rows, columns) = variable.name, variable.shape
    by_column = factors.columns.get(name, np.ones(columns, np.float32))
    whole = np.empty((rows, columns), np.int8)
    scales = np.empty(rows, np.float32)
    for first in range(0, rows, ROWS):
        some = slice(first, min(rows, first + ROWS))
        part = stored(file, variable, some.start, some.stop).astype(np.float32)
        part *= by_column
        largest = np.maximum(part.max(axis=1), -part.min(axis=1))
        scales[some] = largest_integer() / np.where(largest > 0, largest, 1)
        part *= scales[some, None]
        whole[some] = np.rint(part, out=part)
    yield from _variable(name, whole)
    yield from _variable(f"{name}_scale", scales)


def _variable(name: str, values: NDArray[np.generic]) -> Iterator[bytes]:
    """Yield a variable's description and numbers."""
    shape = struct.pack(f"<B{values.ndim}I", values.ndim, *values.shape)
    kind = TYPES.index(values.dtype.name)
    yield _text(name) + shape + struct.pack("<BI", kind, values.nbytes)
    yield values.tobytes()


def _text(text: str) -> bytes:
    content = text.encode("ascii") + b"\0"
    return struct.pack("<H", len(content)) + content


@cache
def largest_integer() -> int:
    """The largest rounded weight on this processor; without Linux, any x86 may lack VNNI."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return LARGEST
    try:
        return LARGEST if "_vnni" in CPU_INFO.read_text("utf-8") else LARGEST_WITHOUT_VNNI
    except OSError:
        return LARGEST_WITHOUT_VNNI
