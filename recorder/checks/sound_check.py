"""A few seconds of silence and a sentence: how loud the voice is, and how far below it the room is.

Levels are root mean squares in decibels re full scale, of 50 ms blocks: the voice is the 90th
percentile, the background the 20th, so that neither a click nor an early word spoils it. The
sound is removed once it has been measured. Blocking: call it in a thread.
"""

from __future__ import annotations

import math
import tempfile
import threading
import wave
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recorder.microphone.types import Microphone, MicrophoneError
from recorder.recording.level import Level, measure
from recorder.recording.take import Take

SILENT = 3.0
"""Seconds in which the person is asked to be silent."""

SPEAKING = 4.0
"""Seconds in which they are asked to say a sentence."""

SKIPPED = 0.3
"""Seconds at the start that are left out: devices click when they open."""

BLOCK = 0.05
TICK = 0.05
SHORTEST = 1.0
"""Seconds of sound below which there is nothing to measure."""

STALLED = "No sound is coming from the microphone; check its plug or connection."
SENTENCE = "My name is …, and I'm happy to be here."
ASKED = ("Stay silent for three seconds", f"Now say: “{SENTENCE}”")

CheckProgress = Callable[[str, float], None]
"""Called with what the person should do now, and the share of the time that is over, 0–1."""


@dataclass(frozen=True, slots=True)
class VoiceLevels:
    """The levels in dB re full scale, −inf for digital silence."""

    voice_db: float
    noise_db: float
    peak_db: float
    clipped: int

    @property
    def above_db(self) -> float:
        """How far the voice is above the background; infinite over digital silence."""
        if not math.isfinite(self.voice_db):
            return 0.0
        return self.voice_db - self.noise_db


def listen(
    microphone: Microphone, folder: Path, notify: CheckProgress, stopped: threading.Event
) -> VoiceLevels | None:
    """Record, measure, and remove the sound; ``None`` if it was ``stopped``.

    Raises
    ------
    MicrophoneError
        If the microphone can't be opened, goes silent, or gives too little.
    OSError
        If the sound can't be stored temporarily.
    """
    with tempfile.TemporaryDirectory(
        prefix="sound-check-", dir=folder, ignore_cleanup_errors=True
    ) as private:
        take = Take(Path(private) / "check.wav", microphone)
        take.start()
        try:
            while not (take.finished or stopped.is_set() or take.problem):
                if (elapsed := take.elapsed) >= SILENT + SPEAKING:
                    break
                notify(ASKED[elapsed >= SILENT], elapsed / (SILENT + SPEAKING))
                stopped.wait(TICK)
        finally:
            recorded = take.stop()
        if stopped.is_set():
            return None
        if recorded.problem:
            raise MicrophoneError(STALLED)
        if recorded.duration < SHORTEST:
            raise MicrophoneError("The microphone didn't pick up enough sound; test it again.")
        return judge(list(_levels(recorded.path)))


def judge(levels: Sequence[Level]) -> VoiceLevels:
    """Compute voice and background levels from the levels of blocks."""
    kept = levels[round(SKIPPED / BLOCK) :] or levels
    loud = sorted(level.rms_db for level in kept)
    return VoiceLevels(
        voice_db=_percentile(loud, 0.90),
        noise_db=_percentile(loud, 0.20),
        peak_db=max(level.peak_db for level in kept),
        clipped=sum(level.clipped for level in kept),
    )


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Return the nearest rank, which is right for −inf too."""
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]


def _levels(path: Path) -> Iterator[Level]:
    with wave.open(str(path), "rb") as file:
        frames = max(1, round(BLOCK * file.getframerate()))
        while data := file.readframes(frames):
            yield measure(array("h", data))
