"""Saves what a killed program was recording.

A writer that was killed leaves every block it wrote, but perhaps a header that knows of none. The
sizes in the header are put right from the length of the file; not one sample is changed.
"""

from __future__ import annotations

import os
import struct
import wave
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sessions.errors import UnknownAnswer
from sessions.store import Store
from sessions.types import Answer

SHORTEST = 0.5  # seconds; less is a slip of the finger, not an answer
WORTH_KEEPING = 1 << 15  # bytes; a file that long holds sound even if its header is lost
UNREADABLE = "The program stopped while recording, and this recording cannot be read."


class _Layout(NamedTuple):
    """Where a WAV's sound lies and how it is cut: bytes, bytes a second, bytes a frame."""

    data: int
    declared: int
    byte_rate: int
    frame: int


def repair_wav(path: Path) -> float | None:
    """Make the header of a WAV left by a killed writer right; give the seconds of sound.

    ``None`` when there is no header to go by or not one whole frame. A WAV that is in order is
    left as it is. A repair that is itself cut off is completed by the next.
    """
    try:
        with path.open("r+b") as file:
            return _repair(file)
    except FileNotFoundError:
        return None


def _repair(file: BinaryIO) -> float | None:
    layout = _layout(file)
    if layout is None:
        return None
    length = file.seek(0, os.SEEK_END)
    riff = _size_at(file, 4) + 8
    end = layout.data + layout.declared
    if layout.declared and end <= length and riff in (length, length + 1):
        return layout.declared // layout.frame * layout.frame / layout.byte_rate
    sound = (length - layout.data) // layout.frame * layout.frame
    sound = min(sound, (0xFFFFFFFF - layout.data) // layout.frame * layout.frame)
    if sound <= 0:
        return None
    _write_size(file, layout.data - 4, sound)
    _write_size(file, 4, layout.data + sound - 8)
    file.truncate(layout.data + sound)
    file.flush()
    os.fsync(file.fileno())
    return sound / layout.byte_rate


def _layout(file: BinaryIO) -> _Layout | None:
    """Walk over the chunks to the sound; ``None`` when this is no WAV of whole samples."""
    head = file.read(12)
    if len(head) < 12 or head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return None
    byte_rate = frame = 0
    while len(chunk := file.read(8)) == 8:
        name, size = struct.unpack("<4sI", chunk)
        if name == b"data":
            usable = byte_rate > 0 and frame > 0
            return _Layout(file.tell(), size, byte_rate, frame) if usable else None
        body = file.tell()
        if name == b"fmt " and size >= 16:
            byte_rate, frame = struct.unpack("<8xIH2x", file.read(16))
        file.seek(body + size + size % 2)
    return None


def _size_at(file: BinaryIO, at: int) -> int:
    file.seek(at)
    (size,) = struct.unpack("<I", file.read(4))
    return int(size)


def _write_size(file: BinaryIO, at: int, size: int) -> None:
    file.seek(at)
    file.write(struct.pack("<I", size))


def recover(store: Store) -> tuple[Answer, ...]:
    """Finish what programs that are gone were recording; give the answers that were saved.

    Recordings of programs that run are left alone. Less than half a second is removed. A file
    that holds sound but cannot be read is kept, and its answer says so.
    """
    saved = []
    for answer in store.unfinished():
        try:
            if not store.claim(answer.id):
                continue
            if store.answer(answer.id).state != "recording":  # finished since
                continue
            if (found := _recover(store, answer)) is not None:
                saved.append(found)
        except UnknownAnswer:  # removed since, by another program
            continue
        finally:
            store.release(answer.id)
    return tuple(saved)


def _recover(store: Store, answer: Answer) -> Answer | None:
    seconds = repair_wav(answer.path)
    if seconds is not None and seconds >= SHORTEST:
        with wave.open(str(answer.path)) as sound:
            rate = sound.getframerate()
        return store.finish_recording(
            answer.id,
            duration=seconds,
            sample_rate=rate,
            overflows=answer.overflows,
            recovered=True,
        )
    if seconds is None and answer.path.exists() and answer.path.stat().st_size > WORTH_KEEPING:
        store.fail(answer.id, UNREADABLE)
        return None
    store.delete_answer(answer.id)
    return None
