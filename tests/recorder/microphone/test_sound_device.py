"""Recording through PortAudio and a real sound system, from the virtual microphone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import chirp, correlate, resample_poly

from recorder.microphone.choose import choose
from recorder.microphone.devices import list_devices
from recorder.microphone.sound_device import SoundDeviceMicrophone
from recorder.microphone.types import MicrophoneError
from recorder.recording.take import Take
from tests.microphone import (
    ROOT,
    VirtualMicrophone,
    missing,
    read_wav,
    virtual_microphone,
    write_wav,
)
from tests.patience import wait_until

pytestmark = pytest.mark.microphone

RATE = 48_000
LENGTH = 6.0
QUIET = 2.0
"""Seconds of silence before the sound: a virtual sink that starts to play may swallow the first."""


def sweeps() -> NDArray[np.float64]:
    """Six seconds of rising sweeps, each higher than the last, so that order is audible."""
    time_ = np.arange(RATE) / RATE
    each = [chirp(time_, 200 * (i + 1), 1, 400 * (i + 1)) * np.hanning(RATE) for i in range(6)]
    return 0.5 * np.concatenate(each)


def wait_for(take: Take, seconds: float) -> None:
    wait_until(lambda: take.elapsed >= seconds, 0.02)


@pytest.mark.slow
def test_it_is_listed_and_chosen_by_name(microphone_heard: VirtualMicrophone) -> None:
    devices = list_devices(timeout=30)
    assert devices[0].default
    assert choose(devices[0].name, devices=lambda: devices).name == devices[0].name


def test_what_is_played_is_recorded_whole(
    microphone_heard: VirtualMicrophone, tmp_path: Path
) -> None:
    played = sweeps()
    whole = [0] * round(QUIET * RATE) + [round(32767 * x) for x in played.tolist()]
    sound = write_wav(tmp_path / "sweeps.wav", whole, RATE)
    microphone = SoundDeviceMicrophone()
    microphone.prepare()
    take = Take(tmp_path / "take.wav", microphone)
    take.start()
    with microphone_heard.speaking(sound):
        wait_for(take, QUIET + LENGTH + 2.0)
    asked = take.elapsed
    recorded = take.stop()

    assert recorded.problem is None
    assert recorded.overflows == 0
    assert recorded.duration == pytest.approx(asked, abs=0.3)
    samples, sample_rate = read_wav(recorded.path)
    assert len(samples) == round(recorded.duration * sample_rate)
    assert sample_rate in (44_100, 48_000)
    on_block = np.asarray(samples, float) / 32768
    wanted = resample_poly(played, sample_rate // 100, RATE // 100)
    places = [best_place(on_block, sweep) for sweep in np.split(wanted, 6)]
    assert [round(likeness, 2) for _, likeness in places] == pytest.approx([1.0] * 6, abs=0.05)
    apart = np.diff([start / sample_rate for start, _ in places])
    assert apart == pytest.approx(np.ones(5), abs=0.2)


def best_place(on_block: NDArray[np.float64], wanted: NDArray[np.float64]) -> tuple[int, float]:
    """Return where in the recording the wanted sound is, and the correlation there."""
    start = int(np.argmax(correlate(on_block, wanted, mode="valid", method="fft")))
    piece = on_block[start : start + len(wanted)]
    return start, float(np.corrcoef(piece, wanted)[0, 1])


def test_silence_is_reported_as_silence(
    microphone_heard: VirtualMicrophone, tmp_path: Path
) -> None:
    take = Take(tmp_path / "take.wav", SoundDeviceMicrophone())
    take.start()
    wait_for(take, 0.7)
    take.stop()
    assert take.level.all_zero
    assert take.warning is not None and take.warning.kind == "silent"


def test_one_that_is_not_connected_is_named(
    microphone_heard: VirtualMicrophone, tmp_path: Path
) -> None:
    take = Take(tmp_path / "take.wav", SoundDeviceMicrophone("Yeti", "ALSA"))
    with pytest.raises(MicrophoneError, match="“Yeti” isn't connected; plug it in"):
        take.start()
    assert list(tmp_path.iterdir()) == []


UNPLUGGED = """
import sys, time
from pathlib import Path
from recorder.recording.take import Take
from recorder.microphone.choose import choose

take = Take(Path(sys.argv[1]), choose())
take.start()
deadline = time.monotonic() + 60
while take.elapsed < 1.0 and time.monotonic() < deadline:
    time.sleep(0.02)
print("recording" if take.elapsed >= 1.0 else "silence", flush=True)
while (problem := take.problem) is None and time.monotonic() < deadline:
    time.sleep(0.02)
recorded = take.stop()
print(recorded.duration >= 1.0, problem, recorded.problem)
"""


@pytest.mark.parametrize(
    "how",
    [signal.SIGKILL, pytest.param(signal.SIGSTOP, marks=pytest.mark.slow)],
    ids=["dies", "hangs"],
)
def test_a_sound_system_that_fails_costs_no_recording(how: signal.Signals, tmp_path: Path) -> None:
    reason = missing()
    if reason:
        pytest.skip(reason)
    path = tmp_path / "take.wav"
    with virtual_microphone() as microphone:
        child = subprocess.Popen(
            [sys.executable, "-c", UNPLUGGED, path],
            cwd=ROOT,
            env=os.environ | microphone.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "recording\n"
        server = microphone.server
        os.kill(server, how)
        try:
            said, _ = child.communicate(timeout=90)
        finally:
            child.kill()
            if how == signal.SIGSTOP:
                os.kill(server, signal.SIGCONT)
    assert said.startswith("True ") and said.count("is saved") == 1
    assert said.count("it may be unplugged" if how == signal.SIGKILL else "check its plug") == 2
    assert len(read_wav(path)[0]) >= 44_100
