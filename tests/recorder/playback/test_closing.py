"""A device that never finishes opening or closing costs some seconds, not the screen."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from weakref import WeakSet

import pytest

from recorder.microphone import portaudio
from recorder.microphone.devices import DeviceListError, list_devices
from recorder.playback import sound_output
from recorder.playback.sound_output import OutputError, SoundDeviceOutput
from tests.patience import PATIENCE


class HangingPortAudio:
    """The part of sounddevice that plays; its stream stops only when it is released."""

    PortAudioError = OSError

    def __init__(self) -> None:
        self.released, self.closed = threading.Event(), threading.Event()
        self.opens = threading.Event()
        self.opens.set()
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
            start=lambda: self.opens.wait(PATIENCE),
            latency=0.1,
            abort=lambda ignore_errors: self.released.wait(PATIENCE),
            close=lambda ignore_errors: self.closed.set(),
        )


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[HangingPortAudio]:
    fake = HangingPortAudio()
    monkeypatch.setattr(portaudio, "load", lambda: fake)
    monkeypatch.setattr(portaudio, "CLOSING_TAKES", 0.01)
    monkeypatch.setattr(portaudio, "STREAMS", WeakSet())
    yield fake
    fake.released.set()
    fake.opens.set()


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


def test_one_that_fails_to_close_holds_up_nothing(
    hanging: HangingPortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = SoundDeviceOutput(48_000, bytes, lambda: None)

    def fails() -> None:
        raise OSError("No such device")

    monkeypatch.setattr(output, "_close", fails)
    output.close()


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


def hangs_while_opening(hanging: HangingPortAudio, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Open a device that hangs; return what is no longer done at the end of the process."""
    unregistered: list[object] = []
    hanging.opens.clear()
    monkeypatch.setattr(sound_output, "OPENING_TAKES", 0.01)
    with monkeypatch.context() as patch:
        patch.setattr("atexit.unregister", unregistered.append)
        with pytest.raises(OutputError, match=r"don't answer.*then play again"):
            SoundDeviceOutput(48_000, bytes, lambda: None)
    return unregistered


def test_one_that_hangs_while_opening_is_abandoned_and_closed_once_it_answers(
    hanging: HangingPortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hangs_while_opening(hanging, monkeypatch) == [hanging._exit_handler]
    assert portaudio.STREAMS, "restarting PortAudio now would hang as well"
    play = hanging.given["callback"]
    with pytest.raises(hanging.CallbackStop):
        play(bytearray(4), 2, None, None)
    hanging.released.set()
    hanging.opens.set()
    assert hanging.closed.wait(PATIENCE)


def test_one_that_opens_just_as_the_time_is_over_plays_and_is_closed(
    hanging: HangingPortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(act: Callable[[], None], takes: float, at_exit: object) -> None:
        act()
        raise TimeoutError

    hanging.released.set()
    with monkeypatch.context() as patch:
        patch.setattr(portaudio, "in_time", late)
        output = SoundDeviceOutput(48_000, lambda frames: bytes(2 * frames), lambda: None)
    hanging.given["callback"](bytearray(4), 2, None, None)
    output.close()
    assert hanging.closed.wait(PATIENCE)


def test_after_one_that_hangs_a_child_process_asks_first(
    hanging: HangingPortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs_while_opening(hanging, monkeypatch)

    def no_answer() -> None:
        raise DeviceListError("The sound system didn't answer.")

    monkeypatch.setattr(portaudio, "list_devices", no_answer)
    hanging.given.clear()
    with pytest.raises(OutputError, match="didn't answer"):
        SoundDeviceOutput(48_000, bytes, lambda: None)
    assert not hanging.given


def test_a_sound_system_that_hangs_is_never_blamed_on_the_microphone(
    hanging: HangingPortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs_while_opening(hanging, monkeypatch)
    hangs = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(portaudio, "list_devices", lambda: list_devices(0.1, hangs))
    with pytest.raises(OutputError) as raised:
        SoundDeviceOutput(48_000, bytes, lambda: None)
    assert str(raised.value) == sound_output.HANGS and "microphone" not in sound_output.HANGS


def test_one_that_refuses_is_described_in_plain_words_first(
    hanging: HangingPortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**given: Any) -> SimpleNamespace:
        raise OSError("Error opening RawOutputStream: Illegal combination of I/O devices", -9993)

    open_while_asked: list[bool] = []

    def query_devices(kind: str) -> dict[str, Any]:
        open_while_asked.append(bool(portaudio.STREAMS))
        return {"default_high_output_latency": 0.1, "name": "default"}

    monkeypatch.setattr(hanging, "query_devices", query_devices)
    monkeypatch.setattr(hanging, "RawOutputStream", refused)
    with pytest.raises(OutputError) as raised:
        SoundDeviceOutput(48_000, bytes, lambda: None)
    assert str(raised.value) == (
        "The speakers or headphones (“default”) can't play. Check their plug, or close the program "
        "that is using them. (From the sound system: Illegal combination of I/O devices.)"
    )
    assert all(open_while_asked), "PortAudio could be restarted in the meantime"
    assert not portaudio.STREAMS
