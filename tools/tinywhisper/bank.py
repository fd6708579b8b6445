"""The speech bank: folders of shards, each `NAME.npy` (int16 sound) and `NAME.pkl` (clips).

A clip is one sentence or one lone filler by one voice. Times are seconds from the clip's
start; a word written as "" is a filler, which is spoken but never written.
"""

import pickle
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 16000
Sound = NDArray[np.float32]
Timed = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Clip:
    """One spoken sentence: where its sound lies, and when its words and phones are said."""

    voice: str
    shard: NDArray[np.int16]
    at: int
    length: int
    words: list[Timed]
    phones: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]

    def sound(self) -> Sound:
        """Return the clip's samples as floats in -1 … 1."""
        return self.shard[self.at : self.at + self.length].astype(np.float32) / np.float32(32767)


class Bank:
    """All clips under a folder, grouped by voice; `refresh` sees shards added later."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.known: list[str] = []
        self.by_voice: dict[str, list[Clip]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Load the folder again if its shards changed (a .pkl is written last)."""
        names = sorted(p.stem for p in self.folder.glob("*.pkl"))
        if names == self.known:
            return
        self.known, self.by_voice = names, {}
        for name in names:
            sound = np.load(self.folder / f"{name}.npy", mmap_mode="r")
            for c in pickle.loads((self.folder / f"{name}.pkl").read_bytes()):
                clip = Clip(c["voice"], sound, c["at"], c["n"], c["words"], c["phones"])
                self.by_voice.setdefault(clip.voice, []).append(clip)
        self.voices = sorted(self.by_voice)
        # A few voices have many clips each: draw voices by the square root of their share.
        self.weights = [len(self.by_voice[v]) ** 0.5 for v in self.voices]

    def voice(self, rng: random.Random) -> str:
        """Draw a voice."""
        return rng.choices(self.voices, self.weights)[0]

    def draw(self, rng: random.Random, voice: str) -> Clip:
        """Draw a clip of this voice."""
        return rng.choice(self.by_voice[voice])


def save_shard(folder: str | Path, name: str, sound: NDArray[np.int16], clips: list[Any]) -> None:
    """Write one shard; the list of clips last and at once, since readers look for it."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / f"{name}.npy", sound)
    part = folder / f"{name}.part"
    part.write_bytes(pickle.dumps(clips))
    part.rename(folder / f"{name}.pkl")
