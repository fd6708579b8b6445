"""Continuing a recording after its microphone failed: the same file, perhaps another rate."""

from __future__ import annotations

import math
from array import array
from collections import namedtuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.loader import load
from recorder.microphone.types import MicrophoneError
from recorder.recording.resample import RateChange
from recorder.recording.session import ActiveRecording, PracticeSession, job
from recorder.recording.take import Recorded, Take
from recorder.recording.wav_writer import WavWriter
from sessions.store import Store
from sessions.types import Answer
from tests.microphone import HandMicrophone, read_wav


def part(path: Path, samples: list[int], *, sample_rate: int = 1000, resumes: bool = True) -> Take:
    hand = HandMicrophone(sample_rate=sample_rate)
    take = Take(path, hand, resumes=resumes)
    take.start()
    hand.give(samples)
    return take


def test_the_second_part_follows_the_first(tmp_path: Path) -> None:
    path = tmp_path / "answer.wav"
    part(path, [1] * 1500, resumes=False).stop()
    take = part(path, [2] * 500)
    assert take.elapsed == 2.0
    recorded = take.stop()
    assert (recorded.duration, recorded.sample_rate) == (2.0, 1000)
    assert list(read_wav(path)[0]) == [1] * 1500 + [2] * 500


def test_what_each_part_lost_is_kept_apart_by_its_cause(tmp_path: Path) -> None:
    clock = SleepClock()
    with Store.open(tmp_path / "viva.db", tmp_path / "recordings") as store:
        session = PracticeSession(store)

        def recorded(attempt: ActiveRecording, hand: HandMicrophone, gap: float) -> Answer:
            attempt.take._clock = lambda: clock.now
            attempt.take.start()
            for _ in range(30):
                clock.now += gap / 30 if gap < 2 else 0.0
                hand.give([1] * 50)
                clock.now += 0.05
            clock.now += gap if gap >= 2 else 0.0
            hand.give([1] * 50)
            return session.keep(attempt, attempt.take.stop())

        hand = HandMicrophone()
        answer = recorded(session.begin(load().questions[0], hand), hand, 5.0)
        assert (answer.interruptions, answer.overflows) == (1, 0)
        hand = HandMicrophone()
        answer = recorded(session.resume(answer, hand), hand, 1.5)
        assert (answer.interruptions, answer.overflows) == (1, 1)
        assert (job(answer, None).interruptions, job(answer, None).overflows) == (1, 1)
        assert store.answer(answer.id) == answer


@pytest.mark.parametrize(("flagged", "counted"), [(0, 1), (1, 1), (3, 3)])
def test_lost_sound_counts_once_more_only_if_nothing_was_reported(
    tmp_path: Path, flagged: int, counted: int
) -> None:
    with Store.open(tmp_path / "viva.db", tmp_path / "recordings") as store:
        session = PracticeSession(store)
        attempt = session.begin(load().questions[0], HandMicrophone())
        recorded = Recorded(attempt.answer.path, 3.0, 1000, flagged, lost=0.5)
        assert session.keep(attempt, recorded).overflows == counted


class SleepClock:
    """A clock set by hand, in seconds."""

    now = 0.0


def test_another_sample_rate_is_converted_to_the_files(tmp_path: Path) -> None:
    path = tmp_path / "answer.wav"
    part(path, [5] * 1000, resumes=False).stop()
    recorded = part(path, [5] * 3000, sample_rate=3000).stop()
    assert recorded.sample_rate == 1000
    assert recorded.duration == pytest.approx(2.0, abs=0.002)
    assert set(read_wav(path)[0]) == {5}


def test_a_file_left_by_a_kill_is_continued(tmp_path: Path) -> None:
    path = tmp_path / "answer.wav"
    part(path, [7] * 1000, resumes=False).stop()
    whole = path.read_bytes()
    path.write_bytes(whole[:4] + bytes(4) + whole[8:40] + bytes(4) + whole[44:] + b"\1")
    part(path, [8] * 100).stop()
    assert list(read_wav(path)[0]) == [7] * 1000 + [8] * 100


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a sound at all" * 10])
def test_other_files_are_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "answer.wav"
    path.write_bytes(content)
    with pytest.raises(MicrophoneError, match=r"answer\.wav"):
        Take(path, HandMicrophone(), resumes=True).start()
    assert path.read_bytes() == content


def test_discarding_or_a_refusal_leaves_the_first_part(tmp_path: Path) -> None:
    path = tmp_path / "answer.wav"
    part(path, [1] * 1000, resumes=False).stop()
    part(path, [2] * 10).discard()
    with pytest.raises(MicrophoneError):
        Take(path, HandMicrophone(refusal="No."), resumes=True).start()
    assert list(read_wav(path)[0])[:1000] == [1] * 1000


def test_a_filling_disk_is_announced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    free = [40_000_000]
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(10**9, 0, free[0]))
    hand = HandMicrophone()
    take = Take(tmp_path / "answer.wav", hand)
    take.start()
    hand.give([5000, -5000] * 500)
    take._queue.put(b"")  # one more block, so that the first has been written
    free[0] = 2 * 1000 * 90
    for _ in range(5):
        hand.give([5000, -5000] * 500)
    take.stop()
    assert (
        take.caution is not None
        and "almost full: there is only room for about 2 minutes" in take.caution
    )


LEVELS = st.lists(st.integers(-32768, 32767), min_size=1, max_size=400)
RATES = st.sampled_from([8000, 16_000, 44_100, 48_000, 96_000])


@given(LEVELS, RATES, RATES, st.integers(1, 50))
def test_blocks_make_no_difference(levels: list[int], given: int, wanted: int, size: int) -> None:
    whole = RateChange(given, wanted)(array("h", levels))
    change, pieces = RateChange(given, wanted), array("h")
    for at in range(0, len(levels), size):
        pieces += change(array("h", levels[at : at + size]))
    assert pieces == whole
    assert abs(len(whole) - len(levels) * wanted / given) <= wanted / given + 1
    assert min(levels) <= min(whole, default=levels[0])
    assert max(whole, default=levels[0]) <= max(levels)


def test_a_tone_stays_a_tone() -> None:
    tone = array("h", (round(9000 * math.sin(2 * math.pi * 220 * i / 44_100)) for i in range(4410)))
    out = RateChange(44_100, 48_000)(tone)
    wrong = max(abs(v - 9000 * math.sin(2 * math.pi * 220 * i / 48_000)) for i, v in enumerate(out))
    assert wrong < 9000 * 0.002


def test_a_writer_continues_at_the_files_own_rate(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    first = WavWriter(path, 44_100)
    first.append(b"\1\0" * 10)
    first.close()
    second = WavWriter.resuming(path)
    assert (second.sample_rate, second.frames) == (44_100, 10)
    second.close()
