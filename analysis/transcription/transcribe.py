"""Sound to words with times, by Whisper.

faster-whisper loads the model; the decoding is ours, because a chunk is at most one window: one
pass of the encoder over no more than the chunk, one beam search without time tokens (a second time
only where the text is doubtful), and one alignment. No prompt is given and
nothing is carried over from earlier text: a filler prompt makes Whisper put "uh, uh, uh" over
what it doesn't understand, and filled pauses are found in the sound anyway. docs/experiments.md has
the measurements behind each choice.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from analysis.memory import ADVICE, ran_out
from analysis.models.folder import unfit_weights
from analysis.models.known import Model, missing_part
from analysis.sound.audio import RATE, Samples
from analysis.transcription.decoding import WINDOW, Decoder
from analysis.types import OtherLanguage, Transcript, Word


class ModelProblem(Exception):
    """A model that can't be used; the message is one plain sentence for the person."""


class Canceled(Exception):
    """The person no longer wants this result."""


TranscriptionProgress = Callable[[float], None]
"""Receives the share done, 0–1, after each uninterruptible step; may raise ``Canceled``."""


class Transcriber(Protocol):
    """Anything that turns samples at 16 kHz into a transcript."""

    def transcribe(self, samples: Samples, progress: TranscriptionProgress) -> Transcript:
        """Transcribe samples (n,); notifies of its progress."""
        ...


class Whisper:
    """A loaded model. Loading takes from a tenth of a second to several seconds."""

    def __init__(self, model: Model, *, threads: int = 0) -> None:
        check(model.folder)
        self.model = model
        try:
            self._decoder = Decoder.load(model, threads or default_threads())
        except Exception as error:  # the tokenizer's library raises nothing more specific
            raise _unfit(model, "couldn't be loaded", error) from error

    def transcribe(self, samples: Samples, progress: TranscriptionProgress) -> Transcript:
        """Transcribe mono float32 samples (n,) at 16 kHz; word times in seconds.

        More than one window of 30 s is transcribed window by window; the chunks of a recording
        are shorter than that.
        """
        words: list[Word] = []
        others: list[OtherLanguage] = []
        count = max(1, -(-len(samples) // WINDOW))
        try:
            for number in range(count):
                window = samples[number * WINDOW : (number + 1) * WINDOW]
                at = number * WINDOW / RATE
                found, language = self._decoder.decode(window, _part_of(progress, number, count))
                words += [replace(w, start=at + w.start, end=at + w.end) for w in found]
                if language != "en":
                    others.append(OtherLanguage(at, at + len(window) / RATE, language))
        except Canceled:
            raise
        except Exception as error:  # files that don't fit together only fail here
            raise _unfit(self.model, "failed on this recording", error) from error
        return Transcript(tuple(words), len(samples) / RATE, "en", self.model.name, tuple(others))


def _part_of(progress: TranscriptionProgress, number: int, count: int) -> TranscriptionProgress:
    """Notify of one window's share as its part of the whole."""
    return lambda share: progress((number + share) / count)


def _unfit(model: Model, how: str, error: Exception) -> ModelProblem:
    """Return the problem of a model, or of too little memory for it."""
    if ran_out(error):
        return ModelProblem(
            f"There isn't enough memory for the model {model.name}. "
            f"{ADVICE.capitalize()}, then analyze again."
        )
    return ModelProblem(
        f"The model {model.name} {how} ({_first_line(error)}). "
        f"Delete its folder {model.folder} and pull it again, or choose another."
    )


def check(folder: Path) -> None:
    """Refuse a folder that isn't a model.

    Raises
    ------
    ModelProblem
        When the folder or one of its files is missing, or ``model.bin`` doesn't fit them.
    """
    if not folder.is_dir():
        raise ModelProblem(f"The model folder {folder} is missing. See `viva model list`.")
    if part := missing_part(folder):
        raise ModelProblem(
            f"{part} is missing from the model folder {folder}. Pull the model again."
        )
    if problem := unfit_weights(folder):
        raise ModelProblem(
            f"The model in {folder} can't be used: {problem}. Pull it again, or choose another."
        )


def default_threads() -> int:
    """Threads for transcription: all cores but one where there are more than two."""
    cores = os.cpu_count() or 2
    return min(8, cores if cores <= 2 else cores - 1)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:160]
