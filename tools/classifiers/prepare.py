"""Make distorted copies of the speech sets, encode them, and keep frames and labels.

    python -m tools.prepare SPEECH OUT [--sounds FOLDER] [--sentences FILE]

About 500 minutes of sound, ten minutes of one core. Each copy is a file ``set~name~copy.npz`` with
``inputs`` (n, 771: frames of both layers, features of the level) and ``labels`` (n, 5).
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.sound.encoder import Encoding
from analysis.sound.levels import features, levels
from tools.classifiers import distortions, sounds
from tools.classifiers.loudness import loudness_peaks
from tools.classifiers.network import OUTPUTS
from tools.classifiers.recordings import Labels, Recording, recordings
from tools.classifiers.synthetic import speakers

Floats = NDArray[np.float32]
Dice = np.random.Generator

RATE, LABEL = 16000, 160
TEMPOS = (0.7, 0.8, 0.9, 1.25, 1.5)
COPIES = {
    "spontaneous": 6,
    "fillers": 4,
    "fluent": 2,
    "pauses": 1,
    "ratings": 1,
    "dictation": 3,
    "espeak": 2,
}
"""Random microphones for each recording of a set."""

NOTHING = {"speech": 0.0, "filled": 0.0, "prolonged": 0.0, "nuclei": 0.0}
SOUND, ZEROS = NOTHING | {"foreign": 1.0}, NOTHING | {"foreign": np.nan}


@dataclass(frozen=True, slots=True)
class Copy:
    """A distorted copy of a recording."""

    of: Recording
    name: str
    samples: Floats
    labels: Labels

    def save(self, folder: Path) -> None:
        """Encode it and write frames and labels, both every 20 ms."""
        samples = (np.rint(np.clip(self.samples, -1, 1) * 32767) / 32768).astype(np.float32)
        encoding = Encoding()
        encoding.feed(samples)
        frames = encoding.end()
        inputs = np.concatenate([frames, features(levels(samples), len(frames))], axis=1)
        np.savez(
            folder / f"{self.of.set}~{self.of.name}~{self.name}.npz",
            inputs=inputs.astype(np.float16),
            labels=halved(self.labels, len(frames)),
            speaker=self.of.speaker,
        )


def halved(labels: Labels, count: int) -> NDArray[np.float16]:
    """Labels (count, 5) every 20 ms of labels every 10 ms, which lie around each frame."""
    out = []
    for name in OUTPUTS:
        track = labels[name]
        track = np.pad(track, (1, max(0, 2 * count + 1 - len(track))), "edge")[: 2 * count]
        before, after = track[::2], track[1::2]
        out.append(
            before + after if name == "nuclei" else np.where(np.isnan(before), before, after)
        )
    return np.stack(out, axis=1).astype(np.float16)


def copies(recording: Recording, foreign: Sequence[Floats]) -> Iterator[Copy]:
    """Make all copies of a recording; the same ones each time."""
    samples, labels, kind = recording.samples, recording.labels, recording.set
    yield Copy(recording, "as it is", samples, labels)
    if kind in ("spontaneous", "fluent", "dictation", "espeak"):
        for factor in TEMPOS:
            yield Copy(recording, f"tempo {factor}", *distortions.tempo(samples, labels, factor))
    for k in range(COPIES.get(kind, 0)):
        dice = _dice(recording, f"microphone {k}")
        moved = samples, labels
        if kind != "pauses" or dice.random() < 0.6:
            moved = distortions.tempo(
                *moved, float(np.exp(dice.uniform(np.log(0.65), np.log(1.55))))
            )
        yield Copy(recording, f"microphone {k}", distortions.microphone(moved[0], dice), moved[1])
    if recording.words and kind != "fillers":
        dice = _dice(recording, "drawn out")
        out, moved_labels = drawn_out(recording, dice)
        if dice.random() < 0.5:
            out = distortions.microphone(out, dice)
        yield Copy(recording, "drawn out", out, moved_labels)
    if foreign and kind in ("spontaneous", "fluent"):
        dice = _dice(recording, "foreign")
        yield Copy(recording, "foreign", *with_foreign(samples, labels, foreign, dice))


def _dice(recording: Recording, name: str) -> Dice:
    seed = hashlib.md5(f"{recording.set}{recording.name}{name}".encode(), usedforsecurity=False)
    return np.random.default_rng(int(seed.hexdigest()[:8], 16))


def drawn_out(recording: Recording, dice: Dice) -> tuple[Floats, Labels]:
    """Draw a few words out: the loudest tenth of a second of their second half, 2 to 6 times."""
    samples, labels = recording.samples, recording.labels
    words = [w for w in recording.words or () if w[1] - w[0] > 0.15]
    count = min(len(words), max(3, len(samples) // RATE // 4))
    for i in sorted(dice.choice(len(words), count, replace=False), reverse=True):
        start, end = (int(t * RATE) for t in words[i][:2])
        middle = start + int((end - start) * dice.uniform(0.4, 0.55))
        loud = loudness_peaks(samples[middle : end - 480])
        if loud is None:
            continue
        first, last = ((middle + t) // LABEL * LABEL for t in loud)
        around = slice(max(0, first - 800), last + 800)
        factor = dice.uniform(0.17, 0.5)
        slow = distortions.stretched(samples[around], factor)[
            int((first - around.start) / factor) :
        ]
        slow = slow[: int((last - first) / factor) // LABEL * LABEL]
        if len(slow) >= 15 * LABEL:
            samples = np.concatenate([samples[:first], slow, samples[last:]])
            labels = _spliced(labels, first // LABEL, last // LABEL, len(slow) // LABEL)
    return samples, labels


def _spliced(labels: Labels, first: int, last: int, count: int) -> Labels:
    """Labels with ``count`` new ones of a prolongation between two places."""
    out = {}
    for name, track in labels.items():
        value = float(name in ("prolonged", "speech"))
        if name == "nuclei":
            value = float(track[first:last].sum() / count)
        middle = np.full(count, value, np.float32)
        out[name] = np.concatenate([track[:first], middle, track[last:]])
    return out


def with_foreign(
    samples: Floats, labels: Labels, foreign: Sequence[Floats], dice: Dice
) -> tuple[Floats, Labels]:
    """Put foreign sounds and exact zeros at three places, most of them in pauses."""
    for _ in range(3):
        quiet = np.flatnonzero(labels["speech"] == 0)
        in_pause = len(quiet) and dice.random() < 0.7
        at = int(dice.choice(quiet) if in_pause else dice.integers(len(labels["speech"]) - 1))
        if dice.random() < 0.3:
            sound, of = np.zeros(int(dice.uniform(0.3, 6) * RATE), np.float32), ZEROS
        else:
            whole, of = foreign[dice.integers(len(foreign))], SOUND
            count = int(dice.uniform(1, 7) * RATE)
            first = dice.integers(0, max(1, len(whole) - count))
            sound = whole[first : first + count] * 10 ** (dice.uniform(-20, 3) / 20)
        sound = sound[: len(sound) // LABEL * LABEL].astype(np.float32)
        samples = np.concatenate([samples[: at * LABEL], sound, samples[at * LABEL :]])
        fill = {n: np.full(len(sound) // LABEL, of[n], np.float32) for n in labels}
        labels = {n: np.concatenate([t[:at], fill[n], t[at:]]) for n, t in labels.items()}
    return samples, labels


def main() -> None:
    """Prepare everything."""
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("speech", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--sounds", type=Path)
    ap.add_argument("--sentences", type=Path)
    a = ap.parse_args()
    from analysis.pronunciation import syllables

    from tools.classifiers.loudness import density

    a.out.mkdir(parents=True, exist_ok=True)
    material = list(sounds.made_up(np.random.default_rng(0), 8))
    if a.sounds:
        material += sounds.from_folder(a.sounds)
    for name, sound in material:
        tracks = {n: np.full(-(-len(sound) // LABEL), SOUND[n], np.float32) for n in OUTPUTS}
        whole = Recording("sounds", name, "none", sound, tracks, None)
        Copy(whole, "as it is", sound, tracks).save(a.out)
    foreign = [sound for _, sound in material]
    synthetic = speakers(a.sentences.read_text().splitlines()) if a.sentences else ()
    for recording in chain(recordings(a.speech, syllables, density), synthetic):
        for copy in copies(_masked(recording), foreign):
            copy.save(a.out)


def _masked(recording: Recording) -> Recording:
    """Forget speech labels where read speech lies at the level of its background.

    Truths that tell only of pauses of 0.25 s take the shorter silences for speech.
    """
    if recording.set not in ("fluent", "pauses", "fillers"):
        return recording
    measured = levels(recording.samples)
    track = recording.labels["speech"].copy()
    level = measured.decibels[::2][: len(track)]
    low = np.pad(level < measured.floor + 5, (0, len(track) - len(level)))
    track[low & (track == 1)] = np.nan
    return replace(recording, labels=recording.labels | {"speech": track})


if __name__ == "__main__":
    main()
