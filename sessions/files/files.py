"""Folders and recordings of the store: private to the person, and never outside their folder."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from datetime import datetime
from pathlib import Path, PurePosixPath

from sessions.errors import StoreError


def private_folder(folder: Path) -> None:
    """Create a folder and its missing parents, readable only by the person."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for part in reversed(missing):
        part.mkdir(mode=0o700, exist_ok=True)
        part.chmod(0o700)  # the umask may have removed more than it should
        sync_folder(part.parent)


def private_file(file: Path) -> bool:
    """Create an empty file that only the person can read; ``False``: it already exists."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    os.close(descriptor)
    file.chmod(0o600)
    return True


def recording_name(recordings: Path, answer_id: int, at: datetime, suffix: str) -> str:
    """Name a new recording below the folder, with a name no file has yet."""
    if not re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix):
        suffix = ""
    stem = f"{at:%Y-%m}/{at:%Y%m%dT%H%M%SZ}-{answer_id}"
    name, copy = f"{stem}{suffix}", 1
    while (recordings / name).exists():  # left from a database that was replaced
        copy += 1
        name = f"{stem}-{copy}{suffix}"
    return name


def inside(recordings: Path, name: str) -> Path:
    """Return a recording's absolute path; refuses a name outside the folder."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name or not pure.parts:
        raise StoreError(f"The database names a recording outside its folder: {name!r}.")
    return recordings.joinpath(*pure.parts)


def copy_sound(source: Path, target: Path) -> None:
    """Copy a file so that ``target`` is either complete and on disk, or not there."""
    part = partial_path(target)
    try:
        private_file(part)
        with source.open("rb") as reading, part.open("wb") as writing:
            shutil.copyfileobj(reading, writing, 1 << 20)
            writing.flush()
            os.fsync(writing.fileno())
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{source} couldn't be copied: {error.strerror}.") from error


def partial_path(target: Path) -> Path:
    """Return where a copy is until it is complete."""
    return target.with_name(target.name + ".part")


def remove_sound(target: Path) -> None:
    """Remove a recording and what an interrupted copy left of it."""
    partial_path(target).unlink(missing_ok=True)
    target.unlink(missing_ok=True)
    if target.parent.exists():
        sync_folder(target.parent)


def current_path(recording: Path) -> Path:
    """Return where a recording is now, if it was compressed since its path was read."""
    compressed = recording.with_suffix(".flac")
    return compressed if not recording.exists() and compressed.exists() else recording


def sync_file(file: Path) -> None:
    """Flush a file's contents to disk."""
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to disk, if the system can (Windows can't)."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some file systems refuse; the entries follow later
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
