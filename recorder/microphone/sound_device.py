"""A sound card as a microphone, through PortAudio.

Recorded at the device's own sample rate: forcing another one fails on much hardware and makes
noise on Bluetooth headsets; the analysis resamples.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from recorder.microphone import portaudio
from recorder.microphone.devices import MORE_CHECKS, devices_known_to, list_devices, no_microphone
from recorder.microphone.types import BLOCK, BlockListener, Ended, MicrophoneError

DEFAULT = "default microphone"
"""The default's name before it is found, and if the system has no name for it."""

BUFFERED = 0.2
"""Seconds of sound the device can buffer at least, in case a busy computer falls behind.

Some devices call 0.035 s their high latency. A larger buffer costs a recording nothing.
"""

_BUSY = -9985
_WRONG_RATE = -9997
_WRONG_CHANNELS = -9998
_NAMELESS = ("default", "sysdefault", "pulse", "pipewire")


class SoundDeviceMicrophone:
    """A microphone by its name and host API, or the system's default one."""

    def __init__(
        self, device: str | None = None, host_api: str | None = None, note: str | None = None
    ) -> None:
        self._device = device
        self._host_api = host_api
        self._note = note
        self._default_name = DEFAULT

    @property
    def name(self) -> str:
        """Its name; for the default one, the name `prepare` or `open` found."""
        return self._device or self._default_name

    @property
    def label(self) -> str | None:
        """What to remember it by, as ``Device.label``; ``None``: the default one."""
        return f"{self._device} ({self._host_api})" if self._device else None

    @property
    def note(self) -> str | None:
        """What the person should know about this choice of microphone."""
        return self._note

    def prepare(self) -> None:
        """Load PortAudio, notice newly connected devices, and find the device."""
        portaudio.rescan()
        self._find(portaudio.load())

    def open(self, on_block: BlockListener, on_end: Ended) -> SoundDeviceStream:
        """Open it at its own rate; try again after a rescan, since devices may have moved."""
        sounddevice = portaudio.load_to_open()
        try:
            return self._open(sounddevice, on_block, on_end)
        except MicrophoneError:
            list_devices()  # in a child process: what hangs there would hang here
            portaudio.refresh()
            return self._open(sounddevice, on_block, on_end)

    def _open(
        self, sounddevice: ModuleType, on_block: BlockListener, on_end: Ended
    ) -> SoundDeviceStream:
        index = self._find(sounddevice)
        info = sounddevice.query_devices(index)
        error: Exception | None = None
        for sample_rate, channels in _shapes(info):
            try:
                return SoundDeviceStream(
                    sounddevice, index, sample_rate, channels, on_block, on_end
                )
            except sounddevice.PortAudioError as refusal:
                error = error or refusal
                if _code(refusal) not in (_WRONG_CHANNELS, _WRONG_RATE):
                    break
        raise MicrophoneError(_plain_error(error, self.name)) from error

    def _find(self, sounddevice: ModuleType) -> int:
        """Find the device's number, which changes whenever something is plugged in."""
        if self._device is None:
            index = int(sounddevice.default.device[0])
            if index < 0:
                raise MicrophoneError(no_microphone(), MORE_CHECKS)
            name = sounddevice.query_devices(index)["name"]
            self._default_name = DEFAULT if name in _NAMELESS else name
            return index
        for index, device in devices_known_to(sounddevice).items():
            if device.name == self._device and self._host_api in (None, device.host_api):
                return index
        raise MicrophoneError(
            f"The microphone “{self._device}” isn't connected; plug it in, or choose another."
        )


class SoundDeviceStream:
    """An open PortAudio stream; its callback only copies the block."""

    endless = True
    real_time = True

    def __init__(
        self,
        sounddevice: ModuleType,
        index: int,
        sample_rate: int,
        channels: int,
        on_block: BlockListener,
        on_end: Ended,
    ) -> None:
        def callback(block: Any, frames: int, time: Any, status: Any) -> None:
            on_block(bytes(block), bool(status.input_overflow))

        self.sample_rate = sample_rate
        self.channels = channels
        self._error: type[Exception] = sounddevice.PortAudioError
        self._at_exit: Callable[[], None] = sounddevice._exit_handler
        latency = sounddevice.query_devices(index)["default_high_input_latency"]
        self._stream = sounddevice.RawInputStream(
            samplerate=sample_rate,
            device=index,
            channels=channels,
            dtype="int16",
            blocksize=round(sample_rate * BLOCK),
            latency=max(latency, BUFFERED),
            callback=callback,
            finished_callback=on_end,
        )
        portaudio.STREAMS.add(self)

    def start(self) -> None:
        """Let blocks arrive."""
        try:
            self._stream.start()
        except self._error as error:
            raise MicrophoneError(_plain_error(error, "The microphone")) from error

    def close(self) -> None:
        """Release the device, or abandon it if it hangs."""
        portaudio.close_in_time(self._close, self._at_exit)

    def _close(self) -> None:
        """Stop first: closing a running stream hangs in some drivers."""
        self._stream.stop(ignore_errors=True)
        self._stream.close(ignore_errors=True)
        portaudio.STREAMS.discard(self)


def _shapes(info: dict[str, Any]) -> list[tuple[int, int]]:
    """List sample rates and channel counts to try: the device's own rate and one channel first."""
    rates = dict.fromkeys((int(info["default_samplerate"]), 48_000, 44_100))
    most = info["max_input_channels"]
    channels = [count for count in dict.fromkeys((1, 2, most)) if count <= most]
    return [(rate, count) for rate in rates for count in channels]


def _code(error: Exception | None) -> int | None:
    """Return PortAudio's number for an error."""
    return error.args[1] if error is not None and len(error.args) > 1 else None


def _plain_error(error: Exception | None, name: str) -> str:
    """Turn PortAudio's error into something a person can act on."""
    code = _code(error)
    if code == _BUSY:
        return f"{name} is in use by another program; close it, or choose another microphone."
    if code == _WRONG_RATE:
        return (
            f"{name} refuses every sample rate; it may need permission in the system's "
            f"privacy settings, or another program is using it."
        )
    reason = error.args[0] if error is not None and error.args else "no reason given"
    return f"{name} can't be opened ({reason}); check its plug, or choose another microphone."
