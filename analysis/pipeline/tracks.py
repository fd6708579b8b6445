"""Chooses the audio track to analyze: the one requested, else the one with the most speech.

Recording software often writes the desktop's sound on the first track and the microphone on the
second; some of the tracks may be silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.hearing.analyzer import analyze
from analysis.sound.audio import RATE, Audio, Samples, UnreadableSound, load, tracks
from analysis.types import Note

TRACK = "track"
"""Kind of the note that says which track was analyzed."""

SILENT = 1e-4
"""Root mean square (−80 dBFS) of a silent track."""

LISTENED = 120.0
"""Seconds of a track that are listened to at its start and in its middle, to choose."""

ALSO_SPEAKS = 0.2
"""Share of the most speech from which another track has enough speech to mention."""


@dataclass(frozen=True, slots=True)
class ChosenTrack:
    """The sound that is analyzed, and what the person should know about the choice."""

    audio: Audio
    notes: tuple[Note, ...] = ()


def load_track(path: Path, wanted: int | None = None) -> ChosenTrack:
    """Read the requested track, or find the one with speech; tracks are counted from 1.

    Raises
    ------
    UnreadableSound
        When the file can't be read, or has no such track.
    """
    if wanted is not None:
        return ChosenTrack(load(path, wanted))
    count = tracks(path)
    if count < 2:
        return ChosenTrack(load(path))
    speech: dict[int, float] = {}
    best, chosen = 1, None
    for track in range(1, count + 1):
        try:
            audio = load(path, track)
        except UnreadableSound:
            continue  # an empty or damaged track among others
        speech[track] = _seconds_of_speech(audio.samples)
        if chosen is None or speech[track] > speech[best]:
            best, chosen = track, audio
    if chosen is None:
        return ChosenTrack(load(path))  # raises, with the reason
    others = [t for t, s in speech.items() if t != best and s and s >= ALSO_SPEAKS * speech[best]]
    return ChosenTrack(chosen, (Note(TRACK, _sentence(best, count, others)),))


def _sentence(best: int, count: int, others: list[int]) -> str:
    if not others:
        return (
            f"The file has {count} audio tracks. "
            f"Track {best} was analyzed because it has the speech."
        )
    more = " and ".join(map(str, others))
    return (
        f"The file has {count} audio tracks, several with speech. Track {best}, which has the "
        f"most, was analyzed. If you speak on track {more}, analyze the file again with "
        f"--track {others[0]}."
    )


def _seconds_of_speech(samples: Samples) -> float:
    """Return the seconds of speech in the parts of a track that are listened to."""
    long = round(LISTENED * RATE)
    if len(samples) > 2 * long:
        middle = len(samples) // 2
        samples = np.concatenate([samples[:long], samples[middle : middle + long]])
    if float(np.sqrt(np.mean(samples**2))) < SILENT:
        return 0.0
    return sum(region.duration for region in analyze(samples).speech.regions)
