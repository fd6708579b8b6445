"""Puts a model in place: checksums, disk space, and one step from absent to complete.

Standard library only. Everything is gathered in a hidden folder next to the models; what is there
never counts as an installed model, whatever happens to it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from analysis.models.folder import flaw
from analysis.models.known import KnownModel

SPARE = 1.1
"""Required free disk space, as a multiple of what is written."""

CHUNK = 2**18
"""Bytes read and written at a time."""

CopyProgress = Callable[[int, int], None]
"""Called with the bytes done and the bytes in total."""


class InstallFailed(Exception):
    """A model that couldn't be installed; the message is one plain sentence."""


def partial_folder(models: Path, name: str) -> Path:
    """Create the hidden folder in which a model is gathered."""
    folder = models / f".{name}.partial"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def check_space(folder: Path, size: int) -> None:
    """Refuse what would fill the disk; ``size`` in bytes."""
    needed, free = int(SPARE * size), shutil.disk_usage(folder).free
    if free < needed:
        raise InstallFailed(
            f"The model needs {needed / 1e6:.0f} MB, but the disk has {free / 1e6:.0f} MB free."
        )


def verify(folder: Path, model: KnownModel) -> None:
    """Compare every file with its official checksum, if there are pinned ones.

    Raises
    ------
    InstallFailed
        If a file differs or is missing; names it.
    """
    for file in model.files:
        path = folder / file.name
        if not path.is_file():
            raise InstallFailed(f"{file.name} of {model.name} is missing.")
        if path.stat().st_size != file.size or sha256(path) != file.sha256:
            raise InstallFailed(
                f"{file.name} isn't the official one for {model.name} (its checksum differs); "
                "nothing was installed."
            )
    if problem := flaw(folder):
        raise InstallFailed(
            f"This isn't a complete speech model: {problem}; nothing was installed."
        )


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def install(ready: Path, folder: Path) -> Path:
    """Move the finished folder into place; delete an older copy once the new one is complete."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    ready.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    return folder
