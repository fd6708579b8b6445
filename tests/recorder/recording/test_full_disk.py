"""A disk that really fills up during an answer: a small file system, which root can make."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.types import QuestionContext
from recorder.microphone.types import MicrophoneError
from recorder.recording.take import SPACE_NEEDED, Take
from tests.microphone import HandMicrophone, read_wav
from tests.patience import wait_until

RATE = 48_000
SECOND = [1000, -1000] * (RATE // 2)
SIZE = SPACE_NEEDED + 2_000_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "viva-test", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can make a small disk")
    if subprocess.run(options, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def written(take: Take) -> None:
    """Wait until the writer thread is done with every block, including the refused one."""
    wait_until(lambda: not take.unwritten, 0.005)


def test_it_is_announced_and_the_recording_is_saved(disk: Path) -> None:
    hand = HandMicrophone(sample_rate=RATE)
    take = Take(disk / "answer.wav", hand, clock=lambda: 0.0)
    take.start()
    told_at: float | None = None
    seconds = 0
    while not take.finished and seconds < 600:
        hand.give(SECOND)
        written(take)
        seconds += 1
        if told_at is None and take.caution:
            told_at = seconds
            assert "almost full" in take.caution
    assert told_at is not None and seconds - told_at >= 120
    recorded = take.stop()
    assert recorded.problem is not None and "disk is full" in recorded.problem
    samples, rate = read_wav(recorded.path)
    assert (rate, len(samples)) == (RATE, round(recorded.duration * RATE))
    assert recorded.duration > seconds - 2
    assert set(samples) == {1000, -1000}


def test_no_recording_starts_without_enough_disk_space(disk: Path) -> None:
    (disk / "films").write_bytes(bytes(10_000_000))
    with pytest.raises(MicrophoneError, match="free up some space"):
        Take(disk / "answer.wav", HandMicrophone()).start()
    assert not (disk / "answer.wav").exists()


def test_the_store_says_so_plainly_and_stays_intact(disk: Path) -> None:
    from sessions.errors import StoreError
    from sessions.store import Store

    with Store.open(disk / "viva.db", disk / "recordings") as store:
        session = store.begin_session("practice")
        with (disk / "films").open("wb", buffering=0) as file:
            try:
                while file.write(bytes(65_536)):
                    pass
            except OSError:
                pass
        with pytest.raises(StoreError, match=r"full|[Cc]an't"):
            for _ in range(50):
                store.begin_answer(session.id, QuestionContext(None, "x" * 4000, None, (60, 120)))
        (disk / "films").unlink()
        kept = len(store.unfinished())
        answer = store.begin_answer(session.id, QuestionContext(None, "y", None, (60, 120)))
        assert len(store.unfinished()) == kept + 1 and answer.path.exists()
