"""The speech sets with what is said in them, and the encoder's frames of each, stored once."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.sound.audio import load
from analysis.sound.encoder import Encoding
from analysis.transcription.repeats.pronouncing import parts

SETS = ("ratings", "fluent", "dictation", "spontaneous", "fillers", "pauses", "unlabelled")
NOISES = ("hum12", "quiet")
"""Copies of `pauses` that are left out: with the others there is enough of these speakers."""

SAME = {
    "dana": "dana_konay",
    "konay": "dana_konay",
    "conv3": "conversation3",
    "all_124_ST1": "all_124",
    "all_124_ST2": "all_124",
    "kz1": "kz",
    "kz2": "kz",
    "kz3": "kz",
}
"""Recordings that share a speaker with others."""

FOLDS = 5

PSEUDO = 0.5
"""Weight of recordings whose text is by Whisper."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What is said in a recording, word by word, with times in seconds where they are known."""

    set: str
    name: str
    words: tuple[str, ...]
    times: tuple[tuple[float, float], ...] | None = None

    @property
    def key(self) -> str:
        """Return the name of its labels in ``labels.npz``."""
        return f"{self.set}/{self.name}"

    @property
    def weight(self) -> float:
        """Return how much its frames count: less if the text is by Whisper."""
        return PSEUDO if self.set == "unlabelled" else 1.0

    @property
    def fold(self) -> int:
        """Return the fold in which the speaker is left out."""
        stem = self.name.rsplit("-", 1)[0] if self.set in ("pauses", "unlabelled") else self.name
        return zlib.crc32(SAME.get(stem, stem).encode()) % FOLDS

    def frames(self, speech: Path, cache: Path) -> NDArray[np.float32]:
        """Return the encoder's frames (n, width), from the cache if they are there."""
        stored = cache / "frames" / f"{self.set}__{self.name}.npy"
        if not stored.exists():
            stored.parent.mkdir(parents=True, exist_ok=True)
            encoding = Encoding()
            encoding.feed(load(speech / self.set / f"{self.name}.flac").samples)
            np.save(stored, encoding.end().astype(np.float16))
        return np.load(stored).astype(np.float32)


def recordings(speech: Path, cache: Path) -> Iterator[Recording]:
    """Read all sets in ``speech``; base's texts of ``unlabelled`` are ``cache/texts/NAME.txt``."""
    for name in SETS:
        if name == "unlabelled":
            for path in sorted((cache / "texts").glob("*.txt")):
                yield Recording(name, path.stem, _split(path.read_text()))
            continue
        rows = [json.loads(x) for x in (speech / name / "manifest.jsonl").read_text().splitlines()]
        if name == "pauses":
            yield from _pauses(rows)
        else:
            yield from (_labeled(speech, name, row) for row in rows)


def _pauses(rows: list[dict]) -> Iterator[Recording]:
    """Copies of `pauses` that are used; only the clean one of a speaker has the text."""
    texts = {row["id"]: row["truth"].get("text") for row in rows}
    for stem in (Path(row["audio"]).stem for row in rows):
        if not stem.endswith(NOISES):
            text = texts[stem.rsplit("-", 1)[0] + "-clean"]
            yield Recording("pauses", stem, _split(text))


def _labeled(speech: Path, name: str, row: dict) -> Recording:
    stem = Path(row["audio"]).stem
    if name in ("ratings", "fluent"):
        words, times = [], []
        for word in json.loads((speech / name / row["words"]).read_text())["words"]:
            own = _split(word["text"])
            step = (word["end"] - word["start"]) / max(1, len(own))
            words += own
            times += [
                (word["start"] + i * step, word["start"] + (i + 1) * step) for i in range(len(own))
            ]
        return Recording(name, stem, tuple(words), tuple(times))
    if name == "fillers":
        return Recording(name, stem, _with_fillers(speech, row))
    return Recording(name, stem, _split(row["truth"]["text"]))


def _with_fillers(speech: Path, row: dict) -> tuple[str, ...]:
    """The words of a recording of `fillers`, with its filled pauses where they are."""
    text = speech / "truth" / f"{row['id']}.json"
    if text.exists():
        return _split(re.sub(r"\[.*?\]", "", json.loads(text.read_text())["text"]))
    words = json.loads((speech / "fillers" / row["words"]).read_text())["words"]
    said = [(w["start"], w["text"]) for w in words] + [
        (f[0], f[2]) for f in row["truth"]["fillers"]
    ]
    return _split(" ".join(word for _, word in sorted(said)))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for word in text.split() for part in parts(word))
