"""Labels every frame with its phone, by aligning what is said with the sound.

    python -m tools.phones.label SPEECH CACHE

The first network learns from words with known times, each phone as long as the others. It then
aligns all texts, the next one learns from that, and aligns them again: ``CACHE/labels.npz``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis.sound.encoder import PERIOD
from analysis.sound.phones import OTHER, SILENCE, score
from analysis.transcription.repeats.matching import Candidate, Pronunciation, align, match
from analysis.transcription.repeats.pronouncing import pronunciations
from analysis.words.markers.lexicon import FILLED_PAUSES
from tools.phones.network import Example, Floats, Ints, components, train
from tools.phones.recordings import Recording, recordings

ROUNDS = (2, 2, 3)
"""Epochs of the networks that label."""


def main() -> None:
    speech, cache = map(Path, sys.argv[1:3])
    found = list(recordings(speech, cache))
    enter, bias = components([r.frames(speech, cache) for r in found])
    inputs = [r.frames(speech, cache) @ enter + bias for r in found]
    ways = pronunciations(word for r in found for word in r.words)
    labels = [_by_times(r, ways, len(x)) for r, x in zip(found, inputs, strict=True)]
    for epochs in ROUNDS:
        examples = [
            Example(x, y, r.weight)
            for r, x, y in zip(found, inputs, labels, strict=True)
            if y is not None
        ]
        weights = train(examples, epochs)
        labels = [
            _by_alignment(r, ways, score(x, weights)) for r, x in zip(found, inputs, strict=True)
        ]
        print(epochs, "epochs; labeled:", sum(y is not None for y in labels), flush=True)
    named = {r.key: y for r, y in zip(found, labels, strict=True) if y is not None}
    np.savez_compressed(cache / "labels.npz", **named)


def _by_times(recording: Recording, ways: dict, count: int) -> Ints | None:
    """Labels from the times of words, if they are known; filled pauses aren't."""
    if recording.times is None:
        return None
    labels = np.full(count, SILENCE)
    for word, (start, end) in zip(recording.words, recording.times, strict=True):
        first, last = round(start / PERIOD), min(count, round(end / PERIOD))
        way = ways[word][0] if ways[word] else (-1,)
        at = np.arange(last - first) * len(way) // max(1, last - first)
        labels[first:last] = np.array(way)[at]
    return labels


def _by_alignment(recording: Recording, ways: dict, scores: Floats) -> Ints | None:
    """Labels from the alignment of words, then of the phones of each; unknown words have none."""
    found = align(scores, [ways[word] for word in recording.words])
    if found is None:
        return None
    labels = np.where(scores[:, OTHER] > scores[:, SILENCE], OTHER, SILENCE)
    for word, first, last in zip(recording.words, found.starts, found.ends, strict=True):
        part = scores[first:last]
        if not ways[word]:
            labels[first:last] = OTHER if word in FILLED_PAUSES else -1
            continue
        labels[first:last] = _phones(part, _best(part, ways[word]))
    return labels


def _best(scores: Floats, ways: Sequence[Pronunciation]) -> Pronunciation:
    matched = match(scores, [Candidate(((way,),), 0, len(scores)) for way in ways])
    return ways[int(matched.argmax())]


def _phones(scores: Floats, way: Pronunciation) -> Ints:
    labels = np.full(len(scores), -1)
    found = align(scores, [((phone,),) for phone in way])
    if found is not None:
        for phone, first, last in zip(way, found.starts, found.ends, strict=True):
            labels[first:last] = phone
    return labels


if __name__ == "__main__":
    main()
