"""Recordings of programs that were really killed, and of programs still running."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from analysis.types import QuestionContext
from sessions.files import locks
from sessions.recovery import recover
from sessions.store import Store, StoreError
from tests.sessions.conftest import Clock, open_store
from tests.sessions.material import RATE, begin, record, write_wav

WRITER = """
import sys, time, wave
from pathlib import Path
from analysis.types import QuestionContext
from sessions.store import Store
home, seconds = Path(sys.argv[1]), float(sys.argv[2])
store = Store.open(home / "viva.db", home / "recordings")
answer = store.begin_answer(
    store.begin_session("mock").id,
    QuestionContext("a-mistake", "Tell me about a time you made a mistake.", None, (120, 180)),
)
sound = wave.open(str(answer.path), "wb")
sound.setnchannels(1)
sound.setsampwidth(2)
sound.setframerate(8000)
for block in range(round(seconds * 100)):
    sound.writeframes(bytes([block % 256]) * 160)
    sound._file.flush()
print(answer.id, flush=True)
sys.stdin.read()
"""
"""A program that records and then waits to be killed; what it wrote has reached the system."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")


@contextmanager
def recording(home: Path, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """Run a second program that is recording."""
    command = [sys.executable, "-c", WRITER, str(home), str(seconds)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline().strip().isdigit()
            yield writer
        finally:
            writer.kill()


def kill(writer: subprocess.Popen[str]) -> None:
    writer.send_signal(signal.SIGKILL)
    assert writer.wait(60) == -signal.SIGKILL


def leftovers(home: Path) -> list[str]:
    return sorted(p.name for p in (home / "recordings").rglob("*.*"))


def test_a_killed_recording_is_saved_with_every_block(home: Path) -> None:
    with recording(home, 3.0) as writer:
        kill(writer)
    with open_store(home) as store:
        (saved,) = recover(store)
        assert store.answers() == (saved,)
        assert recover(store) == ()
    assert (saved.state, saved.recovered, saved.duration) == ("recorded", True, 3.0)
    assert (saved.sample_rate, saved.problem) == (RATE, None)
    with wave.open(str(saved.path)) as sound:
        assert sound.readframes(-1) == b"".join(bytes([n % 256]) * 160 for n in range(300))
    assert leftovers(home) == [saved.path.name]


def test_the_recording_of_a_running_program_is_left_alone(home: Path) -> None:
    with open_store(home) as store, recording(home, 2.0) as writer:
        (live,) = store.unfinished()
        assert live.path.stat().st_size > 30_000
        assert recover(store) == ()
        assert store.unfinished() == (live,)
        with pytest.raises(StoreError, match="is being recorded by another running Viva"):
            store.delete_answer(live.id)
        kill(writer)
        assert [a.id for a in recover(store)] == [live.id]


def test_a_programs_own_live_recording_is_left_alone(store: Store, home: Path) -> None:
    live = begin(store)
    write_wav(live.path, 1.0)
    with open_store(home) as second:
        assert recover(store) == recover(second) == ()
    assert store.finish_recording(live.id, duration=1.0, sample_rate=RATE, overflows=0)
    assert leftovers(home) == [live.path.name]


def test_a_store_that_was_closed_while_recording_lets_go(home: Path) -> None:
    with open_store(home) as store:
        write_wav(begin(store).path, 1.0)
    with open_store(home) as store:
        assert len(recover(store)) == 1


def test_less_than_half_a_second_is_removed(home: Path) -> None:
    with recording(home, 0.49) as writer:
        kill(writer)
    with open_store(home) as store:
        assert recover(store) == ()
        assert store.unfinished() == store.answers() == ()
    assert leftovers(home) == []


@pytest.mark.parametrize("content", [None, b"", b"RIFF", b"\0" * 1000])
def test_an_answer_without_sound_is_removed(home: Path, content: bytes | None) -> None:
    with open_store(home) as store:
        path = begin(store).path
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with open_store(home) as store:
        assert recover(store) == ()
        assert store.unfinished() == store.answers() == ()
    assert leftovers(home) == []


def test_sound_without_a_header_is_kept_and_reported(home: Path) -> None:
    with open_store(home) as store:
        path = begin(store).path
    path.write_bytes(b"\0" * 44 + b"\1" * 100_000)
    with open_store(home) as store:
        assert recover(store) == ()
        (kept,) = store.answers()
    assert (kept.state, kept.path.stat().st_size) == ("failed", 100_044)
    assert kept.problem == "Viva stopped while recording, and the audio file it left can't be read."


def test_an_unreadable_recording_is_kept_and_reported(home: Path) -> None:
    with open_store(home) as store:
        path = begin(store).path
    path.unlink()
    path.mkdir()
    with open_store(home) as store:
        assert recover(store) == ()
        (kept,) = store.answers()
    assert kept.state == "failed"
    assert (kept.problem or "").endswith("can't be read: Is a directory.")


def test_an_import_that_was_copied_before_the_kill_is_saved(home: Path, tmp_path: Path) -> None:
    with open_store(home) as store:
        session = store.begin_session("import").id
        whole, half = (
            store.begin_answer(
                session, QuestionContext(None, "a.ogg", None, (120, 180)), suffix=".ogg"
            )
            for _ in range(2)
        )
    whole.path.write_bytes(b"OggS")
    half.path.with_name(half.path.name + ".part").write_bytes(b"Ogg")
    with open_store(home) as store:
        (saved,) = recover(store)
        assert store.unfinished() == ()
    assert (saved.id, saved.state, saved.duration) == (whole.id, "recorded", None)
    assert leftovers(home) == [whole.path.name]


def test_recovery_continues_after_another_program_removes_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(home) as store:
        gone, kept = begin(store), begin(store)
        write_wav(kept.path, 1.0)
    with open_store(home) as store, open_store(home) as other:
        unfinished = store.unfinished()
        other.delete_answer(gone.id)
        monkeypatch.setattr(Store, "unfinished", lambda _: unfinished)
        assert [a.id for a in recover(store)] == [kept.id]


def test_an_answer_that_was_finished_since_is_not_recovered(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = begin(store)
    unfinished = store.unfinished()
    write_wav(answer.path, 1.0)
    done = store.finish_recording(answer.id, duration=1.0, sample_rate=RATE, overflows=0)
    monkeypatch.setattr(Store, "unfinished", lambda _: unfinished)
    assert recover(store) == ()
    assert store.answer(answer.id) == done


def test_another_program_reads_while_this_one_writes(home: Path) -> None:
    reader = (
        "import sys\nfrom pathlib import Path\nfrom sessions.store import Store\n"
        "home = Path(sys.argv[1])\n"
        "with Store.open(home / 'viva.db', home / 'recordings') as store:\n"
        "    seen = 0\n"
        "    print('ready', flush=True)\n"
        "    while seen < 30:\n"
        "        found = store.answers()\n"
        "        assert seen <= len(found)\n"
        "        assert all(a.duration == 0.01 and a.path.is_file() for a in found)\n"
        "        seen = len(found)\n"
    )
    with open_store(home) as store:
        command = [sys.executable, "-c", reader, str(home)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            for _ in range(30):
                record(store, seconds=0.01)
            assert process.wait(60) == 0


def test_a_busy_database_is_reported_plainly(
    home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sessions.database.BUSY_MS", 1)
    with open_store(home, clock) as one, open_store(home, clock) as two:
        with one._database.change(), pytest.raises(StoreError, match="is busy; close other"):
            two.begin_session("practice")
        two.begin_session("practice")


class TestWithoutLocks:
    """File systems without locks, such as some network folders: the process ID decides."""

    @pytest.fixture(autouse=True)
    def no_locks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(locks, "_lock", lambda _: None)

    def test_a_running_program_is_left_alone(self, home: Path) -> None:
        with open_store(home) as store, recording(home, 1.0) as writer:
            (live,) = store.unfinished()
            locks.lock_of(live.path).write_text(f"{writer.pid:<20}\n")
            assert recover(store) == ()
            kill(writer)
            assert [a.id for a in recover(store)] == [live.id]

    @pytest.mark.parametrize("text", ["", "nonsense", "-1" * 9, "9" * 20])
    def test_a_lock_without_a_holder_is_free(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "lock").write_text(text)
        lock = locks.Lock.take(tmp_path / "lock")
        assert lock is not None
        lock.release()
        assert list(tmp_path.iterdir()) == []


def test_a_foreign_wav_is_saved_too(home: Path) -> None:
    """Floating point, which ``wave`` refuses to open; an import may have it."""
    with open_store(home) as store:
        path = begin(store).path
    form = struct.pack("<HHIIHH", 3, 1, RATE, RATE * 4, 4, 32)
    path.write_bytes(b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0" + form + b"data\0\0\0\0" + b"\0" * RATE * 4)
    with open_store(home) as store:
        (saved,) = recover(store)
    assert (saved.duration, saved.sample_rate) == (1.0, RATE)
