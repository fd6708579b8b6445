"""Whether the process writing a recording is still running.

The writer holds the operating system's lock on a file next to the recording; the system releases
it when the program ends, however it ends. If a file system has no locks, the process ID in that
file decides.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

from sessions.errors import StoreError
from sessions.files.files import private_file, private_folder, sync_folder

LOCK = ".lock"
_FAR = 1 << 20  # the locked byte is after the text, which Windows would not let others read
_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


def lock_of(recording: Path) -> Path:
    """Return where the lock of a recording is."""
    return recording.with_name(recording.name + LOCK)


class Claims:
    """The recordings this process writes, by the number of their answer."""

    def __init__(self) -> None:
        self._locks: dict[int, Lock] = {}

    def __contains__(self, answer_id: int) -> bool:
        return answer_id in self._locks

    def begin(self, answer_id: int, recording: Path) -> None:
        """Claim a new recording and create its file, empty and private."""
        if not self.take(answer_id, recording):
            raise StoreError(f"Another program is using {recording}.")
        try:
            private_file(recording)
            sync_folder(recording.parent)
        except OSError as error:
            raise StoreError(f"Can't write {recording}: {error.strerror}.") from error

    def abandon(self, answer_id: int, recording: Path) -> None:
        """Undo ``begin``, even if it only got halfway."""
        self.release(answer_id)
        with contextlib.suppress(OSError):
            recording.unlink(missing_ok=True)

    def take(self, answer_id: int, recording: Path) -> bool:
        """Claim a recording; ``False``: a running process has it, perhaps this one."""
        if answer_id in self._locks:
            return False
        try:
            private_folder(recording.parent)
            lock = Lock.take(lock_of(recording))
        except OSError as error:
            raise StoreError(f"Can't write {recording}: {error.strerror}.") from error
        if lock is not None:
            self._locks[answer_id] = lock
        return lock is not None

    def release(self, answer_id: int) -> None:
        """Release a recording; does nothing if it isn't held."""
        if lock := self._locks.pop(answer_id, None):
            lock.release()

    def release_all(self) -> None:
        """Release every recording."""
        for answer_id in tuple(self._locks):
            self.release(answer_id)


class Lock:
    """A lock this process holds until ``release``, or until it ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> Lock | None:
        """Take the lock, or return ``None`` while a running process holds it."""
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                free = _lock(descriptor)
                if free is None:
                    free = not _writer_lives(descriptor)
                if not free:
                    os.close(descriptor)
                    return None
                if _names(path, descriptor):
                    path.chmod(0o600)  # whatever the umask
                    os.lseek(descriptor, 0, os.SEEK_SET)
                    os.write(descriptor, f"{os.getpid():<20}\n".encode())
                    return cls(path, descriptor)
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)  # its last holder removed it in the meantime: it guards nothing

    def release(self) -> None:
        """Release the lock and remove the file."""
        if os.name == "posix":
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)
            return
        os.close(self._descriptor)  # an open file can't be removed there
        with contextlib.suppress(OSError):  # a leftover file does no harm
            self._path.unlink()


def holder(path: Path) -> int | None:
    """Return the process that holds a lock, 0 if its ID is unknown; ``None``: no one."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        free = _lock(descriptor)
        if free is None:
            free = not _writer_lives(descriptor)
        if free:
            return None
        os.lseek(descriptor, 0, os.SEEK_SET)
        text = os.read(descriptor, 20).strip()
        return int(text) if text.isdigit() else 0
    finally:
        os.close(descriptor)


def _names(path: Path, descriptor: int) -> bool:
    """Whether the path still leads to the open file."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool | None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _writer_lives(descriptor: int) -> bool:
        return True  # never asked: every file system has locks there

else:
    import fcntl

    def _lock(descriptor: int) -> bool | None:
        """Whether the lock was free; ``None`` if the file system has no locks."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in _NO_LOCKS_HERE:
                return None
            raise
        return True

    def _writer_lives(descriptor: int) -> bool:
        """Whether the process named in the file is running."""
        try:
            os.kill(int(os.pread(descriptor, 20, 0)), 0)  # 0 sends nothing, it only checks
        except (ValueError, OverflowError, ProcessLookupError):
            return False
        except PermissionError:
            return True
        return True
