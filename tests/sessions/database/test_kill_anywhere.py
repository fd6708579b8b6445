"""A program killed between any two steps leaves a store that the next start repairs.

A step is whatever touches the disk: each statement to SQLite, each file opened, removed, renamed
or made. A child runs through an answer's whole life and kills itself before step 1, 2, 3 …
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from sessions.recovery import recover
from sessions.store import Store
from tests.patience import end_this_process_after
from tests.sessions.conftest import open_store
from tests.sessions.material import RATE, analysed, begin, record, write_wav

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
SOUND = b"OggS"
TOUCHES = {"open", "os.remove", "os.rename", "os.mkdir", "os.chmod", "os.truncate"}


def life(home: Path, source: Path, told: Callable[[str], None]) -> None:
    """Do everything a program does to a store, and record what the person was promised."""
    with open_store(home) as store:
        recover(store)
        answer = begin(store)
        write_wav(answer.path, 1.0)
        store.finish_recording(answer.id, duration=1.0, sample_rate=RATE, overflows=0)
        told("recorded")
        store.save_analysis(answer.id, analysed(answer.path))
        told("analysed")
        store.import_sound(source)
        told("imported")
        store.delete_answer(answer.id)
        told("deleted")
        write_wav(begin(store).path, 1.0)  # and stops without finishing this one
    with open_store(home) as store:
        recover(store)
        told("recovered")


def run_and_kill(home: Path, source: Path, step: int) -> tuple[list[str], bool]:
    """Run ``life`` in a child that dies before the given step; return what it promised."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        end_this_process_after()
        try:
            os.close(reading)
            die_before(step)
            with os.fdopen(writing, "w", buffering=1) as pipe:
                life(home, source, lambda promise: print(promise, file=pipe))
        except BaseException:
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        promises = pipe.read().split()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, -signal.SIGKILL), f"it ended with {code}"
    return promises, code == 0


def die_before(step: int) -> None:
    """Count steps in this process, and end it at one of them."""
    left = step

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    class Counting(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            count()
            # A killed program loses nothing that reached the system, so this is as good, and fast.
            return super().execute(sql.replace("synchronous = FULL", "synchronous = OFF"), *values)

    def copy(reading: BinaryIO, writing: BinaryIO, _: int) -> None:
        for byte in reading.read():
            count()
            writing.write(bytes([byte]))
            writing.flush()

    shutil.copyfileobj = copy  # type: ignore[assignment]
    connect = sqlite3.connect
    sqlite3.connect = lambda *a, **k: connect(*a, **k, factory=Counting)  # type: ignore[assignment]
    sys.addaudithook(lambda event, _: count() if event in TOUCHES else None)


def check(store: Store, home: Path, promises: list[str]) -> None:
    """Every row has its recording, every recording its row, and promises are kept."""
    recover(store)
    answers = store.answers()
    assert store.unfinished() == ()
    assert all(a.path.read_bytes() == SOUND for a in answers if a.path.suffix == ".ogg")
    assert all(a.path.stat().st_size > RATE for a in answers if a.path.suffix == ".wav")
    assert {a.state for a in answers} <= {"recorded", "analysed"}
    assert set((home / "recordings").glob("*/*")) == {answer.path for answer in answers}
    first = next((a for a in answers if a.id == 1), None)
    if "deleted" in promises:
        assert first is None
        assert store.measured() == ()
    elif "recorded" in promises and "imported" not in promises:
        assert first is not None
        assert "analysed" not in promises or store.analysis(1) == analysed(first.path)
    assert "imported" not in promises or 2 in {a.id for a in answers}
    assert "recovered" not in promises or 3 in {a.id for a in answers}
    record(store)


@pytest.mark.slow
def test_killed_before_any_step(tmp_path: Path) -> None:
    source = tmp_path / "a.ogg"
    source.write_bytes(SOUND)
    step, ended = 0, False
    while not ended:
        step += 1
        home = tmp_path / str(step)
        promises, ended = run_and_kill(home, source, step)
        with open_store(home) as store:
            check(store, home, promises)
        with closing(sqlite3.connect(home / "viva.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            assert connection.execute("SELECT * FROM discarded").fetchall() == []
    assert step > 80
    assert promises[-1] == "recovered"
