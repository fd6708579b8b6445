"""A small TOML file that only its owner may read: what a person has told the program.

A missing file is empty; a damaged one is set aside, never overwritten.
"""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recorder.files import private_file


def read(path: Path) -> dict[str, Any]:
    """Read a file; one that cannot be read is set aside as ``NAME.damaged.toml``."""
    values = peek(path)
    if values is None:
        with contextlib.suppress(OSError):
            path.replace(damaged_copy(path))
    return values or {}


def peek(path: Path) -> dict[str, Any] | None:
    """Read a file and leave it where it is; ``None`` for one that cannot be read."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):  # no UTF-8, no TOML, an endless number
        return None


def damaged_copy(path: Path) -> Path:
    """Where a damaged file is kept."""
    return path.with_suffix(".damaged.toml")


def write(path: Path, values: Mapping[str, Any]) -> None:
    """Write a file in one step; values that are ``None`` are left out.

    Raises
    ------
    OSError
        When the folder or the file cannot be written; the old file stays.
    """
    import tomli_w

    path.parent.mkdir(parents=True, exist_ok=True)
    known = {key: value for key, value in values.items() if value is not None}
    private_file.write(path, tomli_w.dumps(known).encode("utf-8"))
