"""Removes everything Viva stores about a person, and reports what is left.

Only Viva's own files are removed, by name; a link is removed and not followed. Deleted pages of
the database have already been overwritten (``secure_delete``); files are removed the usual way,
and on a flash disk nothing more thorough is possible.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sessions.backup import backups, restoring, swap
from sessions.errors import StoreError
from sessions.files.files import sync_folder

FILES = (swap.FIND_AGAIN, "restore.lock", "compress.lock", "upkeep.lock", "reanalyze.lock")


@dataclass(frozen=True, slots=True)
class Erased:
    """How many files were removed, their bytes, and what couldn't be removed."""

    files: int
    size: int
    left: tuple[Path, ...]


def erasable(database: Path, recordings: Path, others: Sequence[Path] = ()) -> tuple[Path, ...]:
    """List everything there is to remove: files and folders that exist."""
    data = database.parent
    beside = [database.with_name(database.name + end) for end in backups.SIDE_FILES]
    wanted = [
        *(recordings, database, *beside, backups.folder_of(database), data / swap.INCOMING),
        *sorted(data.glob(f"{swap.ASIDE}*Z*")),
        *sorted(data.glob(f"{restoring.STAGED}*")),
        *(data / name for name in FILES),
        *others,
    ]
    return tuple(path for path in dict.fromkeys(wanted) if path.is_symlink() or path.exists())


def erase(database: Path, recordings: Path, others: Sequence[Path] = ()) -> Erased:
    """Remove everything, recordings first; if interrupted, the next call removes the rest.

    Raises
    ------
    StoreError
        If another program has the database open; then nothing has been removed.
    """
    if any(recordings.glob("*/*.lock")):
        _refuse_recording(recordings)
    restoring.refuse_in_use(database)
    files = size = 0
    left: list[Path] = []
    for path in erasable(database, recordings, others):
        for file in _files(path):
            try:
                length = file.lstat().st_size
                file.unlink()
                files, size = files + 1, size + length
            except OSError:
                left.append(file)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
    if database.parent.exists():
        sync_folder(database.parent)
    return Erased(files, size, tuple(left))


def _files(path: Path) -> tuple[Path, ...]:
    """Return a file or link itself; for a folder, everything in it without following links."""
    if path.is_symlink() or not path.is_dir():
        return (path,)
    return tuple(p for p in sorted(path.rglob("*")) if p.is_symlink() or not p.is_dir())


def _refuse_recording(recordings: Path) -> None:
    """Refuse while a running process is recording."""
    from sessions.files.locks import Lock

    for path in recordings.glob("*/*.lock"):
        lock = Lock.take(path)
        if lock is None:
            raise StoreError(
                "Viva is recording in another window; stop that first, then try again."
            )
        lock.release()
