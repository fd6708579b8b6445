"""Replaces files with restored ones, and sets the old ones aside.

The new files are first put together in one folder. Renaming that folder is the moment of decision:
before it, nothing has changed; after it, every start continues until everything is in place,
however often it is interrupted.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sessions.errors import StoreError
from sessions.files.files import private_file, private_folder, sync_file, sync_folder
from sessions.files.locks import Lock

INCOMING = "incoming"
PLAN = "plan.json"
ASIDE = "replaced-"
FIND_AGAIN = "find-again"
"""A file that makes the next start of the store look for recordings without an answer."""


def commit(staged: Path, data: Path, places: Mapping[str, Path], now: datetime) -> Path:
    """Move each named part of a folder into place; returns where the old ones are.

    ``places`` maps each part to its place. The folder must be in ``data`` and on disk.
    """
    aside = _unused_name(data / f"{ASIDE}{now:%Y%m%dT%H%M%SZ}")
    plan = {"aside": aside.name, "places": {name: str(path) for name, path in places.items()}}
    private_file(staged / PLAN)
    (staged / PLAN).write_text(json.dumps(plan), "utf-8")
    sync_file(staged / PLAN)
    sync_folder(staged)
    if (data / INCOMING).exists():
        raise StoreError("Another restore hasn't finished; open Viva once, then try again.")
    staged.rename(data / INCOMING)
    sync_folder(data)
    finish(data)
    return aside


def finish(data: Path) -> None:
    """Continue a restore that was decided on; usually there is none."""
    incoming = data / INCOMING
    if not incoming.is_dir():
        return
    lock = Lock.take(data / "restore.lock")
    if lock is None:
        raise StoreError("Another Viva is restoring answers; wait a moment and try again.")
    try:
        if incoming.is_dir():
            _continue(data, incoming)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"The restore in {incoming} can't be completed: {error}.") from error
    finally:
        lock.release()


def _continue(data: Path, incoming: Path) -> None:
    if not (incoming / PLAN).exists():  # everything is in place
        shutil.rmtree(incoming)
        return
    plan = json.loads((incoming / PLAN).read_text("utf-8"))
    aside = data / Path(plan["aside"]).name
    private_folder(aside)
    for name, place in plan["places"].items():
        _replace(incoming / Path(name).name, Path(place), aside)
    private_file(data / FIND_AGAIN)
    sync_folder(data)  # before the record of the restore is removed
    with contextlib.suppress(OSError):
        aside.rmdir()  # nothing was there before
    (incoming / PLAN).unlink()
    shutil.rmtree(incoming)
    sync_folder(data)


def _replace(fresh: Path, place: Path, aside: Path) -> None:
    """Set aside what is there, a database with all files next to it, and put the new one there."""
    if not fresh.exists():
        return  # done before the interruption
    private_folder(place.parent)
    for old in (*(place.with_name(place.name + end) for end in ("-wal", "-shm")), place):
        if old.is_dir() and not old.is_symlink() and not any(old.iterdir()):
            old.rmdir()
        elif old.exists() or old.is_symlink():
            _move(old, _unused_name(aside / old.name))
    sync_folder(aside)
    _move(fresh, place)
    sync_folder(place.parent)


def _move(old: Path, new: Path) -> None:
    """Rename, or copy completely and then remove if they are on different disks."""
    try:
        old.rename(new)
        return
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
    part = new.with_name(new.name + ".part")
    if part.is_dir():
        shutil.rmtree(part)
    if old.is_dir():
        shutil.copytree(old, part)
        for file in part.rglob("*"):
            if file.is_file():
                sync_file(file)
        os.rename(part, new)
        shutil.rmtree(old)
    else:
        shutil.copy2(old, part)
        sync_file(part)
        os.rename(part, new)
        old.unlink()


def _unused_name(path: Path) -> Path:
    """Return a name that isn't used yet."""
    name, copy = path, 1
    while name.exists():
        copy += 1
        name = path.with_name(f"{path.name}-{copy}")
    return name
