"""Which microphones there are, found in a child process that may hang or crash.

PortAudio asks every driver in turn, and some never answer or take the process down with them; so
`python -m recorder.microphone.devices` asks and prints one line of JSON, and `list_devices` waits
for it no longer than its timeout. A fresh process also sees what was plugged in since then.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from types import ModuleType

from recorder.files.locations import CODE
from recorder.microphone.types import MicrophoneError

TIMEOUT = 5.0
"""Seconds to wait for the sound system."""

TELEPHONE = 16_000
"""Sample rate, in hertz, of a Bluetooth headset in its two-way mode."""

_WIRELESS = re.compile(r"bluetooth|hands-?free|airpods|\bhfp\b", re.IGNORECASE)
_ASK = (sys.executable, "-m", "recorder.microphone.devices")
_MARK = "viva-devices "


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone as PortAudio names it; `name` and `host_api` together identify it."""

    name: str
    host_api: str
    channels: int
    sample_rate: int
    default: bool

    @property
    def label(self) -> str:
        """Name and sound system."""
        return f"{self.name} ({self.host_api})"

    @property
    def note(self) -> str | None:
        """What a person should know before choosing it."""
        if self.sample_rate <= TELEPHONE or _WIRELESS.search(self.name):
            return (
                f"“{self.name}” seems to be a wireless headset, which records at phone quality "
                f"and starts late. The computer's own microphone is often better."
            )
        return None


@dataclass(frozen=True, slots=True)
class SoundSystem:
    """What PortAudio reports: its microphones, default first; its version; the host APIs."""

    devices: tuple[Device, ...]
    version: str | None = None
    host_apis: tuple[str, ...] = ()


class DeviceListError(MicrophoneError):
    """The microphones can't be listed; the message is one sentence with what to do next."""


class SoundSystemHangs(DeviceListError):
    """The sound system didn't answer in time; the message is about the microphone."""


class NoMicrophone(DeviceListError):
    """The sound system answered, and has no microphone."""


def list_devices(timeout: float = TIMEOUT, ask: Sequence[str] = _ASK) -> tuple[Device, ...]:
    """List the microphones, the default one first.

    Raises
    ------
    DeviceListError
        If the sound system hangs, crashes, or is missing, or if there is no microphone.
    """
    devices = sound_system(timeout, ask).devices
    if not devices:
        raise NoMicrophone(no_microphone(), MORE_CHECKS)
    return devices


def sound_system(timeout: float = TIMEOUT, ask: Sequence[str] = _ASK) -> SoundSystem:
    """Ask for everything PortAudio reports; `DeviceListError` if that isn't possible."""
    child = subprocess.Popen(
        ask,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=CODE,
        start_new_session=True,
    )
    try:
        out, err = child.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as error:
        _end(child)
        raise SoundSystemHangs(
            f"The sound system didn't answer within {timeout:g} seconds. Unplug the microphone and "
            f"plug it in again, or restart the sound service, then try again."
        ) from error
    return _read(out.decode("utf-8", "replace"), err.decode("utf-8", "replace"), child)


def devices_known_to(sounddevice: ModuleType) -> dict[int, Device]:
    """Return the microphones that PortAudio knows in this process, by PortAudio's number."""
    host_apis = sounddevice.query_hostapis()
    default = sounddevice.default.device[0]
    return {
        index: Device(
            name=device["name"],
            host_api=host_apis[device["hostapi"]]["name"],
            channels=device["max_input_channels"],
            sample_rate=int(device["default_samplerate"]),
            default=index == default,
        )
        for index, device in enumerate(sounddevice.query_devices())
        if device["max_input_channels"] > 0
    }


MORE_CHECKS = "`viva doctor` checks more."
"""Where to look next, for screens and commands other than `viva doctor` itself."""


def no_microphone(release: str | None = None) -> str:
    """Explain that there is no microphone, with a hint for Windows' Linux if that is the cause."""
    if "microsoft" in (release or platform.release()).lower():
        return (
            "No microphone is visible from WSL. Run `sudo apt install libasound2-plugins`, allow "
            "desktop apps to use the microphone in Windows, or run Viva in Windows itself."
        )
    return "No microphone found. Plug one in, or check the system's sound settings."


def portaudio_missing() -> str:
    """Explain how to install PortAudio on this system."""
    for tool, package in (
        ("apt-get", "apt install libportaudio2"),
        ("dnf", "dnf install portaudio"),
        ("pacman", "pacman -S portaudio"),
        ("zypper", "zypper install libportaudio2"),
    ):
        if shutil.which(tool):
            return f"PortAudio, which Viva needs to record, is missing; run: sudo {package}"
    return "PortAudio, which Viva needs to record, is missing; install its package."


def _read(out: str, err: str, child: subprocess.Popen[bytes]) -> SoundSystem:
    """Find the answer among whatever the drivers printed."""
    for line in out.splitlines():
        if line.startswith(_MARK):
            with contextlib.suppress(ValueError, TypeError, KeyError):
                answer = json.loads(line.removeprefix(_MARK))
                if answer.get("missing"):
                    raise DeviceListError(portaudio_missing())
                devices = [Device(**device) for device in answer["devices"]]
                return SoundSystem(
                    tuple(sorted(devices, key=lambda device: not device.default)),
                    answer.get("version"),
                    tuple(map(str, answer.get("host_apis", ()))),
                )
    how = f"crashed ({_signal_name(child.returncode)})" if child.returncode else "gave no answer"
    last = next((line.strip() for line in reversed(err.splitlines()) if line.strip()), "")
    raise DeviceListError(
        f"The sound system {how} when asked for its microphones. Restart the sound service "
        "or the computer, then try again." + (f" [{last[:200]}]" if last else "")
    )


def _signal_name(returncode: int) -> str:
    try:
        return signal.Signals(-returncode).name
    except ValueError:
        return f"exit status {returncode}"


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and everything it started; one stuck in the kernel is left behind."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.communicate(timeout=1)


def _main() -> None:
    """Ask PortAudio in this process and print its microphones."""
    try:
        import sounddevice
    except (OSError, ImportError):
        print(_MARK + json.dumps({"missing": True}))
        return
    devices = [asdict(device) for device in devices_known_to(sounddevice).values()]
    host_apis = [host_api["name"] for host_api in sounddevice.query_hostapis()]
    version = sounddevice.get_portaudio_version()[1]
    print(_MARK + json.dumps({"devices": devices, "version": version, "host_apis": host_apis}))


if __name__ == "__main__":
    _main()
