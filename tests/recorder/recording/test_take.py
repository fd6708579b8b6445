"""A take, driven by hand: what is saved, what is counted, what is reported when something fails."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import threading
from array import array
from collections import namedtuple
from pathlib import Path

import pytest

from recorder.microphone.types import Microphone, MicrophoneError
from recorder.recording.take import Recorded, Take, mono
from tests.microphone import ROOT, HandMicrophone, read_wav
from tests.patience import PATIENCE


class Clock:
    """A clock that moves when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def started(
    tmp_path: Path, microphone: HandMicrophone | None = None, clock: Clock | None = None
) -> tuple[Take, HandMicrophone, Clock]:
    hand, clock = microphone or HandMicrophone(), clock or Clock()
    as_protocol: Microphone = hand
    take = Take(tmp_path / "answer.wav", as_protocol, clock=clock)
    take.start()
    return take, hand, clock


def test_every_sample_is_kept_in_order(tmp_path: Path) -> None:
    take, hand, _ = started(tmp_path)
    for i in range(40):
        hand.give(range(i * 50, (i + 1) * 50))
    recorded = take.stop()
    samples, sample_rate = read_wav(recorded.path)
    assert list(samples) == list(range(2000))
    assert recorded == Recorded(tmp_path / "answer.wav", 2.0, 1000, 0)
    assert sample_rate == 1000
    assert hand.closed


def test_the_file_is_there_before_the_first_sample_and_its_owners_only(tmp_path: Path) -> None:
    take, _, _ = started(tmp_path)
    assert read_wav(take.path) == (array("h"), 1000)
    if os.name == "posix":
        assert take.path.stat().st_mode & 0o777 == 0o600
    take.stop()


def test_a_file_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "answer.wav").touch(0o644)
    take, _, _ = started(tmp_path)
    if os.name == "posix":
        assert take.path.stat().st_mode & 0o777 == 0o600
    take.stop()


def test_stop_again_and_from_many_threads_gives_the_same(tmp_path: Path) -> None:
    take, hand, _ = started(tmp_path)
    hand.give([1] * 500)
    results: list[Recorded] = []
    threads = [threading.Thread(target=lambda: results.append(take.stop())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(results) == len(threads)
    assert set(results) == {take.stop()}
    assert take.stop().duration == 0.5


def test_blocks_after_the_stop_are_dropped(tmp_path: Path) -> None:
    take, hand, _ = started(tmp_path)
    hand.give([1] * 100)
    take.stop()
    hand.give([2] * 100)
    assert take.elapsed == 0.1
    assert list(read_wav(take.path)[0]) == [1] * 100


def test_discard_leaves_no_file(tmp_path: Path) -> None:
    take, hand, _ = started(tmp_path)
    hand.give([1] * 100)
    take.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_take_starts_once(tmp_path: Path) -> None:
    take, _, _ = started(tmp_path)
    with pytest.raises(RuntimeError):
        take.start()
    take.stop()


def test_stop_without_a_start_records_nothing(tmp_path: Path) -> None:
    take = Take(tmp_path / "answer.wav", HandMicrophone())
    assert take.stop().duration == 0.0
    assert take.level.all_zero and take.problem is None and not take.hearing


def test_a_microphone_that_refuses_leaves_no_file(tmp_path: Path) -> None:
    take = Take(tmp_path / "answer.wav", HandMicrophone(refusal="It is in use."))
    with pytest.raises(MicrophoneError, match="It is in use"):
        take.start()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    take = Take(tmp_path / "gone" / "answer.wav", HandMicrophone())
    with pytest.raises(MicrophoneError, match=r"can't be written to .*gone.*check the folder"):
        take.start()


def test_a_take_does_not_begin_on_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 3_000_000))
    with pytest.raises(MicrophoneError, match="Only 3 MB are free"):
        Take(tmp_path / "answer.wav", HandMicrophone()).start()
    assert list(tmp_path.iterdir()) == []


def test_overflows_are_counted(tmp_path: Path) -> None:
    take, hand, _ = started(tmp_path)
    hand.give([1] * 50)
    hand.give([1] * 50, overflowed=True)
    hand.give([1] * 50, overflowed=True)
    assert take.overflows == 2
    assert take.stop().overflows == 2


def test_samples_lost_without_a_flag_are_found_by_the_clock(tmp_path: Path) -> None:
    take, hand, clock = started(tmp_path)
    for _ in range(20):
        hand.give([1] * 50)
        clock.now += 0.1
    # 20 blocks of 0.05 s came within 1.9 s: the first ends at the clock's zero, 0.95 s follow
    assert take.stop().lost == pytest.approx(0.95)


