"""Synthesized speakers who say um and uh (espeak-ng), so that the classifiers know such voices.

Sentences full of words that end in a hum teach them that "home" isn't an um.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy import signal

from tools.classifiers.distortions import stretched
from tools.classifiers.recordings import Recording

Floats = NDArray[np.float32]

SENTENCES = Path(__file__).with_name("sentences.txt")

RATE, LABEL = 16000, 160
VOICES = (
    "en-us+m1",
    "en-us+m3",
    "en-us+f2",
    "en-gb+m2",
    "en-gb+f3",
    "en-gb-scotland+m5",
    "en-us+f1",
    "en-us+m7",
    "en-us+f5",
    "en-029+m4",
)
FILLERS = ("um", "uh", "er", "erm", "uhm", "uhh")
HUMS = (
    "At home, I help my mother, and at home I rest.",
    "I stayed in the room, then I went home.",
    "The team is small, and I know them by name.",
    "I was on the phone, at home, for some time.",
    "I own it, I am calm, I come from a small town.",
    "She took the comb from the drawer and went home.",
    "I lost some of them, but I found some on my own.",
    "For us this program is a home.",
)


@dataclass(slots=True)
class Spoken:
    """The speech so far, and whether each part is speech or a filled pause."""

    parts: list[Floats] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)

    def add(self, sound: Floats, kind: str) -> None:
        """Add a part, in whole labels."""
        self.parts.append(sound[: len(sound) // LABEL * LABEL])
        self.kinds.append(kind)

    def silence(self, seconds: float) -> None:
        """Add silence."""
        self.add(np.zeros(int(seconds * RATE), np.float32), "nothing")


def speakers() -> Iterator[Recording]:
    """Have every voice say some of the sentences in ``sentences.txt`` with added fillers."""
    sentences = SENTENCES.read_text(encoding="utf-8").splitlines()
    for seed, voice in enumerate(VOICES):
        dice = np.random.default_rng(seed)
        speed, pitch, said = int(dice.integers(115, 180)), int(dice.integers(30, 70)), Spoken()
        said.silence(0.6)
        for sentence in dice.permutation([*sentences, *HUMS])[:24]:
            words = str(sentence).split()
            at = int(dice.integers(0, len(words) - 1)) if dice.random() < 0.6 else 0
            if at:
                said.add(_say(voice, " ".join(words[:at]), speed, pitch), "speech")
            if at or dice.random() < 0.35:
                _filler(said, voice, speed, pitch, dice)
            said.add(_say(voice, " ".join(words[at:]), speed, pitch), "speech")
            said.silence(dice.uniform(0.3, 1.2))
        yield _recording(said, voice, seed, dice)


def _filler(said: Spoken, voice: str, speed: int, pitch: int, dice: np.random.Generator) -> None:
    if dice.random() < 0.6:
        said.silence(dice.uniform(0.1, 0.7))
    sound = _say(voice, str(dice.choice(FILLERS)), int(speed * dice.uniform(0.55, 0.95)), pitch - 5)
    factor = len(sound) / RATE / dice.uniform(0.22, 0.65)
    said.add(stretched(sound, min(2, max(0.35, factor))) * dice.uniform(0.5, 1), "filled")
    if dice.random() < 0.6:
        said.silence(dice.uniform(0.1, 0.7))


def _say(voice: str, text: str, speed: int, pitch: int) -> Floats:
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        command = [
            "espeak-ng",
            "-v",
            voice,
            "-s",
            str(speed),
            "-p",
            str(pitch),
            "-w",
            file.name,
            text,
        ]
        subprocess.run(command, check=True, capture_output=True)
        samples, rate = soundfile.read(file.name, dtype="float32")
    samples = signal.resample_poly(samples, RATE, rate).astype(np.float32)
    loud = np.flatnonzero(np.abs(samples) > 0.01 * np.abs(samples).max())
    return samples[loud[0] : loud[-1] + 1]


def _recording(said: Spoken, voice: str, seed: int, dice: np.random.Generator) -> Recording:
    samples = np.concatenate(said.parts)
    noise = dice.standard_normal(len(samples)) * 10 ** (dice.uniform(-75, -50) / 20)
    kinds = np.repeat(said.kinds, [len(p) // LABEL for p in said.parts])
    filled = (kinds == "filled").astype(np.float32)
    labels = {
        "speech": (kinds != "nothing").astype(np.float32),
        "filled": filled,
        "prolonged": np.where(filled == 1, np.nan, 0).astype(np.float32),
        "foreign": np.zeros(len(kinds), np.float32),
        "nuclei": np.where(filled == 1, 0, np.nan).astype(np.float32),
    }
    sound = (samples + noise).astype(np.float32)
    return Recording("espeak", f"voice{seed}", f"espeak {voice}", sound, labels, None)
