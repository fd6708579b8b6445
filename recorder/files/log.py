"""The log file: what C libraries and the analysis child print. Private, and never large.

Nothing that a person said is written to it: see `docs/privacy.md`.
"""

from __future__ import annotations

import os
from pathlib import Path

from recorder.files.locations import PRIVATE_FILE, PRIVATE_FOLDER

GROWS_TO = 1_000_000
"""Bytes after which the log becomes the old one, and a new one begins; two are kept."""


def opened(log: Path) -> int:
    """Open the log for appending and give its descriptor; a full one is set aside first.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    log.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    if log.exists() and log.stat().st_size > GROWS_TO:
        log.replace(older(log))  # who has it open still writes to the old one
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE)
    log.chmod(PRIVATE_FILE)
    return descriptor


def older(log: Path) -> Path:
    """Where the log before this one lies."""
    return log.with_suffix(".old.log")
