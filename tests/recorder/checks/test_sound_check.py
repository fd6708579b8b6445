"""The test of voice and room: levels computed by hand, real takes from audio files."""

from __future__ import annotations

import math
import threading
import wave
from array import array
from pathlib import Path

import pytest

from recorder.checks.sound_check import SENTENCE, judge, listen
from recorder.microphone.file_microphone import FileMicrophone
from recorder.microphone.types import BlockListener, Ended, MicrophoneError
from recorder.recording.level import Level
from tests.screens.fakes import FakeStream

RATE = 16_000
FAST = 40.0
"""How many times faster than speech: slower than the check's polling."""


def sound(path: Path, *parts: tuple[float, float]) -> Path:
    """Write tones, each of an amplitude and a length in seconds."""
    samples = array("h")
    for amplitude, seconds in parts:
        samples.extend(
            round(amplitude * math.sin(2 * math.pi * 200 * i / RATE))
            for i in range(round(seconds * RATE))
        )
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return path


def block(rms_db: float) -> Level:
    return Level(rms_db + 3, rms_db, 0, False)


def test_voice_and_room_are_percentiles() -> None:
    heard = judge([block(0.0)] * 6 + [block(-60.0)] * 50 + [block(-20.0)] * 50)
    assert heard.noise_db == -60.0 and heard.voice_db == -20.0 and heard.above_db == 40.0
    assert heard.peak_db == -17.0, "a click at the start does not count"


def test_one_click_or_one_early_word_does_no_harm() -> None:
    levels = [block(-60.0)] * 60 + [block(-20.0)] * 60
    levels[30] = block(-1.0)
    assert judge(levels).voice_db == -20.0
    assert judge([block(-20.0)] * 30 + levels).noise_db == -60.0


def test_digital_silence_has_no_voice() -> None:
    heard = judge([Level()] * 100)
    assert heard.above_db == 0.0 and not math.isfinite(heard.peak_db)


def test_an_audio_file_is_measured_and_nothing_is_left(tmp_path: Path) -> None:
    path = sound(tmp_path / "mic.wav", (33, 3.0), (3277, 5.0))
    folder = tmp_path / "data"
    folder.mkdir()
    told: list[tuple[str, float]] = []
    heard = listen(
        FileMicrophone(path, FAST), folder, lambda *now: told.append(now), threading.Event()
    )
    assert heard is not None
    assert heard.voice_db == pytest.approx(-23.0, abs=0.5)  # 20·log10(3277 ÷ 32768) − 3
    assert heard.noise_db == pytest.approx(-63.0, abs=0.5)
    assert any("silent" in doing for doing, _ in told)
    assert any(SENTENCE in doing for doing, _ in told)
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert not list(folder.iterdir())


def test_it_can_be_stopped(tmp_path: Path) -> None:
    path = sound(tmp_path / "mic.wav", (33, 9.0))
    stopped = threading.Event()
    assert listen(FileMicrophone(path), tmp_path, lambda *_: stopped.set(), stopped) is None
    assert [each.name for each in tmp_path.iterdir()] == ["mic.wav"]


def test_too_little_sound_is_reported(tmp_path: Path) -> None:
    path = sound(tmp_path / "mic.wav", (33, 0.5))
    with pytest.raises(MicrophoneError, match="pick up enough sound"):
        listen(FileMicrophone(path, FAST), tmp_path, lambda *_: None, threading.Event())


class Unplugged:
    """Delivers two seconds of sound, then disconnects."""

    name = "USB Headset"
    note = None

    def prepare(self) -> None:
        """Nothing to do."""

    def open(self, heard: BlockListener, ended: Ended) -> FakeStream:
        heard(array("h", [100, -100] * 1000).tobytes(), False)
        ended()
        return FakeStream()


def test_a_disconnected_microphone_is_reported(tmp_path: Path) -> None:
    with pytest.raises(MicrophoneError, match="check its plug"):
        listen(Unplugged(), tmp_path, lambda *_: None, threading.Event())
    assert not list(tmp_path.iterdir())
