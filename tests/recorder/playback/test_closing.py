"""A device that never finishes closing costs some seconds, not the screen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from recorder.microphone import portaudio
from recorder.playback.sound_output import SoundDeviceOutput
from tests.patience import PATIENCE


class HangingPortAudio:
    """The part of sounddevice that plays; its stream stops only when it is released."""

    PortAudioError = OSError

    def __init__(self) -> None:
        self.released, self.closed = threading.Event(), threading.Event()
        self.given: dict[str, Any] = {}

    class CallbackStop(Exception):
        """Raised by a callback to end its stream."""

    def _exit_handler(self) -> None:
        """End PortAudio."""

    def query_devices(self, kind: str) -> dict[str, float]:
        return {"default_high_output_latency": 0.1}

    def RawOutputStream(self, **given: Any) -> SimpleNamespace:
        self.given = given
        return SimpleNamespace(
            start=lambda: None,
            latency=0.1,
            abort=lambda ignore_errors: self.released.wait(PATIENCE),
            close=lambda ignore_errors: self.closed.set(),
        )


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[HangingPortAudio]:
    fake = HangingPortAudio()
    monkeypatch.setattr(portaudio, "load", lambda: fake)
    monkeypatch.setattr(portaudio, "CLOSING_TAKES", 0.01)
    yield fake
    fake.released.set()


def test_a_device_that_hangs_is_abandoned(hanging: HangingPortAudio) -> None:
    unregistered: list[object] = []
    output = SoundDeviceOutput(48_000, bytes, lambda: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("atexit.unregister", unregistered.append)
        output.close()
    assert not hanging.closed.is_set()
    assert unregistered == [hanging._exit_handler]


def test_one_that_answers_is_closed(hanging: HangingPortAudio) -> None:
    hanging.released.set()
    output = SoundDeviceOutput(48_000, bytes, lambda: None)
    output.close()
    assert hanging.closed.wait(PATIENCE)


def test_an_abandoned_one_that_continues_takes_and_reports_nothing(
    hanging: HangingPortAudio,
) -> None:
    asked: list[object] = []

    def fill(frames: int) -> bytes:
        asked.append("fill")
        return bytes(2 * frames)

    output = SoundDeviceOutput(48_000, fill, lambda: asked.append("ended"))
    play, finished = hanging.given["callback"], hanging.given["finished_callback"]
    play(bytearray(4), 2, None, None)
    finished()
    assert asked == ["fill", "ended"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("atexit.unregister", asked.append)
        output.close()
    asked.clear()
    with pytest.raises(hanging.CallbackStop):
        play(bytearray(4), 2, None, None)
    finished()
    assert asked == []
