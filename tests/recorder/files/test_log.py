"""The log is private, and rotated when it is full."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from recorder.files import log


def write(path: Path, text: bytes) -> None:
    descriptor = log.opened(path)
    os.write(descriptor, text)
    os.close(descriptor)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_its_owner_reads_it(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "log" / "viva.log"
    before = os.umask(umask)
    try:
        write(path, b"one\n")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_full_log_is_rotated_and_only_one_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "GROWS_TO", 10)
    path = tmp_path / "viva.log"
    for text in (b"the first lines\n", b"the second lines\n", b"the third\n"):
        write(path, text)
    assert path.read_bytes() == b"the third\n"
    assert log.older(path).read_bytes() == b"the second lines\n"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_small_log_continues(tmp_path: Path) -> None:
    path = tmp_path / "viva.log"
    write(path, b"one\n")
    write(path, b"two\n")
    assert path.read_bytes() == b"one\ntwo\n"
