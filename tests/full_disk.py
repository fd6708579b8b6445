"""A disk on which no file can be completed."""

import errno
import os

import pytest


def fill(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep anything from reaching the disk from now on."""

    def refuse(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", refuse)
