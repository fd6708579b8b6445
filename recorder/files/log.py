"""The log file: output of C libraries and the analysis child. Private, and never large.

Nothing a person said is written to it: see `docs/privacy.md`.
"""

from __future__ import annotations

import os
from pathlib import Path

from recorder.files.locations import PRIVATE_FILE, PRIVATE_FOLDER

GROWS_TO = 1_000_000
"""Bytes after which the log is rotated; two are kept."""


def opened(log: Path) -> int:
    """Open the log for appending and return its descriptor; rotate a full one first.

    Raises
    ------
    OSError
        If it can't be written.
    """
    log.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    if log.exists() and log.stat().st_size > GROWS_TO:
        log.replace(older(log))  # a program that has it open still writes to the old one
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE)
    log.chmod(PRIVATE_FILE)
    return descriptor


def older(log: Path) -> Path:
    """Return where the previous log is."""
    return log.with_suffix(".old.log")
