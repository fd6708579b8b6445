"""A sound card as a microphone, through PortAudio.

Recorded at the device's own sample rate: forcing another fails on much hardware and gives noise
on Bluetooth headsets; the analysis resamples.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from recorder import portaudio
from recorder.devices import no_microphone
from recorder.microphone import BLOCK, Ended, Heard, MicrophoneError

BUFFERED = 0.2
"""Seconds of sound the device can hold at least: what a busy computer may sleep through.

Some devices call 0.035 s their high latency. A larger buffer costs a recording nothing.
"""

_BUSY = -9985
_WRONG_RATE = -9997


class SoundDeviceMicrophone:
    """A microphone by its name and host API, or the system's default one."""

    def __init__(
        self, device: str | None = None, host_api: str | None = None, note: str | None = None
    ) -> None:
        self._device = device
        self._host_api = host_api
        self._note = note

    @property
    def name(self) -> str:
        """Its name, or what the default is called here."""
        return self._device or "default microphone"

    @property
    def note(self) -> str | None:
        """What the choice of this microphone needs to be explained with."""
        return self._note

    def prepare(self) -> None:
        """Load PortAudio."""
        portaudio.load()

    def open(self, heard: Heard, ended: Ended) -> SoundDeviceStream:
        """Open it at its own rate; once more after a fresh look, as a plug may have moved."""
        sounddevice = portaudio.load()
        try:
            return self._open(sounddevice, heard, ended)
        except MicrophoneError:
            portaudio.refresh()
            return self._open(sounddevice, heard, ended)

    def _open(self, sounddevice: ModuleType, heard: Heard, ended: Ended) -> SoundDeviceStream:
        index = self._find(sounddevice)
        info = sounddevice.query_devices(index)
        error: Exception | None = None
        for sample_rate, channels in _shapes(info):
            try:
                return SoundDeviceStream(sounddevice, index, sample_rate, channels, heard, ended)
            except sounddevice.PortAudioError as refusal:
                error = error or refusal
        raise MicrophoneError(_plainly(error, self.name)) from error

    def _find(self, sounddevice: ModuleType) -> int:
        """Find the device's number, which changes with every plug."""
        if self._device is None:
            index = int(sounddevice.default.device[0])
            if index < 0:
                raise MicrophoneError(no_microphone())
            return index
        host_apis = sounddevice.query_hostapis()
        for index, device in enumerate(sounddevice.query_devices()):
            host_api = host_apis[device["hostapi"]]["name"]
            if (
                device["max_input_channels"] > 0
                and device["name"] == self._device
                and self._host_api in (None, host_api)
            ):
                return index
        raise MicrophoneError(
            f"The microphone “{self._device}” is not connected; plug it in, or choose another."
        )


class SoundDeviceStream:
    """An open PortAudio stream; its callback copies the block and leaves."""

    endless = True
    real_time = True

    def __init__(
        self,
        sounddevice: ModuleType,
        index: int,
        sample_rate: int,
        channels: int,
        heard: Heard,
        ended: Ended,
    ) -> None:
        def callback(block: Any, frames: int, time: Any, status: Any) -> None:
            heard(bytes(block), bool(status.input_overflow))

        self.sample_rate = sample_rate
        self.channels = channels
        self._error: type[Exception] = sounddevice.PortAudioError
        latency = sounddevice.query_devices(index)["default_high_input_latency"]
        self._stream = sounddevice.RawInputStream(
            samplerate=sample_rate,
            device=index,
            channels=channels,
            dtype="int16",
            blocksize=round(sample_rate * BLOCK),
            latency=max(latency, BUFFERED),
            callback=callback,
            finished_callback=ended,
        )

    def start(self) -> None:
        """Let blocks arrive."""
        try:
            self._stream.start()
        except self._error as error:
            raise MicrophoneError(_plainly(error, "The microphone")) from error

    def close(self) -> None:
        """Stop first: closing a running stream hangs in some drivers."""
        self._stream.stop(ignore_errors=True)
        self._stream.close(ignore_errors=True)


def _shapes(info: dict[str, Any]) -> list[tuple[int, int]]:
    """Sample rates and channel counts to try: the device's own rate and one channel first."""
    rates = dict.fromkeys((int(info["default_samplerate"]), 48_000, 44_100))
    most = info["max_input_channels"]
    channels = [count for count in dict.fromkeys((1, 2, most)) if count <= most]
    return [(rate, count) for rate in rates for count in channels]


def _plainly(error: Exception | None, name: str) -> str:
    """Say PortAudio's error as something a person can act on."""
    code = error.args[1] if error is not None and len(error.args) > 1 else None
    if code == _BUSY:
        return f"{name} is in use by another program; close that one, or choose another microphone."
    if code == _WRONG_RATE:
        return (
            f"{name} refuses every sample rate; it may lack permission in the system's "
            f"privacy settings, or be in use by another program."
        )
    reason = error.args[0] if error is not None and error.args else "no reason given"
    return f"{name} cannot be opened ({reason}); check its plug, or choose another microphone."
