"""PortAudio in this process: loaded once, asked again after a plug is moved, kept from the screen.

Its libraries write to file descriptor 2 as they please, which would paint over the screen.
`redirect_library_output` sends that to a log and leaves Python's own `sys.stderr` on the terminal.
"""

from __future__ import annotations

import contextlib
import os
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Final

from recorder.files.log import opened
from recorder.microphone.devices import (
    DeviceListError,
    devices_known_to,
    list_devices,
    portaudio_missing,
)

STREAMS: Final[weakref.WeakSet[object]] = weakref.WeakSet()
"""The streams that are open; there is one PortAudio in a process, and so one such set."""


@contextlib.contextmanager
def redirect_library_output(log: Path) -> Iterator[None]:
    """Send what C libraries write to standard error into a file, after what is there already.

    `sys.stderr` and `sys.__stderr__` go on writing to the terminal (Textual draws on the second),
    so a traceback is still seen.
    """
    noise = opened(log)
    sys.stderr.flush()
    terminal = os.dup(2)
    before = sys.stderr, sys.__stderr__
    os.dup2(noise, 2)
    os.close(noise)
    screen = os.fdopen(
        os.dup(terminal), "w", buffering=1, encoding=before[0].encoding, errors="backslashreplace"
    )
    sys.stderr = screen
    sys.__stderr__ = screen  # type: ignore[misc] # Textual writes to this one
    try:
        yield
    finally:
        screen.flush()
        os.dup2(terminal, 2)
        os.close(terminal)
        sys.stderr, sys.__stderr__ = before  # type: ignore[misc]
        screen.close()


def load() -> ModuleType:
    """Import sounddevice, which starts PortAudio.

    The first time, a child process tries it before: what would hang or crash there does so
    without taking the screen along.

    Raises
    ------
    DeviceListError
        When PortAudio is missing, hangs or crashes, or finds no microphone.
    """
    if "sounddevice" not in sys.modules:
        list_devices()
    try:
        import sounddevice
    except OSError as error:
        raise DeviceListError(portaudio_missing()) from error
    module: ModuleType = sounddevice
    return module


def rescan() -> None:
    """Notice what was plugged in or out, and a new default; raises what `list_devices` raises."""
    there = set(list_devices())
    if there != set(devices_known_to(load()).values()):
        refresh()


def refresh() -> None:
    """Let PortAudio begin anew; not while a stream is open, which that would end."""
    if not STREAMS and "sounddevice" in sys.modules:
        sounddevice = load()
        sounddevice._terminate()
        sounddevice._initialize()
