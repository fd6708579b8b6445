"""Background work: in order, stoppable, and reported when something is wrong."""

from __future__ import annotations

import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from recorder.files.locations import Locations
from recorder.person import settings
from recorder.upkeep.run import STALE, remove_leftovers, upkeep
from sessions.backup import backups
from sessions.files.locks import Lock
from sessions.store import Store
from tests.recorder.upkeep.test_compressing import spoken
from tests.sessions.conftest import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    found = Locations(tmp_path, tmp_path, tmp_path / "log")
    found.prepare()
    return found


def opened(locations: Locations, clock: Clock) -> Store:
    return Store.open(locations.database, locations.recordings, now=clock)


def test_a_day_in_the_life_of_a_store(locations: Locations, clock: Clock) -> None:
    with opened(locations, clock) as store:
        assert not upkeep(locations, now=clock).backed_up  # nothing is there yet
        spoken(store)
        first = upkeep(locations, now=clock)
        assert (first.backed_up, first.compressed, first.removed) == (True, 1, 0)
        assert store.answer(1).path.suffix == ".flac"
        again = upkeep(locations, now=clock)
        assert (again.backed_up, again.compressed, again.problem) == (False, 0, None)


def test_the_settings_are_followed(locations: Locations, clock: Clock) -> None:
    settings.change(locations.settings, backup_days=0, compress=False, keep_sound=30)
    with opened(locations, clock) as store:
        spoken(store)
        first = upkeep(locations, now=clock)
        assert (first.backed_up, first.compressed, first.removed) == (False, 0, 0)
        clock.move(days=31)
        spoken(store)
        assert upkeep(locations, now=clock).removed == 1
        assert store.answer(1).sound_removed is not None
        assert store.answer(2).path.is_file()


def test_backups_are_kept_as_long_as_chosen(locations: Locations, clock: Clock) -> None:
    settings.change(locations.settings, backup_days=3)
    with opened(locations, clock) as store:
        spoken(store)
        for _ in range(5):
            upkeep(locations, now=clock)
            clock.move(days=1)
    assert len(backups.list_backups(locations.database)) == 3
    settings.change(locations.settings, backup_days=0)
    upkeep(locations, now=clock)
    assert backups.list_backups(locations.database) == ()


def test_a_damaged_database_is_reported_and_nothing_is_removed(
    locations: Locations, clock: Clock
) -> None:
    settings.change(locations.settings, keep_sound=1)
    with opened(locations, clock) as store:
        for _ in range(20):
            spoken(store)
        upkeep(locations, now=clock)
    clock.move(days=2)
    content = bytearray(locations.database.read_bytes())
    content[-9000:-5000] = b"\xa5" * 4000
    locations.database.write_bytes(content)
    done = upkeep(locations, now=clock)
    assert done.problem is not None
    assert "is damaged" in done.problem
    assert "`viva restore` uses it" in done.problem
    assert (done.removed, done.thinned) == (0, 0)
    assert locations.database.read_bytes() == content


def test_it_waits_while_the_person_speaks_and_ends_on_request(
    locations: Locations, clock: Clock
) -> None:
    speaking, leaving = threading.Event(), threading.Event()
    speaking.set()
    with opened(locations, clock) as store:
        spoken(store)
        worker = threading.Thread(
            target=upkeep,
            args=(locations,),
            kwargs={"wanted": lambda: not leaving.is_set(), "busy": speaking.is_set},
        )
        worker.start()
        worker.join(0.5)
        assert worker.is_alive()
        assert store.answer(1).path.suffix == ".wav"
        leaving.set()
        worker.join(10)
        assert not worker.is_alive()
        assert store.answer(1).path.suffix == ".wav"
        assert backups.list_backups(locations.database) == ()
    assert not (locations.data / "upkeep.lock").exists()


def test_a_second_window_leaves_it_to_the_first(locations: Locations, clock: Clock) -> None:
    with opened(locations, clock) as store:
        spoken(store)
        lock = Lock.take(locations.data / "upkeep.lock")
        assert lock is not None
        assert not upkeep(locations, now=clock).backed_up
        lock.release()
        assert upkeep(locations, now=clock).backed_up


def test_a_disk_error_is_reported(locations: Locations, clock: Clock) -> None:
    with opened(locations, clock) as store:
        spoken(store)
    locations.backups.write_text("in the way")
    assert "can't be written" in (upkeep(locations, now=clock).problem or "")


def test_leftovers_of_interrupted_restores_are_removed_after_a_day(locations: Locations) -> None:
    old, new = locations.data / "restore-old", locations.data / "restore-new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "viva.db").touch()
    before = old.stat().st_mtime - STALE - timedelta(hours=1).total_seconds()
    os.utime(old, (before, before))
    remove_leftovers(locations.data)
    assert (old.exists(), new.exists()) == (False, True)