def test_a_gap_is_shown_once_it_is_certain_and_for_a_while(tmp_path: Path) -> None:
    take, hand, clock = started(tmp_path)

    def pass_by(seconds: float) -> set[str | None]:
        """Speak, and poll as often as the screen does."""
        said = set()
        for _ in range(round(seconds / 0.05)):
            clock.now += 0.05
            hand.give([5000, -5000] * 25)
            said.add(take.caution)
        return said

    assert pass_by(3.0) == {None}
    clock.now += 7.0  # as when the computer sleeps
    assert pass_by(0.9) == {None}
    pass_by(0.2)
    (gap,) = pass_by(9.8)
    assert gap and gap.startswith("About 7 seconds of audio were just lost")
    pass_by(0.2)
    clock.now += 0.6  # too short for a warning
    assert pass_by(3.0) == {None}
    recorded = take.stop()
    assert recorded.lost == pytest.approx(7.6, abs=0.01)
    assert (recorded.interruptions, recorded.overflows) == (1, 0)


def test_late_blocks_are_not_a_gap(tmp_path: Path) -> None:
    take, hand, clock = started(tmp_path)
    hand.give([5000, -5000] * 25)
    clock.now += 3.0
    for _ in range(60):  # the sound system catches up within half a second
        clock.now += 0.008
        hand.give([5000, -5000] * 25)
        assert take.caution is None
    clock.now += 0.1
    assert take.caution is None
    recorded = take.stop()
    assert recorded.lost == pytest.approx(0.48, abs=0.01) and recorded.interruptions == 0


def test_an_overflow_reported_after_a_silence_has_that_cause(tmp_path: Path) -> None:
    take, hand, clock = started(tmp_path)
    for overflowed in (False, True):
        hand.give([1] * 50, overflowed=overflowed)
        clock.now += 5.0
    hand.give([1] * 50, overflowed=True)
    clock.now += 0.05
    hand.give([1] * 50, overflowed=True)
    recorded = take.stop()
    assert (recorded.interruptions, recorded.overflows) == (2, 1)


def stall(hand: HandMicrophone, clock: Clock, seconds: float, late: float) -> None:
    """Be silent, report an overflow, and send some of the missing sound late."""
    clock.now += seconds
    hand.give([1] * 50, overflowed=True)
    for _ in range(round(late / 0.05)):
        clock.now += 0.001
        hand.give([1] * 50)


@pytest.mark.parametrize("late", [0.5, 0.9, 1.0, 1.1])
def test_an_overflow_with_sound_that_comes_late_is_counted(tmp_path: Path, late: float) -> None:
    take, hand, clock = started(tmp_path)
    hand.give([1] * 50)
    stall(hand, clock, 1.2, late)
    recorded = take.stop()
    assert (recorded.interruptions, recorded.overflows) == (0, 1)


def test_a_busy_computer_is_no_interruption(tmp_path: Path) -> None:
    take, hand, clock = started(tmp_path)
    hand.give([1] * 50)
    stall(hand, clock, 1.5, 1.45)
    for _ in range(30):
        for _ in range(4):
            clock.now += 0.05
            hand.give([1] * 50)
        clock.now += 0.15
        hand.give([1] * 50, overflowed=True)
    recorded = take.stop()
    assert recorded.lost > 2
    assert (recorded.interruptions, recorded.overflows) == (0, 31)


def test_one_stall_of_several_is_an_interruption(tmp_path: Path) -> None:
    take, hand, clock = started(tmp_path)
    hand.give([1] * 50)
    for late in (1.95, 0.0, 1.95):
        stall(hand, clock, 2.0, late)
        for _ in range(30):
            clock.now += 0.05
            hand.give([1] * 50)
    recorded = take.stop()
    assert (recorded.interruptions, recorded.overflows) == (1, 2)


def test_two_stalls_whose_sound_comes_after_the_second(tmp_path: Path) -> None:
    take, hand, clock = started(tmp_path)
    hand.give([1] * 50)
    stall(hand, clock, 2.0, 0.0)
    stall(hand, clock, 2.0, 3.9)
    recorded = take.stop()
    assert (recorded.interruptions, recorded.overflows) == (0, 2)


def test_jitter_and_clock_drift_are_not_loss(tmp_path: Path) -> None:
    take, hand, clock = started(tmp_path)
    for _ in range(2000):
        clock.now += 0.05003
        hand.give([1] * 50)
    clock.now += 0.2
    hand.give([1] * 50)
    assert take.stop().lost == 0.0


