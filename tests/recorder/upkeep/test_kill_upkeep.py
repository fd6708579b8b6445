"""Killed between any two steps of compression, removal, backup or restore: no answer is lost.

Steps are those of ``tests.sessions.database.test_kill_anywhere``: each statement to SQLite, each
file opened, removed, renamed or made.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from recorder.upkeep import compressing
from sessions.backup import backups, restoring
from sessions.export import archive, unpacking
from sessions.recovery import recover
from tests.patience import end_this_process_after
from tests.recorder.upkeep.test_power_cut import (
    SPOKEN,
    InThisProcess,
    opened,
    samples_of,
    speak,
    whole,
)
from tests.sessions.conftest import Clock
from tests.sessions.database.test_kill_anywhere import die_before
from tests.sessions.material import RATE, analysed, begin

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks"),
    pytest.mark.timeout(900),
]
STRIDE = int(os.environ.get("VIVA_KILL_STRIDE", "5"))
"""Every fifth step is tried; `make soak` tries each."""


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A home folder with three analyzed answers and a daily backup."""
    home = tmp_path / "before"
    with opened(home) as store:
        for _ in range(3):
            answer = begin(store)
            speak(answer)
            store.finish_recording(answer.id, duration=1.0, sample_rate=RATE, overflows=0)
            store.save_analysis(answer.id, analysed(answer.path))
        backups.make_daily(home / "viva.db", Clock()())
    return home


def life(home: Path, notify: Callable[[str], None]) -> None:
    """Everything that keeps a store in order, and everything that restores it."""
    database, now = home / "viva.db", Clock()()
    with opened(home) as store:
        compressing.compress(store, store.sounds.uncompressed(), home)
        notify("compressed")
        store.sounds.remove(store.answer(1))
        notify("removed")
        store.delete_answer(2)
        notify("deleted")
    backups.forget_deleted(database)
    notify("forgotten")
    saved = home / "saved.zip"
    archive.write(saved, database, home / "recordings", {}, now=now)
    notify("saved")
    unpacking.restore(saved, database, {"recordings": home / "recordings"}, now=now)
    opened(home).close()
    notify("restored")
    (backup,) = backups.list_backups(database)
    restoring.from_backup(database, backup.path, now)
    opened(home).close()
    notify("back")


def run_and_kill(home: Path, step: int) -> tuple[list[str], bool]:
    """Run ``life`` in a child that dies before the given step; return what it promised."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        end_this_process_after()
        try:
            os.close(reading)
            compressing.Encoder = InThisProcess  # type: ignore[misc]
            copy = shutil.copyfileobj
            die_before(step)
            shutil.copyfileobj = copy
            with os.fdopen(writing, "w", buffering=1) as pipe:
                life(home, lambda promise: print(promise, file=pipe))
        except BaseException:
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        promises = pipe.read().split()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL), f"it ended with {code}"
    return promises, code == 0


def check(home: Path, promises: list[str]) -> None:
    with opened(home) as store:
        assert recover(store) == ()
        answers = {answer.id: answer for answer in store.answers()}
        assert set(answers) - {2} == {1, 3}
        assert samples_of(answers[3].path) == SPOKEN
        assert all(store.analysis(i) == analysed(answers[i].path) for i in (1, 3))
        if "removed" in promises:
            assert not answers[1].path.exists()
        else:
            removed = answers[1].sound_removed is not None
            assert removed or samples_of(answers[1].path) == SPOKEN
        if "deleted" in promises:
            assert 2 not in answers
        elif 2 in answers:
            assert samples_of(answers[2].path) == SPOKEN
        files = {p for p in (home / "recordings").glob("*/*") if p.suffix in (".wav", ".flac")}
        for answer in answers.values():
            twins = {p for p in files if p.stem == answer.path.stem}
            assert answer.path in twins or answer.sound_removed or "restored" in promises
    assert backups.newest_good(home / "viva.db") is not None
    if "saved" in promises:
        fresh = home / "fresh"
        unpacking.restore(
            home / "saved.zip",
            fresh / "viva.db",
            {"recordings": fresh / "recordings"},
            now=Clock()(),
        )
        shutil.rmtree(fresh)
    whole(home / "viva.db")


@pytest.mark.slow
def test_killed_before_any_step(tmp_path: Path, before: Path) -> None:
    step, tried, ended = 1 - STRIDE, 0, False
    home = tmp_path / "home"
    while not ended:
        step, tried = step + STRIDE, tried + 1
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(before, home)
        promises, ended = run_and_kill(home, step)
        try:
            check(home, promises)
        except BaseException as error:
            raise AssertionError(f"killed before step {step}, after {promises}") from error
    assert promises[-1] == "back"
    assert step > 200
    print(f"killed at {tried - 1} of {step} steps, nothing lost")
