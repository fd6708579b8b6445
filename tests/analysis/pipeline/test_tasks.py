"""Tasks of the child: to follow a growing recording comes to what analyzing it later does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from analysis.pipeline.follow import RecordingAnalysis
from analysis.pipeline.speculation import SpeculativeTranscription
from analysis.pipeline.tasks import Steps, Task
from analysis.protocol import Job, Message
from analysis.sound.audio import RATE, Samples
from analysis.transcription.transcribe import Canceled, TranscriptionProgress
from analysis.types import Transcript, Word
from recorder.recording.wav_writer import WavWriter
from tests.analysis.sounds import answer, hush, phrase

PIECE = 4000


@pytest.fixture(autouse=True, scope="module")
def short_chunks() -> Iterator[None]:
    """Cut early, so that a few seconds of sound have several chunks."""
    early = ((500, 80), (800, 60), (1600, 35), (2400, 25))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.transcription.chunking.NEEDED", early)
        yield


class Typist:
    """Writes down one word a second, named by how loud that second is; keeps what it heard."""

    def __init__(self) -> None:
        self.heard: list[int] = []

    def transcribe(self, samples: Samples, progress: TranscriptionProgress) -> Transcript:
        self.heard.append(len(samples))
        progress(0.5)
        words = tuple(
            Word(float(at), at + 0.5, f"w{int(1e6 * np.abs(samples[at * RATE :][:RATE]).sum())}")
            for at in range(len(samples) // RATE)
        )
        return Transcript(words, len(samples) / RATE, "en", "typist")


class Here:
    """A thread that writes at once; or, while ``held``, only when it is let."""

    def __init__(self, *, held: bool = False) -> None:
        self.held = held
        self._work: Future[Transcript] | None = None
        self._later: Callable[[], Transcript] | None = None
        self._give_way: Callable[[], None] | None = None

    @property
    def idle(self) -> bool:
        return self._work is None or self._work.done()

    def begin(
        self, work: Callable[[], Transcript], give_way: Callable[[], None] | None = None
    ) -> Future[Transcript]:
        self._work, self._later, self._give_way = Future(), work, give_way
        if not self.held:
            self.let()
        return self._work

    def let(self) -> None:
        """Write what was begun."""
        assert self._work is not None and self._later is not None
        try:
            self._work.set_result(self._later())
        except Canceled as cancelled:
            self._work.set_exception(cancelled)

    def hurry(self) -> None:
        if self._give_way is not None:
            self._give_way()

    def wake(self) -> None:
        """Nothing sleeps."""


def new(
    path: Path,
    *,
    growing: bool = False,
    thread: Here | None = None,
    wanted: bool = True,
    patient: bool = False,
    overflows: int = 0,
) -> Task:
    """A task for a recording."""
    job = Job(1, path, patient=patient, overflows=overflows)
    return Task(job, growing=growing, thread=thread or Here(), wanted=lambda: wanted)


@pytest.fixture(scope="module")
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


@dataclass(frozen=True)
class Followed:
    """A recording that a task followed, what the task said, and what was heard for its words."""

    path: Path
    said: list[Message]
    heard: list[int]


@pytest.fixture(scope="module")
def followed(sound: Samples, tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """Write a recording while a task follows it."""
    path, thread, typist = tmp_path_factory.mktemp("followed") / "a.wav", Here(), Typist()
    task = new(path, growing=True, thread=thread)
    steps = task.steps(typist)
    said = [next(steps)]
    writer = WavWriter(path, RATE)
    for _ in write(writer, sound):
        said.append(next(steps))
    writer.close()
    task.finish(2)
    told = [*(m for m in said if m is not None), *to_the_end(steps, thread)]
    return Followed(path, told, typist.heard)


def to_the_stop(path: Path, sound: Samples, typist: Typist, thread: Here) -> Steps:
    """Follow a recording to its stop; give the steps that are still to come."""
    task = new(path, growing=True, thread=thread)
    steps = task.steps(typist)
    writer = WavWriter(path, RATE)
    for _ in write(writer, sound):
        while next(steps) is not None:
            pass
    writer.close()
    task.finish(0)
    return steps


def to_the_end(steps: Steps, thread: Here) -> list[Message]:
    """Return what is said after the stop; words are written only while a task waits for them."""
    thread.held = True
    said = []
    for message in steps:
        if message is None:
            thread.let()
        else:
            said.append(message)
    return said


def test_followed_and_finished_come_to_the_same(followed: Followed) -> None:
    said = followed.said
    after = [m for m in new(followed.path, overflows=2).steps(Typist()) if m is not None]
    assert said[-1]["event"] == after[-1]["event"] == "result"
    assert said[-1]["analysis"] == after[-1]["analysis"]
    assert said[-1]["analysis"]["recording"]["overflows"] == 2


def test_at_stop_only_the_tail_is_left(followed: Followed, sound: Samples) -> None:
    said = followed.said
    assert len(followed.heard) >= 3
    alone = next(i for i, m in enumerate(said) if m["event"] == "sound")
    left = said[alone + 1]["left"]
    assert 0 < left < 0.4 * len(sound) / RATE
    assert said[alone]["analysis"]["transcript"] is None
    shares = [m["share"] for m in said[alone:] if m["event"] == "progress"]
    assert shares == sorted(shares) and shares[-1] == 1.0


def test_the_sound_is_told_while_words_are_still_being_written(
    tmp_path: Path, sound: Samples
) -> None:
    thread = Here(held=True)
    steps = to_the_stop(tmp_path / "a.wav", sound, Typist(), thread)
    assert not thread.idle
    said = [next(steps) for _ in range(3)]
    assert [m["event"] for m in said if m] == ["sound", "progress"]
    assert next(steps) is None
    thread.held = False
    thread.let()
    assert [m["event"] for m in steps if m][-1] == "result"


def test_repeats_are_looked_for_before_the_stop(
    tmp_path: Path, sound: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[float] = []

    def restore(words: tuple[Word, ...], phones: Samples, start: float) -> tuple[Word, ...]:
        looked.append(start)
        return words

    monkeypatch.setattr("analysis.pipeline.listen.restore", restore)
    typist = Typist()
    steps = to_the_stop(tmp_path / "a.wav", sound, typist, Here())
    chunks = len(typist.heard)
    before = list(looked)
    assert len(before) == chunks >= 2
    list(steps)
    assert len(looked) == len(typist.heard) == chunks + 1


def test_long_silence_is_never_given_to_whisper(followed: Followed, sound: Samples) -> None:
    assert sum(followed.heard) < len(sound) - 4 * RATE


def test_a_task_waits_for_its_file_and_for_more(tmp_path: Path) -> None:
    path = tmp_path / "later.wav"
    steps = new(path, growing=True).steps(None)
    first = next(steps)
    assert first is not None and first["left"] == 0
    assert next(steps) is None
    WavWriter(path, RATE).close()
    assert next(steps) is None


def test_a_file_that_changed_under_the_task_is_read_anew(tmp_path: Path, sound: Samples) -> None:
    path = tmp_path / "a.wav"
    task = new(path, growing=True)
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


def test_what_a_person_waits_for_goes_first(tmp_path: Path) -> None:
    stopped, growing = (new(tmp_path / "a.wav", growing=True) for _ in range(2))
    patient = new(tmp_path / "a.wav", patient=True)
    stopped.finish(0)
    assert stopped.urgency < growing.urgency < patient.urgency


def test_nobody_hears_the_sound_alone_of_a_patient_job(followed: Followed) -> None:
    task = new(followed.path, patient=True)
    assert {m["event"] for m in task.steps(Typist()) if m} == {"progress", "result"}


def test_cancelling_goes_through_the_writing(followed: Followed) -> None:
    with pytest.raises(Canceled):
        list(new(followed.path, wanted=False).steps(Typist()))


# Words written ahead, in a pause


def ending(pause: float, *more: Samples) -> Samples:
    """An answer of 8.5 s whose first chunk is cut, four seconds more, and what comes then."""
    said = [hush(0.5), phrase(20), hush(0.4), phrase(20), hush(1.0), phrase(20), hush(pause)]
    return answer([*said, *more])


def words_after_stop(path: Path, sound: Samples) -> tuple[Typist, int, list[Message]]:
    """Follow a recording; give the typist, how much it had heard at the stop, and what was said."""
    typist, thread = Typist(), Here()
    steps = to_the_stop(path, sound, typist, thread)
    heard = len(typist.heard)
    return typist, heard, to_the_end(steps, thread)


@pytest.mark.parametrize("pause", [0.8, 1.3, 2.9])
def test_after_a_pause_the_report_is_there_at_the_stop(tmp_path: Path, pause: float) -> None:
    path = tmp_path / "a.wav"
    typist, heard, said = words_after_stop(path, ending(pause))
    assert len(typist.heard) == heard == 2  # nothing was left to write, and nothing was in vain
    assert [m["event"] for m in said if m["event"] != "progress"] == ["result"]
    afterwards = Typist()
    *_, result = (m for m in new(path).steps(afterwards) if m is not None)
    assert said[-1]["analysis"] == result["analysis"]
    assert typist.heard == afterwards.heard


def test_what_was_written_ahead_is_thrown_away_when_speech_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    typist, heard, said = words_after_stop(path, ending(0.7, phrase(9)))
    assert heard == 2 and len(typist.heard) == 3
    afterwards = Typist()
    *_, result = (m for m in new(path).steps(afterwards) if m is not None)
    assert said[-1]["analysis"] == result["analysis"]
    assert typist.heard[::2] == afterwards.heard


def test_without_a_pause_nothing_is_written_ahead(tmp_path: Path) -> None:
    typist, heard, said = words_after_stop(tmp_path / "a.wav", ending(0.2))
    assert heard == 1 and len(typist.heard) == 2
    assert said[0]["event"] == "sound"


def paused(path: Path, thread: Here, pause: float = 0.8) -> tuple[Task, Steps, WavWriter, Typist]:
    """A task that has come to write ahead, on a thread that is held."""
    typist = Typist()
    task = new(path, growing=True, thread=thread)
    steps = task.steps(typist)
    writer = WavWriter(path, RATE)
    for _ in write(writer, ending(pause)):
        while next(steps) is not None:
            thread.held = len(typist.heard) == 1
    assert len(typist.heard) == 1 and not thread.idle
    return task, steps, writer, typist


def test_what_is_written_ahead_gives_way_to_what_a_person_waits_for(
    tmp_path: Path, followed: Followed
) -> None:
    thread = Here(held=True)
    _, steps, writer, typist = paused(tmp_path / "a.wav", thread)
    other = new(followed.path, thread=thread).steps(Typist())
    while next(other) is not None:
        pass
    thread.let()  # it comes to its next step, and ends
    assert thread.idle
    thread.held = False
    assert [m for m in other if m][-1]["event"] == "result"
    assert next(steps) is None and len(typist.heard) == 2  # not a second time in the same pause
    writer.close()


def test_the_last_words_are_begun_before_the_sound_is_judged(tmp_path: Path) -> None:
    thread = Here()
    steps = to_the_stop(tmp_path / "a.wav", ending(0.2), Typist(), thread)
    thread.held = True
    assert (told := next(steps)) is not None and told["event"] == "sound"
    assert not thread.idle


def test_at_the_stop_what_is_being_written_ahead_is_waited_for(tmp_path: Path) -> None:
    thread = Here(held=True)
    task, steps, writer, typist = paused(tmp_path / "a.wav", thread)
    writer.close()
    task.finish(0)
    said = [next(steps) for _ in range(3)]
    assert next(m["event"] for m in said if m) == "sound"
    thread.let()
    assert [m for m in steps if m][-1]["event"] == "result"
    assert len(typist.heard) == 2


def test_a_stop_in_speech_does_not_wait_for_what_was_written_ahead(tmp_path: Path) -> None:
    thread = Here(held=True)
    task, steps, writer, _ = paused(tmp_path / "a.wav", thread, 0.7)
    for _ in write(writer, answer([phrase(4)])):
        next(steps)
    writer.close()
    task.finish(0)
    while next(steps) is not None:
        pass
    thread.let()
    thread.held = False
    *_, result = (m for m in steps if m)
    afterwards = [m for m in new(tmp_path / "a.wav").steps(Typist()) if m]
    assert result["analysis"] == afterwards[-1]["analysis"]


def test_nothing_is_written_ahead_where_writing_takes_half_of_the_time() -> None:
    following = RecordingAnalysis(Job(0, Path("a.wav")), Typist())
    following.acoustics.feed(ending(0.8))
    while piece := following.acoustics.ready():
        following.acoustics.add(piece, following.transcribe(piece, lambda share: None))
    assert (
        SpeculativeTranscription(following.acoustics).propose(
            spent=0.51 * following.acoustics.duration
        )
        is None
    )
    assert (
        SpeculativeTranscription(following.acoustics).propose(
            spent=0.49 * following.acoustics.duration
        )
        is not None
    )


def test_at_the_stop_the_last_words_are_next_after_what_was_in_vain(tmp_path: Path) -> None:
    thread = Here(held=True)
    task, steps, writer, _ = paused(tmp_path / "a.wav", thread, 0.7)
    in_vain = thread._later
    for _ in write(writer, ending(0.7, phrase(9))[len(ending(0.7)) :]):
        pass
    writer.close()
    task.finish(0)
    assert (told := next(steps)) is not None and told["event"] == "sound"
    assert thread._later is not in_vain
    thread.let()
    assert [m for m in steps if m][-1]["event"] == "result"
