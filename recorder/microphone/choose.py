"""Which microphone to record with: the requested one, the remembered one, or the default."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from recorder.microphone.default_source import default_source_note
from recorder.microphone.devices import Device, DeviceListError, list_devices
from recorder.microphone.file_microphone import FileMicrophone
from recorder.microphone.sound_device import SoundDeviceMicrophone
from recorder.microphone.types import Microphone, MicrophoneError

FILE = "file:"
"""Before a path, it means an audio file in place of a microphone."""

CUT = 31
"""Characters that Windows' MME keeps of a name."""

DIRECT = "(hw:"
"""Part of the names that ALSA gives a sound card past any sound server."""

PAST_THE_SERVER = (
    "“{}” is the sound card itself, bypassing the sound server: no other program can record while "
    "Viva does. If it's busy, leave out --microphone and choose it in your system's sound settings."
)

MONITOR = "monitor of "
"""How the names of inputs begin that record what the computer plays."""


def choose(
    spec: str | None = None,
    remembered: str | None = None,
    devices: Callable[[], tuple[Device, ...]] = list_devices,
) -> Microphone:
    """Choose a microphone; a requested one must be connected, a remembered one need not.

    Parameters
    ----------
    spec
        A name as `matching` reads it, or `file:PATH`.
    remembered
        The `Device.label` of an earlier choice; if it is missing, the default is used and
        the microphone's `note` says so.

    Raises
    ------
    MicrophoneError
        If the requested microphone isn't connected, or the name fits several.
    """
    if spec and spec.startswith(FILE):
        return FileMicrophone(Path(spec.removeprefix(FILE)).expanduser())
    if spec:
        found = matching(spec, devices())
        note = PAST_THE_SERVER.format(found.name) if DIRECT in found.name else None
        return SoundDeviceMicrophone(found.name, found.host_api, note)
    if remembered:
        return _remembered(remembered, devices)
    return SoundDeviceMicrophone(note=default_source_note())


def matching(spec: str, devices: tuple[Device, ...]) -> Device:
    """Find the device a person means.

    The whole name (or name and host API, as in `Device.label`) beats a beginning, since MME
    cuts names to 31 characters, and a beginning beats any part. Case doesn't matter.
    For a name with several host APIs, the first wins, as PortAudio lists the preferred one first.
    """
    wanted = spec.casefold()
    for fits in (_is_whole, _starts_with, _contains):
        found = [device for device in devices if fits(wanted, device.name.casefold(), device)]
        if fits is _contains:  # a part of a name never means what the computer plays
            found = [d for d in found if not d.name.casefold().startswith(MONITOR)] or found
        names = _distinct(found)
        if len(names) > 1:
            raise MicrophoneError(
                f"“{spec}” matches several microphones: {_quoted(names)}; type more of the name."
            )
        if found:
            return found[0]
    raise MicrophoneError(
        f"There is no microphone “{spec}”; available: {_quoted(_distinct(devices))}."
    )


def _distinct(devices: Iterable[Device]) -> list[str]:
    """List names once; a name cut from another is the same microphone."""
    names = list(dict.fromkeys(device.name for device in devices))
    return [
        name
        for name in names
        if len(name) != CUT or not any(other != name and other.startswith(name) for other in names)
    ]


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _is_whole(wanted: str, name: str, device: Device) -> bool:
    return wanted in (name, device.label.casefold())


def _starts_with(wanted: str, name: str, device: Device) -> bool:
    """Either may be the one that was cut."""
    return name.startswith(wanted) or (len(name) == CUT and wanted.startswith(name))


def _contains(wanted: str, name: str, device: Device) -> bool:
    return wanted in name


def _remembered(label: str, devices: Callable[[], tuple[Device, ...]]) -> SoundDeviceMicrophone:
    try:
        found = next((device for device in devices() if device.label == label), None)
    except DeviceListError as error:
        return SoundDeviceMicrophone(note=str(error))
    if found is None:
        note = f"“{label}” isn't connected, so the default microphone is used."
        return SoundDeviceMicrophone(note=note)
    return SoundDeviceMicrophone(found.name, found.host_api)
