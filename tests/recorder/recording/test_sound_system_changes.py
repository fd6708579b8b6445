"""The sound system changes during an answer: restarted, another default, unplugged, put to sleep.

A real PulseAudio, into which a tone of another pitch is played for each part, so that what was
saved, its order, and its pitch are audible in the file.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.microphone import (
    ROOT,
    VirtualMicrophone,
    missing,
    read_wav,
    virtual_microphone,
    write_wav,
)

pytestmark = pytest.mark.microphone

RATE = 48_000
PART = 1.5
"""Seconds of each part in the file."""


class Taking:
    """A process that records on our command."""

    def __init__(self, microphone: VirtualMicrophone, path: Path) -> None:
        self.path = path
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.recorder.analyst.taking_child"],
            cwd=ROOT,
            env=os.environ | microphone.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def start(self, *, resumes: bool = False, sample_rate: int | None = None) -> dict[str, Any]:
        return self._ask(do="start", path=str(self.path), resumes=resumes, sample_rate=sample_rate)

    def hear(self, seconds: float = PART) -> dict[str, Any]:
        return self._ask(do="hear", seconds=seconds)

    def fail(self) -> dict[str, Any]:
        return self._ask(do="fail")

    def stop(self) -> dict[str, Any]:
        return self._ask(do="stop")

    def _ask(self, **command: object) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        print(json.dumps(command), file=self.process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


@pytest.fixture
def microphone() -> Iterator[VirtualMicrophone]:
    """A separate one: these tests break it."""
    reason = missing()
    if reason:
        pytest.skip(reason)
    with virtual_microphone() as microphone:
        yield microphone


@pytest.fixture
def taking(microphone: VirtualMicrophone, tmp_path: Path) -> Iterator[Taking]:
    taking = Taking(microphone, tmp_path / "take.wav")
    yield taking
    taking.process.kill()
    taking.process.communicate()


@pytest.fixture
def tone(tmp_path: Path) -> Any:
    def write(pitch: float) -> Path:
        wave = (round(9000 * math.sin(2 * math.pi * pitch * i / RATE)) for i in range(60 * RATE))
        return write_wav(tmp_path / f"{pitch}.wav", list(wave), RATE)

    return write


def pitches(path: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Loudness (0-1) and pitch of each tenth of a second."""
    samples, sample_rate = read_wav(path)
    size = sample_rate // 10
    frames = np.asarray(samples[: len(samples) // size * size], float).reshape(-1, size) / 32768
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(size), 16 * size))
    return np.sqrt(2) * frames.std(axis=1), spectrum.argmax(axis=1) * sample_rate / (16 * size)


def seconds_of(path: Path, pitch: float) -> float:
    """How long this tone lasts in the file."""
    loud, heard = pitches(path)
    return float(np.sum((np.abs(heard - pitch) < 2.0) & (loud > 0.05)) / 10)


LOW, HIGH = 330.0, 550.0

Tone = Any


def unload(microphone: VirtualMicrophone) -> None:
    """Remove every input, as when the only microphone is unplugged."""
    rows = [row.split() for row in microphone.pactl("list", "short", "modules").splitlines()]
    for number, name, *_ in reversed(rows):
        if name in ("module-null-sink", "module-remap-source"):
            microphone.pactl("unload-module", number)


def plug_in(microphone: VirtualMicrophone, sample_rate: int) -> None:
    """Add another microphone, ``usb``, which records the sink ``other``."""
    microphone.pactl(
        "load-module", "module-null-sink", "sink_name=other", f"rate={sample_rate}", "channels=1"
    )
    microphone.pactl(
        "load-module", "module-remap-source", "source_name=usb", "master=other.monitor"
    )


def both_parts(taking: Taking, stopped: dict[str, Any]) -> None:
    """Check that the file has both tones at their pitch, in order, and nothing else."""
    samples, sample_rate = read_wav(taking.path)
    assert len(samples) == round(stopped["duration"] * sample_rate)
    low, high = seconds_of(taking.path, LOW), seconds_of(taking.path, HIGH)
    assert min(low, high) >= PART - 0.3
    assert low + high >= stopped["duration"] - 0.6
    _, heard = pitches(taking.path)
    assert abs(heard[2] - LOW) < 2.0 and abs(heard[-3] - HIGH) < 2.0


