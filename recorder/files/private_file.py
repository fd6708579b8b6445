"""Writes a file that only the person can read: complete on disk, or not there at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from recorder.files.locations import PRIVATE_FILE, PRIVATE_FOLDER


def write(target: Path, contents: bytes) -> None:
    """Write next to the target, then move into place in one step; raises ``OSError``."""
    number, name = tempfile.mkstemp(prefix=f".{target.stem[:32]}-", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(contents)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(PRIVATE_FILE)
        part.replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()


def write_new(folder: Path, name: str, contents: bytes) -> Path:
    """Write under an unused name ("x.csv", then "x-2.csv"), and return the path."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    write(target, contents)
    return target
