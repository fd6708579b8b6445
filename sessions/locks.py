"""Tells whether the program that is writing a recording still runs.

The writer holds the operating system's lock on a file beside the recording; the system lets go of
it when the program ends, however it ends. Where a file system has no locks, the number of the
process in that file decides.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

_UNSUPPORTED = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}


class Lock:
    """A lock this process holds until ``release``, or until it ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> Lock | None:
        """Take the lock, or ``None`` while someone alive holds it."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            taken = _lock(descriptor)
            if taken is None:
                taken = not _writer_lives(descriptor)
            if taken:
                os.truncate(descriptor, 0) if os.name == "posix" else None
                os.pwrite(descriptor, str(os.getpid()).encode(), 0) if os.name == "posix" else None
        except BaseException:
            os.close(descriptor)
            raise
        if not taken:
            os.close(descriptor)
            return None
        return cls(path, descriptor)

    def release(self) -> None:
        """Let go and remove the file; again does nothing."""
        if self._descriptor < 0:
            return
        if os.name == "posix":  # first remove, so that nobody can take a file that then goes
            self._path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = -1
        if os.name != "posix":  # an open file cannot be removed there; a left one does no harm
            with contextlib.suppress(OSError):
                self._path.unlink()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool | None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _writer_lives(descriptor: int) -> bool:
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool | None:
        """Whether the lock was free; ``None`` where the file system has no locks."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in _UNSUPPORTED:
                return None
            raise
        return True

    def _writer_lives(descriptor: int) -> bool:
        """Whether the process named in the file runs."""
        try:
            process = int(os.pread(descriptor, 32, 0))
            os.kill(process, 0)  # 0 sends nothing, it only asks
        except (ValueError, ProcessLookupError, OverflowError):
            return False
        except PermissionError:
            return True
        return True