@pytest.mark.slow
def test_a_restarted_sound_system_continues_in_the_same_file(
    microphone: VirtualMicrophone, taking: Taking, tone: Tone
) -> None:
    low, high = tone(LOW), tone(HIGH)
    with microphone.speaking(low):
        taking.start()
        taking.hear()
        os.kill(microphone.server, signal.SIGKILL)
        broken = taking.fail()
    first = taking.stop()
    assert broken["problem"] == f"{first['problem']} Everything recorded so far is saved."
    assert first["duration"] >= PART and first["overflows"] == 0 and first["lost"] == 0.0
    microphone.restart()
    with microphone.speaking(high):
        again = taking.start(resumes=True)
        assert again["elapsed"] >= first["duration"] and again["problem"] is None
        taking.hear()
        last = taking.stop()
    assert last["problem"] is None and last["lost"] == 0.0
    assert last["duration"] >= first["duration"] + PART
    both_parts(taking, last)


@pytest.mark.slow
def test_a_new_default_is_followed_and_lost_sound_is_counted(
    microphone: VirtualMicrophone, taking: Taking, tone: Tone
) -> None:
    plug_in(microphone, 16_000)
    with microphone.speaking(tone(LOW)), microphone.speaking(tone(HIGH), "other"):
        taking.start()
        taking.hear()
        began = time.monotonic()
        before = taking.hear(0.0)["elapsed"]
        microphone.pactl("set-default-source", "usb")
        assert taking.hear(2 * PART)["problem"] is None
        passed = time.monotonic() - began
        last = taking.stop()
    assert last["problem"] is None
    missing = passed - (last["duration"] - before)
    assert missing < 1.5, "the recording stood still for longer than a change takes"
    assert last["lost"] == pytest.approx(max(0.0, missing), abs=0.5)
    both_parts(taking, last)


@pytest.mark.slow
def test_after_unplugging_another_rate_keeps_the_same_pitch(
    microphone: VirtualMicrophone, taking: Taking, tone: Tone
) -> None:
    low, high = tone(LOW), tone(HIGH)
    with microphone.speaking(low):
        assert taking.start()["problem"] is None
        taking.hear()
        unload(microphone)
        since = time.monotonic()
        broken = taking.fail()
        assert time.monotonic() - since < 2.0
    assert "it may be unplugged. Everything recorded so far is saved" in broken["problem"]
    first = taking.stop()
    assert first["sample_rate"] in (44_100, 48_000)
    plug_in(microphone, 16_000)
    with microphone.speaking(high, "other"):
        taking.start(resumes=True, sample_rate=16_000)
        taking.hear()
        last = taking.stop()
    assert last["sample_rate"] == first["sample_rate"]
    assert last["duration"] >= first["duration"] + PART
    both_parts(taking, last)


@pytest.mark.slow
def test_a_process_put_to_sleep_alone_loses_nothing(
    microphone: VirtualMicrophone, taking: Taking, tone: Tone
) -> None:
    with microphone.speaking(tone(LOW)):
        taking.start()
        taking.hear()
        with stopped(taking.process.pid):
            time.sleep(3.0)
        taking.hear(3.0)
        last = taking.stop()
    assert last["problem"] is None and last["lost"] == 0.0
    assert last["duration"] >= PART + 3.0
    assert seconds_of(taking.path, LOW) >= last["duration"] - 0.5


@pytest.mark.slow
def test_recording_continues_after_sleep(
    microphone: VirtualMicrophone, taking: Taking, tone: Tone
) -> None:
    with microphone.speaking(tone(LOW), ahead=6.0):
        taking.start()
        before, began = taking.hear()["elapsed"], time.monotonic()
        with stopped(taking.process.pid), stopped(microphone.server):
            time.sleep(3.0)
        assert taking.hear(3.0 + PART)["problem"] is None
        passed = time.monotonic() - began
        last = taking.stop()
    assert last["problem"] is None
    assert last["duration"] - before + last["lost"] == pytest.approx(passed, abs=0.6)
    assert seconds_of(taking.path, LOW) >= last["duration"] - 0.8


@pytest.mark.slow
def test_a_sleeping_source_is_reported_at_once_and_the_gap_is_counted(
    microphone: VirtualMicrophone, taking: Taking, tone: Tone
) -> None:
    with microphone.speaking(tone(LOW)):
        taking.start()
        taking.hear()
        microphone.pactl("suspend-source", "microphone", "1")
        began = time.monotonic()
        silent = taking.fail()["problem"]
        assert "No sound has come from" in silent and time.monotonic() - began < 2.0
        time.sleep(2.0)
        microphone.pactl("suspend-source", "microphone", "0")
        away = time.monotonic() - began
        told = taking.hear(2 * PART)
        last = taking.stop()
    assert told["problem"] is None and last["problem"] is None
    assert told["caution"] and "of audio were just lost" in told["caution"]
    assert last["lost"] == pytest.approx(away, abs=0.7)
    assert seconds_of(taking.path, LOW) >= last["duration"] - 0.8


@contextlib.contextmanager
def stopped(process: int) -> Iterator[None]:
    """Stop a process during the block, as the system does when the computer sleeps."""
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)
