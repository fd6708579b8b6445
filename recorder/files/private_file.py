"""Writes a file that only the person can read: complete on the disk or not there."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from recorder.files.locations import PRIVATE_FILE, PRIVATE_FOLDER


def write(target: Path, contents: bytes) -> None:
    """Write beside the target first, then to its place in one step; ``OSError`` as it comes."""
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
    """Write to a name that no file has yet ("x.csv", then "x-2.csv"), and give its path."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    write(target, contents)
    return target
