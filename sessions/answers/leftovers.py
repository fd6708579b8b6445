"""Files that no answer needs anymore, and their removal.

Only a program that was interrupted leaves any: the recording of a deleted answer, or the empty
file and the lock of an answer whose row was never saved.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from sessions.database import Database
from sessions.errors import StoreError
from sessions.files.files import inside, remove_sound
from sessions.files.locks import LOCK, lock_of


def remove_discarded(database: Database, recordings: Path) -> None:
    """Remove the recordings of deleted answers; what can't be removed now is removed later."""
    for row in database.rows("SELECT path FROM discarded"):
        with contextlib.suppress(OSError, StoreError):
            remove_sound(inside(recordings, row["path"]))
            with database.change() as run:
                run.execute("DELETE FROM discarded WHERE path = ?", (row["path"],))


def remove_abandoned(database: Database, recordings: Path) -> None:
    """Remove locks that guard no recording, and the empty file next to one without an answer.

    A new answer's lock is created inside a transaction, so none is half made during this one.
    """
    if not any(recordings.glob(f"*/*{LOCK}")):
        return
    with database.change() as run:
        for lock in recordings.glob(f"*/*{LOCK}"):
            sound = lock.with_name(lock.name.removesuffix(LOCK))
            name = sound.relative_to(recordings).as_posix()
            row = run.execute("SELECT state FROM answer WHERE path = ?", (name,)).fetchone()
            if row is not None and row["state"] == "recording":
                continue
            with contextlib.suppress(OSError):
                if row is None and sound.stat().st_size == 0:
                    sound.unlink()
            with contextlib.suppress(OSError):
                lock_of(sound).unlink()
