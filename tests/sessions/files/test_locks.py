"""A lock has one holder at a time, even if its file is removed while another opens it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sessions.files import locks
from sessions.files.locks import Lock


def test_a_lock_has_one_holder(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    lock = Lock.take(path)
    assert lock is not None and Lock.take(path) is None
    lock.release()
    assert not path.exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps an open file")
def test_a_lock_on_a_removed_file_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.lock"
    real, calls = locks._lock, 0

    def slow(descriptor: int) -> bool | None:
        nonlocal calls
        calls += 1
        if calls == 1:
            path.unlink()  # its holder released it between our opening and locking
        return real(descriptor)

    monkeypatch.setattr(locks, "_lock", slow)
    lock = Lock.take(path)
    assert lock is not None and calls == 2
    assert Lock.take(path) is None, "the file that is there now is the one that is locked"
    lock.release()
