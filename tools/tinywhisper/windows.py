"""Training windows, composed as faster-whisper cuts them from an answer.

A window starts at time 0 of the model: at the recording's start, in a pause, or, after
a sentence that was cut off, in the middle of one. Its last sentence is often cut off.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.utils.data import IterableDataset, get_worker_info

from .bank import RATE, Bank, Sound, Timed
from .sound import Phones, equaliser, log_mel, noise, varied
from .targets import STEP, Line, Segment, Writer

SILENT = 0.05  # share of windows without speech
TIMED = 0.7  # share written with timestamps; word times are found without them


@dataclass(slots=True)
class Example:
    """Features (80, 2 n), a phone for each of n frames, and the token line."""

    features: Tensor
    phones: np.ndarray
    line: Line


class Composer:
    """Draws windows of `seconds` from a bank."""

    def __init__(self, bank: Bank, tokenizer: Tokenizer, seconds: float, seed: int) -> None:
        self.bank, self.writer, self.seconds = bank, Writer(tokenizer), seconds
        self.rng, self.gauss = random.Random(seed), np.random.default_rng(seed)

    def example(self) -> Example:
        """Draw one window."""
        rng = self.rng
        samples = int(self.seconds * RATE)
        used = samples if rng.random() < 0.65 else int(rng.uniform(1.5, self.seconds) * RATE)
        silent, timed = rng.random() < SILENT, rng.random() < TIMED
        speech = np.zeros(samples, np.float32)
        phones = np.zeros(round(self.seconds / STEP), np.int64)
        segments = [] if silent else self._speak(speech, phones, used)
        level = 10 ** (rng.uniform(-26, 0) / 20)
        sound = speech[:used] * np.float32(level) + noise(used, rng, self.gauss, silent)
        tilt = equaliser(rng) if rng.random() < 0.6 else None
        features = torch.zeros(80, samples // 160)
        mel = log_mel(np.clip(sound, -1, 1), tilt)
        features[:, : used // 160] = mel[:, : used // 160]
        return Example(features, phones, self.writer.line(segments, timed, used / RATE, rng))

    def _speak(self, speech: Sound, phones: np.ndarray, used: int) -> list[Segment]:
        """Lay sentences of one voice into `speech` until it is full."""
        rng, end = self.rng, used / RATE
        voice, segments = self.bank.voice(rng), []
        at = self._lead(speech, voice)
        tight = rng.random() < 0.5
        while at < end - 0.5:
            y, words, marks = self._clip(voice, first=not segments)
            s = int(at * RATE)
            complete = s + len(y) <= used - 400
            y = y[: used - s] * np.float32(rng.uniform(0.6, 1))
            speech[s : s + len(y)] += y
            for a, b, p in zip(marks[0] + at, marks[1] + at, marks[2], strict=True):
                if b > 0:
                    phones[int(max(0, a) / STEP) : int(b / STEP)] = p
            words = [(a + at, b + at, w) for a, b, w in words]
            begun = any(w and a < end - 0.15 for a, _, w in words)
            if begun:
                segments.append(Segment(words, complete))
            if not complete:
                break
            at += len(y) / RATE + self._gap(tight)
            if rng.random() < 0.04:
                break
        return segments

    def _lead(self, speech: Sound, voice: str) -> float:
        """Return the silence before speech; sometimes the last sliver of a word sounds first."""
        rng, r = self.rng, self.rng.random()
        lead = rng.uniform(0, 0.4) if r < 0.5 else rng.uniform(0.2, 1.2)
        if r > 0.88:
            lead = rng.uniform(0.5, 4)
        if rng.random() < 0.3:
            n = int(rng.uniform(0.01, 0.07) * RATE)
            tail = self.bank.draw(rng, voice).sound()[-n - int(0.04 * RATE) :][:n]
            speech[: len(tail)] += tail
            lead += 0.08
        return lead

    def _gap(self, tight: bool) -> float:
        """Return a pause between sentences."""
        rng, r = self.rng, self.rng.random()
        if tight:
            return rng.uniform(0.05, 0.5)
        return rng.uniform(0.2, 1.2) if r < 0.8 else rng.uniform(1, 3)

    def _clip(self, voice: str, first: bool) -> tuple[Sound, list[Timed], Phones]:
        """Draw a clip; at a window's start, often one that is already under way."""
        y, words, marks = varied(self.bank.draw(self.rng, voice), self.rng)
        places = [
            k for k in range(1, len(words)) if words[k][0] - words[k - 1][1] > -1e-3 and words[k][2]
        ]
        if not first or not places or self.rng.random() > 0.3:
            return y, words, marks
        k = self.rng.choice(places)
        cut = max(words[k - 1][1], words[k][0] - self.rng.uniform(0, 0.1))
        n = int(cut * RATE)
        shift = n / RATE
        words = [(a - shift, b - shift, w) for a, b, w in words[k:]]
        return y[n:], words, (marks[0] - shift, marks[1] - shift, marks[2])


def collate(batch: list[Example], pad: int) -> tuple[Tensor, ...]:
    """Stack examples: row r of the decoder reads inputs[r] and predicts targets[r].

    Returns features, phones, inputs, targets (-100: not trained), and for every token the
    first and last encoder frame of its sound and whether it has any.
    """
    size = max(len(b.line.inputs) for b in batch) - 1
    inputs = torch.full((len(batch), size), pad)
    targets = torch.full((len(batch), size), -100)
    spans = torch.full((len(batch), size + 1, 2), -1.0)
    for k, b in enumerate(batch):
        m = len(b.line.inputs) - 1
        inputs[k, :m] = torch.tensor(b.line.inputs[:-1])
        targets[k, :m] = torch.tensor(b.line.targets[1:])
        spans[k, : m + 1] = torch.tensor(b.line.spans) / STEP
    features = torch.stack([b.features for b in batch])
    frames = features.shape[2] // 2
    valid = (spans[..., 1] >= 0) & (spans[..., 0] < frames)
    lo = spans[..., 0].clamp(0, frames - 1).floor().long()
    hi = torch.maximum(lo + 1, spans[..., 1].clamp(0, frames).round().long())
    phones = torch.from_numpy(np.stack([b.phones for b in batch]))
    return features, phones, inputs, targets, lo, hi, valid


class Windows(IterableDataset[tuple[Tensor, ...]]):
    """Endless batches; sees shards that are added to the bank while it runs."""

    def __init__(self, folder: str, tokenizer: str, seconds: float, batch: int, seed: int) -> None:
        self.folder, self.tokenizer, self.seconds = folder, tokenizer, seconds
        self.batch, self.seed = batch, seed

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        """Compose batches for ever."""
        torch.set_num_threads(1)
        info = get_worker_info()
        seed = self.seed * 7919 + (info.id if info else 0)
        bank, tokenizer = Bank(self.folder), Tokenizer.from_file(self.tokenizer)
        composer = Composer(bank, tokenizer, self.seconds, seed)
        while True:
            bank.refresh()
            yield collate([composer.example() for _ in range(self.batch)], composer.writer.end)
