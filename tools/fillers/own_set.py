"""Makes recordings with known fillers in the speaker's own voice, as benchmarks/accuracy.py reads.

python -m tools.fillers.own_set FOLDER [--recordings N] [--seed S] [--learn]

Two sets: ``fillers`` and ``fluent``, of the same voices and sentences. Fillers (um, uh, er, eh, mm)
are spoken by the same voice at many speeds and pitches, hard against words or between short
silences. The words that go with them are as Whisper gives them: no fillers, ends late, and every
third filler swallowed by the word before it. The voices are those that nothing was trained on,
or with --learn those that the rules may be fitted to, saying other sentences.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import soundfile

from tools.fillers.speakers import HELD_OUT, HELD_OUT_FLITE, LEARNED, RATE, Sound, Speakers

FILLERS = ("um", "uh", "er", "eh", "mm")
HERE = Path(__file__).parent


def sentences(name: str) -> list[str]:
    """Give the sentences of a file, one a line."""
    return [s for s in (HERE / name).read_text("utf-8").splitlines() if s.strip()]


class Recording:
    """Sound and truth, put together piece by piece."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.sound = [np.zeros(RATE // 2, np.float32)]
        self.at = 0.5
        self.words: list[dict[str, object]] = []
        self.fillers: list[tuple[float, float, str]] = []
        self.pauses: list[tuple[float, float]] = []

    def add(self, sound: Sound) -> None:
        """Append sound."""
        self.sound.append(sound)
        self.at += len(sound) / RATE

    def pause(self, seconds: float) -> None:
        """Append silence."""
        start = self.at
        self.add(np.zeros(int(seconds * RATE), np.float32))
        if self.at > start:
            self.pauses.append((start, self.at))

    def say(self, voices: Speakers, text: str, voice: str, speed: int, pitch: int) -> None:
        """Speak words; their ends come out late, as Whisper's do."""
        spoken = voices.say(text, voice, speed, pitch)
        if spoken is None:
            return
        sound, spans = spoken
        for word, (start, end) in zip(text.split(), spans, strict=True):
            late = self.rng.uniform(0, 0.15)
            self.words.append(
                {
                    "start": round(self.at + start, 3),
                    "end": round(self.at + end + late, 3),
                    "text": word.strip(".,"),
                }
            )
        self.add(sound)

    def hesitate(self, filler: Sound | None, kind: str) -> None:
        """Put in one filler; every third is swallowed by the word before it."""
        if filler is None or not self.words:
            return
        around = self.rng.choice((0.0, 0.0, 0.12, 0.3))
        self.pause(around)
        start = self.at
        self.add(filler)
        self.fillers.append((round(start, 3), round(self.at, 3), kind))
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


def make(
    voices: Speakers, rng: random.Random, voice: str, texts: list[str], hesitant: bool
) -> Recording:
    """One recording of eight sentences by one voice."""
    recording = Recording(rng)
    speed, pitch = rng.randint(125, 190), rng.randint(35, 65)
    for sentence in rng.sample(texts, 8):
        words = sentence.split()
        cut = rng.randint(2, len(words) - 2) if hesitant and rng.random() < 0.7 else len(words)
        recording.say(voices, " ".join(words[:cut]), voice, speed, pitch)
        if cut < len(words):
            kind, slow = rng.choice(FILLERS), rng.randint(60, 130)
            low, spread = pitch + rng.randint(-8, 4), rng.randint(0, 50)
            recording.hesitate(voices.hesitate(kind, voice, slow, low, spread, rng), kind)
            recording.say(voices, " ".join(words[cut:]), voice, speed, pitch)
        recording.pause(rng.choice((0.3, 0.5, 0.8, 1.2)))
    return recording


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--recordings", type=int, default=28)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--learn", action="store_true", help="voices and sentences to fit to")
    given = parser.parse_args()
    voices, rng = Speakers(), random.Random(given.seed)
    names = LEARNED if given.learn else HELD_OUT + HELD_OUT_FLITE
    texts = sentences("spoken.txt" if given.learn else "sentences.txt")
    for name in ("fillers", "fluent"):
        root = given.folder / name
        (root / "words").mkdir(parents=True, exist_ok=True)
        rows = []
        for number in range(given.recordings):
            place = number * 5 % len(names) if given.learn else number % len(names)
            recording = make(voices, rng, names[place], texts, name == "fillers")
            stem = f"own{number:02d}-{place}"
            soundfile.write(root / f"{stem}.flac", recording.finish(), RATE)
            words = json.dumps({"words": recording.words})
            (root / "words" / f"{stem}.json").write_text(words)
            rows.append(
                {
                    "id": stem,
                    "audio": f"{stem}.flac",
                    "words": f"words/{stem}.json",
                    "truth": {"fillers": recording.fillers, "voice": names[place]},
                }
            )
        (root / "manifest.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


if __name__ == "__main__":
    main()
