"""A recording as a playable file: itself, or a copy at another speed or sample rate.

Copies are made by a child process (``analysis.recordings.playable``) in a folder that is removed
with its owner.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
import wave
from pathlib import Path

from recorder.files.locations import CODE
from sessions.files.files import current_path
from sessions.files.flac import read_flac


class PlaybackError(Exception):
    """A recording that can't be played; the message is one sentence."""


class Playables:
    """Playable copies of one recording; ``close`` removes them."""

    def __init__(self, recording: Path) -> None:
        self._recording = recording
        self._folder = tempfile.TemporaryDirectory(prefix="viva-", ignore_cleanup_errors=True)

    async def get(self, speed: float = 1.0, sample_rate: int | None = None) -> Path:
        """Return a mono 16-bit WAV at a speed and sample rate; ``None``: the recording's own.

        Raises
        ------
        Unplayable
            If the recording is gone or isn't an audio file.
        """
        self._recording = current_path(self._recording)
        own = _sample_rate(self._recording)
        if own and speed == 1.0 and sample_rate in (None, own):
            return self._recording
        flac = read_flac(self._recording)
        rate = sample_rate or own or (flac.sample_rate if flac else 48_000)
        target = Path(self._folder.name) / f"{speed:g}-{rate}.wav"
        if not target.exists():
            await self._make(target, speed, rate)
        return target

    def close(self) -> None:
        """Remove the copies."""
        self._folder.cleanup()

    async def _make(self, target: Path, speed: float, rate: int) -> None:
        if not self._recording.exists():
            raise PlaybackError("The recording of this answer is no longer there.")
        child = await asyncio.create_subprocess_exec(
            *(
                sys.executable,
                "-m",
                "analysis.recordings.playable",
                str(self._recording),
                str(target),
            ),
            *("--speed", str(speed), "--rate", str(rate)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            cwd=CODE,
        )
        try:
            _, said = await child.communicate()
        except asyncio.CancelledError:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            raise
        if child.returncode:
            lines = said.decode("utf-8", "replace").strip().splitlines()
            raise PlaybackError(lines[-1] if lines else "The recording can't be played.")


def _sample_rate(path: Path) -> int | None:
    """Return the sample rate of a mono 16-bit WAV; ``None`` for any other file."""
    try:
        with wave.open(str(path), "rb") as sound:
            plain = sound.getnchannels() == 1 and sound.getsampwidth() == 2
            return sound.getframerate() if plain else None
    except (OSError, EOFError, wave.Error):
        return None
