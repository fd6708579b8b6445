"""The speech sets as recordings with labels every 10 ms.

The tools read them from ``shared/speech``; none of it goes into the repository. Unknown labels are
NaN: where the truth doesn't cover pauses or syllables, or is in doubt.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Labels = dict[str, Floats]
Words = list[tuple[float, float, str]]

SETS = ("fluent", "pauses", "fillers", "dictation", "ratings", "spontaneous")
STEP = 100
"""Labels per second."""

WORD_GAP = 0.1
"""Seconds between two words above which there is no speech between them."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Samples (n,) at 16 kHz with labels, by name (``speech``, ``filled``, …), each (n // 160,)."""

    set: str
    name: str
    speaker: str
    samples: Floats
    labels: Labels
    words: Words | None


def recordings(
    speech: Path, syllables: Callable[[str], int], density: Callable[[Floats], Floats]
) -> Iterator[Recording]:
    """Read all sets in the folder ``speech``.

    ``syllables`` counts those of a word; ``density`` says roughly where they are in samples, every
    10 ms: any measure of loudness will do, because it is scaled to each word's count.
    """
    edges: dict[str, tuple[float, float]] = {}
    read: dict[str, Floats] = {}
    for name in SETS:
        manifest = (speech / name / "manifest.jsonl").read_text().splitlines()
        for row in map(json.loads, manifest):
            samples, _ = soundfile.read(speech / name / row["audio"], dtype="float32")
            words = _words(speech, name, row)
            known = Known(name, row, words, len(samples) // 160 + 1)
            if name == "fluent" and words:
                edges[row["id"]] = words[0][0], words[-1][1]
            labels = known.labels(edges.get("-".join(row["id"].split("-")[:2])))
            if words and name != "fillers":
                rough = density(samples)
                labels["nuclei"] = _nuclei(words, rough, syllables, row["truth"].get("syllables"))
                read[row["id"]] = labels["nuclei"]
            same = read.get("-".join(row["id"].split("-")[:2]))
            if name == "pauses" and same is not None and len(same) == known.count:
                labels["nuclei"] = same
            for start, end, *_ in row["truth"].get("fillers") or ():
                _put(labels["nuclei"], start, end, 0)
            yield Recording(name, row["id"], _speaker(name, row), samples, labels, words)


def _words(speech: Path, name: str, row: dict) -> Words | None:
    """Return words with true times, if the set has them."""
    if name in ("fluent", "ratings"):
        found = json.loads((speech / name / row["words"]).read_text())["words"]
        return [(w["start"], w["end"], w["text"]) for w in found]
    if name == "dictation":
        stem = row["id"].replace("dictation", "rosehill_dictation_")
        path = speech / "truth" / "aligned" / f"{stem}.json"
        if path.exists():
            found = json.loads(path.read_text())["words"]
            return [(w["start"], w["end"], w["word"]) for w in found]
    if row["truth"].get("words"):
        return [tuple(w) for w in row["truth"]["words"]]
    return None


def _speaker(name: str, row: dict) -> str:
    if row.get("speaker"):
        return str(row["speaker"])
    stem = str(row["id"])
    if stem.startswith("dr"):
        return "-".join(stem.split("-")[:2])
    return {"dictation": "dictation"}.get(name, stem)


@dataclass(frozen=True, slots=True)
class Known:
    """What a set's truth says about a recording of ``count`` labels."""

    set: str
    row: dict
    words: Words | None
    count: int

    def labels(self, edges: tuple[float, float] | None) -> Labels:
        """Return all labels except nuclei; ``edges`` are the first and last speech if known."""
        truth = self.row["truth"]
        names = ("speech", "filled", "prolonged", "foreign", "nuclei")
        out = {name: np.zeros(self.count, np.float32) for name in names}
        out["speech"][:] = out["nuclei"][:] = np.nan
        if "pauses" in truth and self.set != "spontaneous":
            self._between_pauses(out["speech"], edges)
        elif self.words and self.set == "spontaneous":
            self._between_words(out["speech"])
        for start, end, *_ in truth.get("fillers") or ():
            _put(out["filled"], start, end, 1)
            _put(out["speech"], start, end, 1)
            if self.set == "spontaneous":
                for edge in (start, end):
                    _put(out["filled"], edge - 0.03, edge + 0.03, np.nan)
        for start, end, why in truth.get("dont_care") or ():
            self._in_doubt(out, start, end, why)
        out["prolonged"][out["filled"] == 1] = np.nan
        return out

    def _between_pauses(self, speech: Floats, edges: tuple[float, float] | None) -> None:
        speech[:] = 1
        for start, end in self.row["truth"]["pauses"]:
            _put(speech, start, end, 0)
        first, last = edges or (0.5, self.count / STEP - 0.6)
        _put(speech, 0, first, 0)
        _put(speech, last + 0.1, self.count / STEP, 0 if edges else np.nan)

    def _between_words(self, speech: Floats) -> None:
        speech[:] = 0
        words = self.words or []
        for k, (start, end, _) in enumerate(words):
            after = words[k + 1][0] if k + 1 < len(words) else end
            _put(speech, start, after if after - end < WORD_GAP else end, 1)

    @staticmethod
    def _in_doubt(out: Labels, start: float, end: float, why: str) -> None:
        if why.startswith("word"):
            _put(out["prolonged"], start, end, 1)
        else:
            _put(out["filled"], start - 0.05, end + 0.05, np.nan)
            _put(out["prolonged"], start - 0.05, end + 0.05, np.nan)
        if not why.startswith("other"):
            _put(out["speech"], start + 0.05, end - 0.05, 1)


def _put(track: Floats, start: float, end: float, value: float) -> None:
    track[max(0, round(start * STEP)) : max(0, round(end * STEP))] = value


def _nuclei(
    words: Sequence[tuple[float, float, str]],
    rough: Floats,
    syllables: Callable[[str], int],
    total: int | None,
) -> Floats:
    """Return nuclei per label: each word's syllables, where the rough density puts them."""
    track = np.zeros(len(rough), np.float32)
    for start, end, word in words:
        part = slice(int(start * STEP), max(int(start * STEP) + 1, int(np.ceil(end * STEP))))
        share = rough[part] + 1e-4
        if len(share):
            track[part] += syllables(word) * share / share.sum()
    return track * np.float32(total / track.sum()) if total else track
