"""An audio file as a microphone, and a take that is killed partway through."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from recorder.microphone.file_microphone import FileMicrophone
from recorder.microphone.types import MicrophoneError
from recorder.recording.take import Recorded, Take
from tests.microphone import ROOT, read_wav, write_wav
from tests.patience import wait_until

SAMPLES = [(i * 37) % 20_011 - 10_000 for i in range(16_000 * 12)]


def record(path: Path, into: Path, speed: float = math.inf) -> Recorded:
    take = Take(into, FileMicrophone(path, speed))
    take.start()
    wait_until(lambda: take.finished)
    assert take.problem is None
    return take.stop()


def test_a_wav_file_arrives_bit_for_bit(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "sound.wav", SAMPLES)
    recorded = record(sound, tmp_path / "take.wav")
    samples, sample_rate = read_wav(recorded.path)
    assert list(samples) == SAMPLES
    assert (sample_rate, recorded.duration) == (16_000, 12.0)


def test_it_plays_again_from_its_beginning(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "sound.wav", SAMPLES[:1000])
    microphone = FileMicrophone(sound, math.inf)
    for into in (tmp_path / "1.wav", tmp_path / "2.wav"):
        take = Take(into, microphone)
        take.start()
        wait_until(partial(getattr, take, "finished"))
        assert take.stop().duration == 1000 / 16_000


def test_real_time_takes_real_time(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "sound.wav", SAMPLES[:8000])
    began = time.monotonic()
    recorded = record(sound, tmp_path / "take.wav", speed=1.0)
    assert time.monotonic() - began >= 0.45
    assert recorded.duration == 0.5


def test_eight_times_faster_is_faster(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "sound.wav", SAMPLES)
    began = time.monotonic()
    assert record(sound, tmp_path / "take.wav", speed=8.0).duration == 12.0
    assert time.monotonic() - began >= 1.4


def test_stopping_in_the_middle_keeps_the_beginning(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "sound.wav", SAMPLES)
    take = Take(tmp_path / "take.wav", FileMicrophone(sound))
    take.start()
    wait_until(lambda: take.elapsed >= 0.3)
    recorded = take.stop()
    samples, _ = read_wav(take.path)
    assert recorded.duration >= 0.3 and not take.finished
    assert list(samples) == SAMPLES[: len(samples)]


def test_stereo_at_another_rate_becomes_mono_at_its_own(tmp_path: Path) -> None:
    soundfile = pytest.importorskip("soundfile")
    path = tmp_path / "sound.flac"
    soundfile.write(path, [[0.5, 0.5]] * 22_050, 22_050, subtype="PCM_16")
    recorded = record(path, tmp_path / "take.wav")
    samples, sample_rate = read_wav(recorded.path)
    assert (sample_rate, len(samples)) == (22_050, 22_050)
    assert set(samples[100:-100]) <= {16_383, 16_384}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.wav", None, "There is no audio file"),
        ("text.wav", b"not a sound at all, only some text", "isn't an audio file Viva can read"),
        ("empty.wav", b"", "isn't an audio file Viva can read"),
    ],
)
def test_an_unplayable_file_is_refused(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    take = Take(tmp_path / "take.wav", FileMicrophone(tmp_path / name))
    with pytest.raises(MicrophoneError, match=message):
        take.start()
    assert not (tmp_path / "take.wav").exists()


def test_speed_must_go_forward() -> None:
    with pytest.raises(ValueError, match="not 0"):
        FileMicrophone(Path("a.wav"), 0)


RECORDING = """
import sys, time
from pathlib import Path
from recorder.recording.take import Take
from recorder.microphone.file_microphone import FileMicrophone

take = Take(Path(sys.argv[2]), FileMicrophone(Path(sys.argv[1])))
take.start()
while True:
    print(take.elapsed, flush=True)
    time.sleep(0.02)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_recording_loses_at_most_the_last_second(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "sound.wav", SAMPLES)
    take = tmp_path / "take.wav"
    child = subprocess.Popen(
        [sys.executable, "-c", RECORDING, sound, take],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    elapsed = next(float(line) for line in child.stdout if float(line) >= 3.0)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    samples, sample_rate = read_wav(take)
    assert len(samples) / sample_rate >= elapsed - 1.0
    assert list(samples) == SAMPLES[: len(samples)]
    assert take.stat().st_size - 44 - 2 * len(samples) in (0, 1600)  # a block not yet counted
