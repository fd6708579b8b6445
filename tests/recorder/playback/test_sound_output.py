"""Playing through PortAudio and a real sound system: what is played is what is heard."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import chirp, correlate, resample_poly

from recorder.microphone.sound_device import SoundDeviceMicrophone
from recorder.playback.player import Player
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


def wait(player: Player) -> None:
    wait_until(lambda: not player.playing, 0.02)


async def test_the_moment_that_is_asked_for_is_heard(
    microphone_heard: VirtualMicrophone, tmp_path: Path
) -> None:
    at = np.arange(RATE) / RATE
    sweeps = [0.5 * chirp(at, 300 * (i + 1), 1, 600 * (i + 1)) * np.hanning(RATE) for i in range(4)]
    first, *others = sweeps
    silence = np.zeros(2 * RATE)  # while it lasts, the virtual sink starts
    sound = [round(32767 * x) for x in np.concatenate([first, silence, *others]).tolist()]
    player = Player()
    player.load(write_wav(tmp_path / "sweeps.wav", sound, RATE))
    microphone = SoundDeviceMicrophone()
    microphone.prepare()
    take = Take(tmp_path / "take.wav", microphone)
    take.start()
    await player.play(1.0, 5.0)
    assert player.playing
    wait(player)
    assert player.position == pytest.approx(5.0)
    enough = take.elapsed + 1.0
    wait_until(lambda: take.elapsed >= enough, 0.02)
    recorded = take.stop()
    player.close()

    samples, sample_rate = read_wav(recorded.path)
    heard = np.asarray(samples, float) / 32768
    wanted = [resample_poly(sweep, sample_rate // 100, RATE // 100) for sweep in sweeps]
    likeness = [np.abs(correlate(heard, w, "valid")).max() / np.dot(w, w) for w in wanted]
    assert likeness[1] > 0.6 and likeness[2] > 0.6
    assert likeness[0] < 0.3 and likeness[3] < 0.3


HANGING = """
import os, signal, sys, time
from recorder.microphone import portaudio
from recorder.playback.sound_output import OutputError, SoundDeviceOutput

portaudio.load()
os.kill(int(sys.argv[1]), signal.SIGSTOP)
for way in ("first", "again"):
    before = time.monotonic()
    try:
        SoundDeviceOutput(48_000, bytes, lambda: None)
    except OutputError as error:
        print(time.monotonic() - before < 15, error)
"""


@pytest.mark.slow
def test_a_sound_system_that_hangs_gives_a_sentence_each_time() -> None:
    reason = missing()
    if reason:
        pytest.skip(reason)
    with virtual_microphone() as microphone:
        server = microphone.server
        try:
            said = subprocess.run(
                [sys.executable, "-c", HANGING, str(server)],
                cwd=ROOT,
                env=os.environ | microphone.environment,
                stdout=subprocess.PIPE,
                text=True,
                timeout=60,
            ).stdout.splitlines()
        finally:
            os.kill(server, signal.SIGCONT)
    assert [line.split()[0] for line in said] == ["True", "True"]
    assert "speakers" in said[0] and "restart" in said[0]
    assert said[1] == said[0] and "microphone" not in said[1]
