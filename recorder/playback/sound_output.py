"""The speakers or headphones, through PortAudio: a stream that asks for sound.

A `Player` needs only the protocol `Output`; tests use their own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any, Protocol

from recorder.microphone import portaudio
from recorder.microphone.devices import DeviceListError, NoMicrophone, SoundSystemHangs

Fill = Callable[[int], bytes]
"""Returns the next frames of mono 16-bit sound; fewer if it ends there."""

WRONG_RATE = -9997

BUFFERED = 0.2
"""Seconds of sound the device buffers at least, so that a busy computer doesn't make it stutter.

Some devices call 0.035 s their high latency.
"""

OPENING_TAKES = 5.0
"""Seconds to wait for a device to open; Bluetooth headphones may need two."""


class OutputError(Exception):
    """Sound that can't be played; the message is one sentence with what to do next."""


class RateRefused(OutputError):
    """The device plays, but not at this sample rate; it does at ``accepted`` hertz."""

    def __init__(self, accepted: int) -> None:
        super().__init__(f"The sound device needs {accepted} Hz.")
        self.accepted = accepted


class Output(Protocol):
    """An open stream; ``latency`` is the seconds between asking for sound and hearing it."""

    @property
    def latency(self) -> float:
        """Seconds."""

    def close(self) -> None:
        """Stop playing and release the device."""


OpenOutput = Callable[[int, Fill, Callable[[], None]], Output]
"""Opens a stream at a sample rate; asks for sound until it ends, then calls the last argument."""


class SoundDeviceOutput:
    """The system's default output; its callback only copies.

    Opening it takes as long as the device does, but a device that hangs is abandoned.
    """

    def __init__(self, sample_rate: int, fill: Fill, ended: Callable[[], None]) -> None:
        sounddevice = _portaudio()
        self._at_exit: Callable[[], None] = sounddevice._exit_handler
        self._closing = self._started = False
        self._deciding = threading.Lock()
        self._stream: Any = None

        def callback(block: Any, frames: int, time: Any, status: Any) -> None:
            data = b"" if self._closing else fill(frames)
            block[: len(data)] = data
            if len(data) < len(block):
                block[len(data) :] = bytes(len(block) - len(data))
                raise sounddevice.CallbackStop

        def finished() -> None:
            if not self._closing:
                ended()

        def start() -> None:
            device = sounddevice.query_devices(kind="output")
            self._stream = sounddevice.RawOutputStream(
                samplerate=sample_rate,
                channels=1,
                dtype="int16",
                latency=max(device["default_high_output_latency"], BUFFERED),
                callback=callback,
                finished_callback=finished,
            )
            self._stream.start()
            with self._deciding:
                self._started = True
                abandoned = self._closing
            if abandoned:
                self._close()

        self._open(sounddevice, start)

    def _open(self, sounddevice: ModuleType, start: Callable[[], None]) -> None:
        """Start the stream, which counts as open from now on: PortAudio must stay as it is."""
        portaudio.STREAMS.add(self)
        try:
            portaudio.in_time(start, OPENING_TAKES, self._at_exit)
        except TimeoutError as error:
            with self._deciding:
                if self._started:  # at the last moment
                    return
                self._closing = True
            raise OutputError(HANGS) from error
        except sounddevice.PortAudioError as error:
            plain = _plain_error(sounddevice, error)  # it asks PortAudio
            portaudio.STREAMS.discard(self)
            raise plain from error
        except ValueError as error:  # no default output
            portaudio.STREAMS.discard(self)
            raise OutputError(MISSING) from error

    @property
    def latency(self) -> float:
        """Seconds."""
        return float(self._stream.latency)

    def close(self) -> None:
        """Stop at once and release the device, or abandon it if it hangs.

        An abandoned one may continue later, when another plays for the same player.
        """
        self._closing = True
        portaudio.close_in_time(self._close, self._at_exit)

    def _close(self) -> None:
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)
        portaudio.STREAMS.discard(self)


MISSING = "No speakers or headphones found. Plug some in, then play again."
NOT_PLAYING = (
    "The speakers or headphones (“{name}”) can't play. Check their plug, or close the program that "
    "is using them. (From the sound system: {reason}.)"
)
HANGS = (
    "The speakers or headphones don't answer. Unplug them and plug them in again, or restart the "
    "computer's sound service, then play again."
)


def _portaudio() -> ModuleType:
    """Load PortAudio; a missing microphone doesn't matter here."""
    try:
        return portaudio.load_to_open()
    except NoMicrophone:
        import sounddevice

        module: ModuleType = sounddevice
        return module
    except SoundSystemHangs as error:
        raise OutputError(HANGS) from error
    except DeviceListError as error:
        raise OutputError(str(error)) from error


def _plain_error(sounddevice: ModuleType, error: Exception) -> OutputError:
    """Turn PortAudio's error into something a person, or the player, can act on."""
    code = error.args[1] if len(error.args) > 1 else None
    try:
        device = sounddevice.query_devices(kind="output")
    except (sounddevice.PortAudioError, ValueError):
        return OutputError(MISSING)
    if code == WRONG_RATE:
        return RateRefused(int(device["default_samplerate"]))
    reason = str(error.args[0]).removeprefix("Error opening RawOutputStream: ").rstrip(".")
    return OutputError(NOT_PLAYING.format(name=device["name"], reason=reason))
