"""Tasks of the child: to follow a growing recording comes to what analysing it later does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.audio import RATE, Samples
from analysis.protocol import Job
from analysis.tasks import Message, Task
from analysis.transcribe import Cancelled, Progress
from analysis.types import Transcript, Word
from recorder.wav_writer import WavWriter
from tests.analysis.sounds import answer, hush, phrase

PIECE = 4000


class Typist:
    """Writes down one word a second, named by how loud that second is; keeps what it heard."""

    def __init__(self) -> None:
        self.heard: list[int] = []

    def transcribe(self, samples: Samples, progress: Progress) -> Transcript:
        self.heard.append(len(samples))
        progress(0.5)
        words = tuple(
            Word(float(at), at + 0.5, f"w{int(1e6 * np.abs(samples[at * RATE :][:RATE]).sum())}")
            for at in range(len(samples) // RATE)
        )
        return Transcript(words, len(samples) / RATE, "en", "typist")


@pytest.fixture
def sound() -> Samples:
    parts = [hush(0.5)]
    for n, pause in enumerate((0.4, 1.0, 0.3, 7.0, 0.3, 0.9, 0.4)):
        parts += [phrase(18), hush(pause, seed=n)]
    return answer(parts)


def write(writer: WavWriter, sound: Samples) -> Iterator[None]:
    """Append the sound in pieces, one each time."""
    data = np.asarray(sound * 20_000, "<i2")
    for at in range(0, len(data), PIECE):
        writer.append(data[at : at + PIECE].tobytes())
        yield


def followed(path: Path, sound: Samples, typist: Typist, told: list[Message]) -> list[Message]:
    """Write a recording while a task follows it; give what the task says."""
    task = Task(Job(1, path), growing=True, tell=told.append)
    steps = task.steps(typist)
    said = [next(steps)]
    writer = WavWriter(path, RATE)
    for _ in write(writer, sound):
        said.append(next(steps))
    writer.close()
    task.finish(2)
    return [m for m in (*said, *steps) if m is not None]


def test_followed_and_finished_come_to_the_same(tmp_path: Path, sound: Samples) -> None:
    path = tmp_path / "a.wav"
    said = followed(path, sound, Typist(), [])
    task = Task(Job(2, path, overflows=2), growing=False, tell=lambda message: None)
    after = [m for m in task.steps(Typist()) if m is not None]
    assert said[-1]["event"] == after[-1]["event"] == "result"
    assert said[-1]["analysis"] == after[-1]["analysis"]
    assert said[-1]["analysis"]["recording"]["overflows"] == 2


def test_at_stop_only_the_tail_is_left(tmp_path: Path, sound: Samples) -> None:
    typist, told = Typist(), list[Message]()
    said = followed(tmp_path / "a.wav", sound, typist, told)
    assert len(typist.heard) >= 3
    alone = next(i for i, m in enumerate(said) if m["event"] == "sound")
    left = said[alone + 1]["left"]
    assert 0 < left < 0.4 * len(sound) / RATE
    assert said[alone]["analysis"]["transcript"] is None
    assert any(m["share"] == 0 and m["left"] for m in told)
    shares = [m["share"] for m in said[alone:] if m["event"] == "progress"]
    assert shares == sorted(shares) and shares[-1] == 1.0


def test_long_silence_is_never_given_to_whisper(tmp_path: Path, sound: Samples) -> None:
    typist = Typist()
    followed(tmp_path / "a.wav", sound, typist, [])
    assert sum(typist.heard) < len(sound) - 4 * RATE


def test_a_task_waits_for_its_file_and_for_more(tmp_path: Path) -> None:
    path = tmp_path / "later.wav"
    task = Task(Job(1, path), growing=True, tell=lambda message: None)
    steps = task.steps(None)
    assert next(steps) is None and next(steps) is None
    WavWriter(path, RATE).close()
    assert next(steps) is None


def test_a_file_that_changed_under_the_task_is_read_anew(tmp_path: Path, sound: Samples) -> None:
    path = tmp_path / "a.wav"
    task = Task(Job(1, path), growing=True, tell=lambda message: None)
    steps = task.steps(Typist())
    writer = WavWriter(path, RATE)
    for _ in write(writer, sound):
        next(steps)
    with path.open("ab") as file:
        file.write(b"\1\2" * 50)
    next(steps)
    writer.salvage()
    task.finish(0)
    *_, result = steps
    assert result and result["event"] == "result"
    assert result["analysis"]["recording"]["duration"] == pytest.approx(len(sound) / RATE)


def test_what_a_person_waits_for_goes_first() -> None:
    job = Job(1, Path("a.wav"))
    stopped = Task(job, growing=True, tell=print)
    growing = Task(job, growing=True, tell=print)
    patient = Task(replace(job, patient=True), growing=False, tell=print)
    stopped.finish(0)
    assert stopped.urgency < growing.urgency < patient.urgency


def test_nobody_hears_the_sound_alone_of_a_patient_job(tmp_path: Path, sound: Samples) -> None:
    path = tmp_path / "a.wav"
    followed(path, sound, Typist(), [])
    task = Task(Job(1, path, patient=True), growing=False, tell=lambda message: None)
    assert {m["event"] for m in task.steps(Typist()) if m} == {"progress", "result"}


def test_cancelling_goes_through_a_step(tmp_path: Path, sound: Samples) -> None:
    def no_longer(message: Message) -> None:
        raise Cancelled

    path = tmp_path / "a.wav"
    followed(path, sound, Typist(), [])
    task = Task(Job(1, path), growing=False, tell=no_longer)
    with pytest.raises(Cancelled):
        list(task.steps(Typist()))
