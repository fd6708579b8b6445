"""The power goes at any moment of an answer's life: every state the disk may be in opens again.

A child lives through recording, analysis, compression, import, backup, deletion, recovery and
restore. Before each of its syncs the power might go; each state that the disk might then be in is
laid out, opened, and checked (``tests.sessions.power``).
"""

from __future__ import annotations

import hashlib
import math
import os
import pickle
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from recorder.recording.wav_writer import WavWriter
from recorder.upkeep import compressing
from sessions.backup import backups, restoring
from sessions.recovery import recover
from sessions.store import Store
from sessions.types import Answer
from tests.patience import end_this_process_after
from tests.sessions import power
from tests.sessions.conftest import Clock
from tests.sessions.material import analysed, begin

pytestmark = [
    pytest.mark.skipif(power.library() is None, reason="SQLite's file layer cannot be reached"),
    pytest.mark.timeout(900),
]
SOUND = b"OggS" * 300
RATE = 8000
TONE = [round(9000 * math.sin(i / 9)) for i in range(RATE)]
SPOKEN = b"".join(each.to_bytes(2, "little", signed=True) for each in TONE)
SEEDS = int(os.environ.get("VIVA_POWER_SEEDS", "2"))
"""Mixtures tried for each moment, besides all lost and all kept; `make soak` tries more."""


def opened(home: Path) -> Store:
    return Store.open(home / "viva.db", home / "recordings", now=Clock())


def speak(answer: Answer) -> None:
    writer = WavWriter(answer.path, RATE)
    writer.append(SPOKEN)
    writer.close()


def life(home: Path, source: Path, watch: power.Watch) -> None:
    """Do everything a program does to a store, and record what the person was promised."""
    database, notify, now = home / "viva.db", watch.promise, Clock()()
    with opened(home) as store:
        answer = begin(store)
        speak(answer)
        store.finish_recording(answer.id, duration=1.0, sample_rate=RATE, overflows=0)
        notify("recorded")
        store.save_analysis(answer.id, analysed(answer.path))
        notify("analysed")
        assert compressing.compress(store, store.sounds.uncompressed(), home).done == 1
        notify("compressed")
        store.import_sound(source)
        notify("imported")
        backups.make_daily(database, now)
        notify("backed up")
        notify("deleting")
        store.delete_answer(answer.id)
        notify("deleted")
        backups.forget_deleted(database)
        notify("forgotten")
        speak(begin(store))  # and stops without finishing this one
    with opened(home) as store:
        recover(store)
        notify("recovered")
    (backup,) = backups.list_backups(database)
    notify("restoring")
    restoring.from_backup(database, backup.path, now)
    opened(home).close()
    notify("restored")
    opened(home).close()


class InThisProcess(compressing.Encoder):
    """Compresses here, where its syncs are seen."""

    def __enter__(self) -> InThisProcess:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing runs."""

    def compress(self, source: Path, target: Path) -> str | None:
        from analysis.recordings.lossless import compress

        compress(source, target)
        return None


def watched(home: Path, source: Path, told: Path) -> list[power.Moment]:
    """Run in a child, which patches its own SQLite, and return the moments it saw."""
    home.mkdir(mode=0o700)
    child = os.fork()
    if child == 0:
        end_this_process_after()
        try:
            compressing.Encoder = InThisProcess  # type: ignore[misc]
            watch = power.Watch(home)
            watch.start()
            life(home, source, watch)
            watch.before(str(home))
            told.write_bytes(pickle.dumps(watch.moments))
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code == 0, f"it ended with {code}"
    moments: list[power.Moment] = pickle.loads(told.read_bytes())
    return moments


def samples_of(path: Path) -> bytes:
    """The sound of a recording, whatever its format."""
    if path.suffix == ".wav":
        return path.read_bytes()[44:]
    import av

    with av.open(str(path)) as container:
        return b"".join(frame.to_ndarray().tobytes() for frame in container.decode(audio=0))


def check(home: Path, promises: tuple[str, ...]) -> None:
    """What was promised is there, and the store still works."""
    with opened(home) as store:
        recover(store)
        answers = {answer.id: answer for answer in store.answers()}
        assert store.unfinished() == ()
        assert all(answer.path.is_file() for answer in answers.values())
        if "recorded" in promises and "deleting" not in promises:
            assert samples_of(answers[1].path) == SPOKEN
        if "analysed" in promises and "deleting" not in promises:
            assert store.analysis(1) == analysed(answers[1].path)
        if "deleted" in promises and ("restoring" not in promises or "forgotten" in promises):
            assert 1 not in answers
            assert not list((home / "recordings").glob("*/*-1.*"))
        if "imported" in promises:
            assert answers[2].path.read_bytes() == SOUND
        if "recovered" in promises:
            assert samples_of(answers[3].path) == SPOKEN
        if "backed up" in promises:
            good = backups.newest_good(home / "viva.db")
            assert good is not None
        found = {p for p in (home / "recordings").glob("*/*") if not p.name.endswith(".part")}
        assert {answer.path for answer in answers.values()} <= found
        speak(begin(store))
    whole(home / "viva.db")


def whole(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.slow
def test_every_state_after_a_power_cut_opens_with_everything_promised(
    tmp_path: Path, record_property: Any
) -> None:
    source, home = tmp_path / "a.ogg", tmp_path / "home"
    source.write_bytes(SOUND)
    moments = watched(home, source, tmp_path / "moments")
    tried: set[str] = set()
    for moment in moments:
        for state in moment.states(SEEDS):
            mark = hashlib.sha256(repr((sorted(state.items()), moment.promises)).encode())
            if mark.hexdigest() in tried:
                continue
            tried.add(mark.hexdigest())
            shutil.rmtree(home)
            power.write_out(state, home)
            try:
                check(home, moment.promises)
            except BaseException as error:
                told = f"before syncing {moment.last!r} after {moment.promises}: {sorted(state)}"
                raise AssertionError(told) from error
    print(f"{len(moments)} moments, {len(tried)} states of the disk, nothing lost")
    record_property("states", len(tried))
    assert {m.promises[-1] for m in moments if m.promises} >= {"recorded", "deleted", "restoring"}
    assert len(moments) > 60
    assert len(tried) > 150


def test_the_model_loses_what_is_not_synced(tmp_path: Path) -> None:
    """Otherwise the test above would find nothing, whatever the store did."""
    home, source = tmp_path / "home", tmp_path / "a.ogg"
    source.write_bytes(SOUND)
    moments = watched(home, source, tmp_path / "moments")
    recorded = [m for m in moments if "recorded" in m.promises]
    assert any(m.safe != m.whole for m in recorded)
    database = {m.safe.get("viva.db", b"") != m.whole.get("viva.db", b"") for m in moments}
    assert database == {True, False}
