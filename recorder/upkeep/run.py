"""Keeps the store in order in the background: backups, compression, removal of old recordings.

Runs in its own thread with its own store, after the first frame; stops within a moment when asked,
and continues at the next start. Problems are reported in one sentence.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from analysis.leftovers import remove_older
from recorder.files.locations import Locations
from recorder.person import settings as remembered
from recorder.upkeep.compressing import CompressionRuns, compress
from sessions.backup import backups, restoring
from sessions.errors import StoreError, Unusable
from sessions.files.locks import Lock
from sessions.store import Store, utc_now

PATIENCE = 0.2
"""Seconds between checks whether the person is still speaking."""

STALE = 24 * 3600.0
"""Seconds after which the folder of an interrupted restore is only litter."""


@dataclass(slots=True)
class UpkeepDone:
    """What was done; ``problem`` is what the person needs to know."""

    backed_up: bool = False
    thinned: int = 0
    compressed: int = 0
    removed: int = 0
    problem: str | None = None


def upkeep(
    locations: Locations,
    *,
    wanted: Callable[[], bool] = lambda: True,
    busy: Callable[[], bool] = lambda: False,
    now: Callable[[], datetime] = utc_now,
) -> UpkeepDone:
    """Do everything that is due; ``busy`` delays it, and it ends once no longer ``wanted``.

    Recordings are compressed and removed only after today's backup has succeeded, if backups are
    on. An empty store isn't backed up.
    """
    done = UpkeepDone()
    lock = Lock.take(locations.data / "upkeep.lock")
    if lock is None:  # another window is doing it
        return done
    try:
        _keep(locations, remembered.load(locations.settings), done, wanted, busy, now)
    except backups.BackupStopped:
        pass
    except Unusable as error:
        done.problem = restoring.what_can_be_done(error)
    except (StoreError, OSError) as error:
        done.problem = str(error)
    finally:
        lock.release()
    return done


def _keep(
    locations: Locations,
    chosen: remembered.Settings,
    done: UpkeepDone,
    wanted: Callable[[], bool],
    busy: Callable[[], bool],
    now: Callable[[], datetime],
) -> None:
    def may_continue() -> bool:
        while busy() and wanted():
            time.sleep(PATIENCE)
        return wanted()

    remove_leftovers(locations.data)
    if not may_continue():
        return
    with Store.open(locations.database, locations.recordings, now=now) as store:
        empty = not store.count()
    if chosen.backup_days and not empty:
        done.backed_up = backups.make_daily(locations.database, now(), wanted=wanted) is not None
    done.thinned = backups.remove_old(locations.database, chosen.backup_days, now())
    backups.forget_deleted(locations.database)
    with Store.open(locations.database, locations.recordings, now=now) as store:
        if chosen.keep_sound:
            done.removed = _remove(store, chosen.keep_sound, may_continue)
        if chosen.compress and (found := store.sounds.uncompressed()) and may_continue():
            try:
                outcome = compress(store, found, locations.data, notify=lambda _: may_continue())
                done.compressed = outcome.done
            except CompressionRuns:
                pass


def _remove(store: Store, days: int, may_continue: Callable[[], bool]) -> int:
    removed = 0
    for answer in store.sounds.expired(days):
        if not may_continue():
            break
        store.sounds.remove(answer)
        removed += 1
    return removed


def remove_leftovers(data: Path) -> None:
    """Remove folders of restores and backups that were interrupted before changing anything."""
    remove_older(data, restoring.STAGED, STALE)