def test_a_file_played_faster_loses_nothing(tmp_path: Path) -> None:
    take, hand, clock = started(tmp_path, HandMicrophone(real_time=False))
    hand.give([1] * 50)
    clock.now += 60.0
    hand.give([1] * 50)
    assert take.stop().lost == 0.0


def test_a_device_that_goes_silent_is_noticed_after_a_second_and_forgiven(tmp_path: Path) -> None:
    take, hand, clock = started(tmp_path)
    hand.give([1] * 50)
    clock.now += 0.9
    assert take.problem is None
    clock.now += 0.2
    assert take.problem is not None and "check its plug" in take.problem
    assert not take.finished
    hand.give([1] * 50)
    assert take.problem is None
    assert take.stop().problem is None


def test_a_headset_may_take_a_moment_to_begin(tmp_path: Path) -> None:
    take, _, clock = started(tmp_path)
    clock.now += 3.0
    assert not take.hearing and take.problem is None
    clock.now += 2.0
    assert take.problem is not None
    take.stop()


def test_a_missing_device_is_noticed_and_the_file_is_saved(tmp_path: Path) -> None:
    take, hand, _ = started(tmp_path)
    hand.give([1] * 500)
    hand.end()
    assert take.finished
    running = take.problem
    assert running is not None and running.endswith("Everything recorded so far is saved.")
    recorded = take.stop()
    assert recorded.problem == take.problem == "The microphone “Hand” stopped; it may be unplugged."
    assert recorded.duration == 0.5
    assert len(read_wav(take.path)[0]) == 500


def test_an_audio_file_that_ends_is_not_a_problem(tmp_path: Path) -> None:
    hand = HandMicrophone()
    hand.endless = False
    take, _, clock = started(tmp_path, hand)
    hand.end()
    clock.now += 60.0
    assert take.finished and take.problem is None
    take.stop()


def test_the_level_follows_and_warns(tmp_path: Path) -> None:
    take, hand, _ = started(tmp_path)
    for _ in range(12):
        hand.give([0] * 50)
    take.stop()
    assert take.level.all_zero
    assert take.warning is not None and take.warning.kind == "silent"


def test_the_level_is_of_the_newest_block(tmp_path: Path) -> None:
    take, hand, _ = started(tmp_path)
    hand.give([32_767] * 50)
    hand.give([16_384, -16_384] * 25)
    take.stop()
    assert take.level.peak_db == pytest.approx(20 * math.log10(0.5))
    assert take.peak_hold_db == pytest.approx(0.0, abs=0.001)


def test_two_channels_are_mixed_so_that_either_may_hold_the_voice() -> None:
    assert mono(array("h", [100, 0, -100, 0, 32_767, 32_767]), 2).tolist() == [50, -50, 32_767]
    assert mono(array("h", [0, 40, 9, 9, 0, 80, 9, 9]), 4).tolist() == [20, 40]


def test_a_stereo_device_makes_a_mono_file_of_the_right_length(tmp_path: Path) -> None:
    take, hand, _ = started(tmp_path, HandMicrophone(channels=2))
    hand.give([10, 20] * 500)
    assert take.elapsed == 0.5
    assert take.stop().duration == 0.5
    assert set(read_wav(take.path)[0]) == {15}


FULL_DISK = """
import resource, signal, sys, time
from pathlib import Path
from recorder.recording.take import SAVED, Take
from tests.microphone import HandMicrophone

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_001, 10_001))
hand = HandMicrophone()
take = Take(Path(sys.argv[1]), hand)
take.start()
for i in range(200):
    hand.give([i] * 50)
while not take.finished:
    time.sleep(0.01)
problem = take.problem
recorded = take.stop()
assert recorded.problem == take.problem and problem == f"{take.problem} {SAVED}"
print(recorded.duration, recorded.problem)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size")
def test_a_disk_error_is_reported_and_the_written_part_is_intact(tmp_path: Path) -> None:
    path = tmp_path / "answer.wav"
    out = subprocess.run(
        [sys.executable, "-c", FULL_DISK, path],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    samples, _ = read_wav(path)
    # 10,001 bytes less the header hold 99 blocks of 100 bytes
    assert list(samples) == [i for i in range(99) for _ in range(50)]
    assert path.stat().st_size == 44 + 2 * len(samples)
    assert out.startswith("4.95 The recording can't be written to")
