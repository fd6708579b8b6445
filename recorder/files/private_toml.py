"""A small TOML file that only its owner can read, with what the person entered.

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
    """Read a file; an unreadable one is set aside as ``NAME.damaged.toml``."""
    values = peek(path)
    if values is None:
        with contextlib.suppress(OSError):
            path.replace(damaged_copy(path))
    return values or {}


def peek(path: Path) -> dict[str, Any] | None:
    """Read a file and leave it where it is; ``None`` if it can't be read."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):  # not UTF-8, not TOML, an endless number
        return None


def damaged_copy(path: Path) -> Path:
    """Return where a damaged file goes."""
    return path.with_suffix(".damaged.toml")


def write(path: Path, values: Mapping[str, Any]) -> None:
    """Write a file in one step; skip values that are ``None``.

    Raises
    ------
    OSError
        If the folder or the file can't be written; the old file stays.
    """
    import tomli_w

    path.parent.mkdir(parents=True, exist_ok=True)
    known = {key: value for key, value in values.items() if value is not None}
    private_file.write(path, tomli_w.dumps(known).encode("utf-8"))
