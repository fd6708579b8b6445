"""Folders that a process left behind when it was killed; standard library only."""

from __future__ import annotations

import contextlib
import shutil
import time
from pathlib import Path


def remove_older(parent: Path, prefix: str, seconds: float) -> None:
    """Remove the folders in a folder whose names have this prefix, if they are older than that.

    Links stay, and so does what can't be removed.
    """
    for folder in parent.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            old = time.time() - folder.stat().st_mtime > seconds
            if old and folder.is_dir() and not folder.is_symlink():
                shutil.rmtree(folder, ignore_errors=True)
