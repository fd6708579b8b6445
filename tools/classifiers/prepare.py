"""Make distorted copies of the speech sets, encode them, and save frames and labels.

    python -m tools.classifiers.prepare SPEECH OUT [--sounds FOLDER] [--few]

About 500 minutes of sound, 16 minutes of CPU time; ``--few`` makes a quarter of the copies.
Copies that are already there are kept, so it can be stopped and started. Needs espeak-ng. Each copy
is a file ``set~name~copy.npz`` with ``inputs`` (n, 771: frames of both layers, features of the
level) and ``labels`` (n, 5).
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.sound.encoder import Encoding
from analysis.sound.levels import features, levels
from analysis.words.pronunciation import syllables
from tools.classifiers import distortions, sounds
from tools.classifiers.loudness import density, loudness_peaks
from tools.classifiers.network import OUTPUTS
from tools.classifiers.recordings import Labels, Recording, recordings
from tools.classifiers.synthetic import speakers

Floats = NDArray[np.float32]
Dice = np.random.Generator

RATE, LABEL = 16000, 160
TEMPOS = (0.7, 0.8, 0.9, 1.25, 1.5)
FREE = "spontaneous"
FEW = ("as it is", "tempo 0.8", "tempo 1.25", "microphone 0", "foreign")
"""Copies that ``--few`` makes; of the sets of read speech only the first."""

COPIES = {
    "spontaneous": 6,
    "fillers": 4,
    "fluent": 2,
    "pauses": 1,
    "ratings": 1,
    "dictation": 3,
    "espeak": 2,
}
"""Random microphones per recording of a set."""

NOTHING = {"speech": 0.0, "filled": 0.0, "prolonged": 0.0, "nuclei": 0.0}
SOUND, ZEROS = NOTHING | {"foreign": 1.0}, NOTHING | {"foreign": np.nan}


def save(path: Path, speaker: str, samples: Floats, labels: Labels) -> None:
    """Encode a copy and write frames and labels, both every 20 ms."""
    samples = (np.rint(np.clip(samples, -1, 1) * 32767) / 32768).astype(np.float32)
    encoding = Encoding()
    encoding.feed(samples)
    frames = encoding.end()
    inputs = np.concatenate([frames, features(levels(samples), len(frames))], axis=1)
    np.savez(
        path,
        inputs=inputs.astype(np.float16),
        labels=halved(labels, len(frames)),
        speaker=speaker,
    )


def halved(labels: Labels, count: int) -> NDArray[np.float16]:
    """Return labels (count, 5) every 20 ms from labels every 10 ms centered on each frame."""
    out = []
    for name in OUTPUTS:
        track = labels[name]
        track = np.pad(track, (1, max(0, 2 * count + 1 - len(track))), "edge")[: 2 * count]
        before, after = track[::2], track[1::2]
        out.append(
            before + after if name == "nuclei" else np.where(np.isnan(before), before, after)
        )
    return np.stack(out, axis=1).astype(np.float16)


def names(recording: Recording, foreign: bool) -> list[str]:
    """Name all copies of a recording."""
    kind = recording.set
    out = ["as it is"]
    if kind in ("spontaneous", "fluent", "dictation", "espeak"):
        out += [f"tempo {factor}" for factor in TEMPOS]
    out += [f"microphone {k}" for k in range(COPIES.get(kind, 0))]
    if recording.words and kind != "fillers":
        out.append("drawn out")
    if foreign and kind in ("spontaneous", "fluent"):
        out.append("foreign")
    return out


def distorted(recording: Recording, name: str, foreign: Sequence[Floats]) -> tuple[Floats, Labels]:
    """Make the copy with this name; the same one each time."""
    samples, labels = recording.samples, recording.labels
    dice = _dice(recording, name)
    what, _, which = name.partition(" ")
    if what == "tempo":
        return distortions.tempo(samples, labels, float(which))
    if what == "microphone":
        if recording.set != "pauses" or dice.random() < 0.6:
            factor = float(np.exp(dice.uniform(np.log(0.65), np.log(1.55))))
            samples, labels = distortions.tempo(samples, labels, factor)
        return distortions.microphone(samples, dice), labels
    if what == "drawn":
        samples, labels = drawn_out(recording, dice)
        return (distortions.microphone(samples, dice) if dice.random() < 0.5 else samples), labels
    if what == "foreign":
        return with_foreign(samples, labels, foreign, dice)
    return samples, labels


def _dice(recording: Recording, name: str) -> Dice:
    seed = hashlib.md5(f"{recording.set}{recording.name}{name}".encode(), usedforsecurity=False)
    return np.random.default_rng(int(seed.hexdigest()[:8], 16))


def drawn_out(recording: Recording, dice: Dice) -> tuple[Floats, Labels]:
    """Prolong a few words: repeat the loudest 0.1 s of their second half 2 to 6 times."""
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
    """Return labels with ``count`` new ones for a prolongation between two positions."""
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
    """Insert foreign sounds and exact zeros at three positions, most of them in pauses."""
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
    """Prepare all sets."""
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("speech", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--sounds", type=Path)
    ap.add_argument("--few", action="store_true")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    material = list(sounds.made_up(np.random.default_rng(0), 8))
    if a.sounds:
        material += sounds.from_folder(a.sounds)
    for name, sound in material:
        tracks = {n: np.full(-(-len(sound) // LABEL), SOUND[n], np.float32) for n in OUTPUTS}
        path = a.out / f"sounds~{name}~as it is.npz"
        if not path.exists():
            save(path, "none", sound, tracks)
    foreign = [sound for _, sound in material]
    for recording in chain(recordings(a.speech, syllables, density), speakers()):
        masked = _masked(recording)
        wanted = names(masked, bool(foreign))
        if a.few:
            wanted = [n for n in wanted if n in FEW[: len(FEW) if masked.set == FREE else 1]]
        for name in wanted:
            path = a.out / f"{masked.set}~{masked.name}~{name}.npz"
            if not path.exists():
                save(path, masked.speaker, *distorted(masked, name, foreign))


def _masked(recording: Recording) -> Recording:
    """Remove speech labels where read speech is as quiet as its background.

    Truth that lists only pauses of 0.25 s or more labels shorter silences as speech.
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
