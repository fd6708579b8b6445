"""Makes recordings with known fillers by espeak-ng, in the form that benchmarks/accuracy.py reads.

python -m tools.fillers.own_set FOLDER [--recordings N] [--seed S]

Two sets: ``fillers`` and ``fluent``, of the same voices and sentences. Fillers (um, uh, er, eh, mm)
are spoken by the same voice at many speeds and pitches, hard against words or between short
silences. The words that go with them are as Whisper gives them: no fillers, ends late, and every
third filler swallowed by the word before it.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import soundfile

from tools.tinywhisper.voices import Espeak

RATE = 16_000
VOICES = ("en-us+f4", "en-us+m1", "en-gb+f2", "en-gb+m8", "en-gb-scotland+m3", "en-us+f5")
FILLERS = ("um", "uh", "er", "eh", "mm")
SENTENCES = (Path(__file__).parent / "sentences.txt").read_text("utf-8").split("\n")

Sound = np.ndarray


class Recording:
    """Sound and truth, put together piece by piece."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.sound = [np.zeros(RATE // 2, np.float32)]
        self.at = 0.5
        self.words: list[dict[str, object]] = []
        self.fillers: list[tuple[float, float, str]] = []

    def add(self, sound: Sound) -> None:
        """Append sound."""
        self.sound.append(sound)
        self.at += len(sound) / RATE

    def pause(self, seconds: float) -> None:
        """Append silence."""
        self.add(np.zeros(int(seconds * RATE), np.float32))

    def say(self, engine: Espeak, text: str, voice: str, speed: int, pitch: int) -> None:
        """Speak words; their ends come out late, as Whisper's do."""
        spoken = engine.say(text, voice, speed, pitch)
        if spoken is None:
            return
        sound, spans, phones = spoken
        first, last = phones[0][0], min(len(sound) / RATE, phones[-1][1])
        for word, (start, end) in zip(text.split(), spans, strict=True):
            late = self.rng.uniform(0, 0.15)
            self.words.append(
                {
                    "start": round(self.at + start - first, 3),
                    "end": round(self.at + end - first + late, 3),
                    "text": word.strip(".,"),
                }
            )
        self.add(sound[int(first * RATE) : int(last * RATE)])

    def hesitate(self, engine: Espeak, voice: str, pitch: int) -> None:
        """Speak one filler; every third is swallowed by the word before it."""
        text = self.rng.choice(FILLERS)
        spoken = engine.say(text, voice, self.rng.randint(60, 130), pitch + self.rng.randint(-8, 4))
        if spoken is None:
            return
        sound, _, phones = spoken
        first, last = phones[0][0], min(len(sound) / RATE, phones[-1][1])
        around = self.rng.choice((0.0, 0.0, 0.12, 0.3))
        self.pause(around)
        start = self.at
        self.add(sound[int(first * RATE) : int(last * RATE)])
        self.fillers.append((round(start, 3), round(self.at, 3), text))
        if self.rng.random() < 1 / 3:
            self.words[-1]["end"] = round(self.at, 3)
        self.pause(around)

    def finish(self) -> Sound:
        """Give the sound with a little noise, and words in order."""
        self.pause(0.5)
        for before, word in zip(self.words, self.words[1:], strict=False):
            before["end"] = min(float(str(before["end"])), float(str(word["start"])))
        sound = np.concatenate(self.sound)
        noise = np.random.default_rng(self.rng.randint(0, 9999)).standard_normal(len(sound))
        return np.asarray(0.7 * sound + noise * 10 ** (-55 / 20), np.float32)


def make(engine: Espeak, rng: random.Random, hesitant: bool) -> Recording:
    """One recording of eight sentences by one voice."""
    recording = Recording(rng)
    voice, speed, pitch = rng.choice(VOICES), rng.randint(125, 190), rng.randint(35, 65)
    for sentence in rng.sample([s for s in SENTENCES if s.strip()], 8):
        words = sentence.split()
        cut = rng.randint(2, len(words) - 2) if hesitant and rng.random() < 0.7 else len(words)
        recording.say(engine, " ".join(words[:cut]), voice, speed, pitch)
        if cut < len(words):
            recording.hesitate(engine, voice, pitch)
            recording.say(engine, " ".join(words[cut:]), voice, speed, pitch)
        recording.pause(rng.choice((0.3, 0.5, 0.8, 1.2)))
    return recording


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--recordings", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    engine, rng = Espeak(), random.Random(given.seed)
    for name in ("fillers", "fluent"):
        root = given.folder / name
        (root / "words").mkdir(parents=True, exist_ok=True)
        rows = []
        for number in range(given.recordings):
            recording, stem = make(engine, rng, name == "fillers"), f"own{number:02d}"
            soundfile.write(root / f"{stem}.flac", recording.finish(), RATE)
            words = json.dumps({"words": recording.words})
            (root / "words" / f"{stem}.json").write_text(words)
            truth = {"fillers": recording.fillers}
            rows.append(
                {
                    "id": stem,
                    "audio": f"{stem}.flac",
                    "words": f"words/{stem}.json",
                    "truth": truth,
                }
            )
        (root / "manifest.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


if __name__ == "__main__":
    main()
