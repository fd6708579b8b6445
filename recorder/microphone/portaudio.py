"""PortAudio in this process: loaded once, rescanned after plugging in, kept off the screen.

Its libraries write to file descriptor 2 as they please, which would paint over the screen.
`redirect_library_output` sends that to a log and leaves Python's own `sys.stderr` on the terminal.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from types import ModuleType
from typing import Final, TypeVar

from recorder.files.log import opened
from recorder.microphone.devices import (
    DeviceListError,
    devices_known_to,
    list_devices,
    portaudio_missing,
)

T = TypeVar("T")

STREAMS: Final[weakref.WeakSet[object]] = weakref.WeakSet()
"""The open streams; a process has one PortAudio, so there is one such set."""

CLOSING_TAKES = 3.0
"""Seconds to wait for a device to close; a disconnected one may never answer."""


@contextlib.contextmanager
def redirect_library_output(log: Path) -> Iterator[None]:
    """Send what C libraries write to standard error to a file, appending to it.

    `sys.stderr` and `sys.__stderr__` still write to the terminal (Textual draws on the second),
    so a traceback is still visible.
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

    The first time, a child process tries it first: what would hang or crash does so there
    without taking the screen down.

    Raises
    ------
    DeviceListError
        If PortAudio is missing, hangs, or crashes, or finds no microphone.
    """
    if "sounddevice" not in sys.modules:
        list_devices()
    try:
        import sounddevice
    except OSError as error:
        raise DeviceListError(portaudio_missing()) from error
    module: ModuleType = sounddevice
    return module


def load_to_open() -> ModuleType:
    """Load PortAudio to open a stream; raises what `load` raises.

    While another stream is open, perhaps one that hangs, a child process asks for devices first.
    """
    sounddevice = load()
    if STREAMS:
        list_devices()
    return sounddevice


def rescan() -> None:
    """Notice newly connected devices and a new default; raises what `list_devices` raises."""
    there = set(list_devices())
    if there != set(devices_known_to(load()).values()):
        refresh()


def refresh() -> None:
    """Restart PortAudio; not while a stream is open, which that would end."""
    if not STREAMS and "sounddevice" in sys.modules:
        sounddevice = load()
        sounddevice._terminate()
        sounddevice._initialize()


def in_time(act: Callable[[], T], takes: float, at_exit: Callable[[], None]) -> T:
    """Return what ``act`` returns; if the device hangs, abandon it, and PortAudio stays as it is.

    ``at_exit`` is what sounddevice has registered for the end of the process.

    Raises
    ------
    TimeoutError
        If it takes longer than ``takes`` seconds.
    """
    result: Future[T] = Future()

    def run() -> None:
        try:
            result.set_result(act())
        except Exception as error:
            result.set_exception(error)

    threading.Thread(target=run, name="portaudio", daemon=True).start()
    try:
        return result.result(takes)
    except TimeoutError:
        atexit.unregister(at_exit)  # which would hang as well
        raise


def close_in_time(close: Callable[[], None], at_exit: Callable[[], None]) -> None:
    """Close a stream, or abandon it if the device hangs or ``close`` fails."""
    with contextlib.suppress(Exception):
        in_time(close, CLOSING_TAKES, at_exit)
