"""Trains the network that scores phones.

    python -m tools.phones.train SPEECH CACHE analysis/data/phones.npz
    python -m tools.phones.train SPEECH CACHE FOLDER --held-out FOLD    (FOLDER/FOLD.npz)

``CACHE/labels.npz`` is made by ``tools.phones.label``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from analysis.sound.phones import SILENCE, score
from tools.phones.network import Example, components, train
from tools.phones.recordings import FOLDS, Recording, recordings

EPOCHS = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("speech", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--held-out", type=int, choices=range(FOLDS))
    args = parser.parse_args()
    with np.load(args.cache / "labels.npz") as stored:
        labels = {name: stored[name] for name in stored.files}
    found = [r for r in recordings(args.speech, args.cache) if r.key in labels]
    known = [r for r in found if r.fold != args.held_out]
    enter, bias = components([r.frames(args.speech, args.cache) for r in known])

    def example(recording: Recording) -> Example:
        inputs = recording.frames(args.speech, args.cache) @ enter + bias
        return Example(inputs, labels[recording.key], recording.weight)

    weights = train([example(r) for r in known], EPOCHS)
    path = args.out if args.held_out is None else args.out / f"{args.held_out}.npz"
    whole = {"enter": enter, "enter_bias": bias, **weights}
    np.savez_compressed(path, **{name: v.astype(np.float16) for name, v in whole.items()})
    for recording in found:
        if recording.fold == args.held_out and recording.set == "spontaneous":
            left_out = example(recording)
            same = score(left_out.inputs, weights).argmax(axis=1) == left_out.labels
            spoken = (left_out.labels >= 0) & (left_out.labels < SILENCE)
            print(f"{recording.key}: {same[spoken].mean():.3f} of the frames of phones")


if __name__ == "__main__":
    main()
