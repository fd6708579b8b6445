"""Sound → words with times, by Whisper: the only module that imports faster-whisper.

Whisper was trained on tidied transcripts, so it leaves out "um" and repeats, and it invents text on
silence; both are dealt with where the words are used, never by deleting here. Text is not
conditioned on earlier text (a loop would feed itself), and the filler prompt stays short: long ones
make Whisper drop whole sentences (whisperX#693).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from analysis.memory import ADVICE, ran_out
from analysis.models.folder import unfit_weights
from analysis.models.known import Model, missing_part
from analysis.sound.audio import RATE, Samples
from analysis.types import Transcript, Word

FILLER_PROMPT = "Um, uh, hmm, er, ah."
"""At most about 30 characters are safe."""

FALLBACK = [0.0, 0.2, 0.4, 0.6]
"""Temperatures tried in turn where Whisper loops or is very unsure."""

SEED = 20


class ModelProblem(Exception):
    """A model that cannot be used; the message is one plain sentence for the person."""


class Cancelled(Exception):
    """The person no longer wants this result."""


TranscriptionProgress = Callable[[float], None]
"""Told the share done, 0–1, after each step that cannot be broken off; may raise ``Cancelled``."""


class Transcriber(Protocol):
    """Anything that turns samples at 16 kHz into a transcript."""

    def transcribe(self, samples: Samples, progress: TranscriptionProgress) -> Transcript:
        """Write down the words; tells its progress."""
        ...


class Whisper:
    """A loaded model. Loading takes from a tenth of a second to some seconds."""

    def __init__(self, model: Model, *, threads: int = 0) -> None:
        check(model.folder)
        from faster_whisper import WhisperModel

        self.model = model
        try:
            self._whisper = WhisperModel(
                str(model.folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads or default_threads(),
                local_files_only=True,
            )
        except Exception as error:  # the tokenizer's library raises nothing narrower
            raise _unfit(model, "cannot be loaded", error) from error
        self._encoded: Callable[[], None] = lambda: None
        encode = self._whisper.encode

        def encode_and_tell(features: Any) -> Any:
            encoded = encode(features)
            self._encoded()
            return encoded

        self._whisper.encode = encode_and_tell

    def transcribe(self, samples: Samples, progress: TranscriptionProgress) -> Transcript:
        """Transcribe mono float32 samples (n,) at 16 kHz; word times in seconds."""
        import ctranslate2

        share = 0.0
        self._encoded = lambda: progress(share)
        # above 0 a temperature draws at random: the same answer is heard the same way every time
        ctranslate2.set_random_seed(SEED)
        words: list[Word] = []
        try:
            segments, _ = self._whisper.transcribe(
                samples,
                language="en",
                beam_size=5,
                temperature=FALLBACK,
                condition_on_previous_text=False,
                initial_prompt=FILLER_PROMPT,
                word_timestamps=True,
            )
            for segment in segments:
                words += _words(segment)
                share = min(1.0, segment.end / (len(samples) / RATE))
                progress(share)
        except Cancelled:
            raise
        except Exception as error:  # whose files do not fit together, it shows only here
            raise _unfit(self.model, "failed on this recording", error) from error
        return Transcript(tuple(words), len(samples) / RATE, "en", self.model.name)


def _words(segment: Any) -> list[Word]:
    """Give the words of one stretch, without the empty ones."""
    return [
        Word(word.start, max(word.start, word.end), word.word.strip(), word.probability)
        for word in segment.words or ()
        if word.word.strip()
    ]


def _unfit(model: Model, how: str, error: Exception) -> ModelProblem:
    """Say what is wrong with a model, or that there is no memory for it."""
    if ran_out(error):
        return ModelProblem(
            f"There is not enough memory for the model {model.name}; {ADVICE}, then analyse again."
        )
    return ModelProblem(
        f"The model {model.name} {how} ({_first_line(error)}); "
        f"remove its folder {model.folder} and pull it again, or choose another."
    )


def check(folder: Path) -> None:
    """Refuse a folder that is no model.

    Raises
    ------
    ModelProblem
        When the folder or one of its files is missing, or ``model.bin`` cannot work with them.
    """
    if not folder.is_dir():
        raise ModelProblem(f"There is no model folder {folder}; see `viva model list`.")
    if part := missing_part(folder):
        raise ModelProblem(f"The model folder {folder} lacks {part}; pull the model again.")
    if problem := unfit_weights(folder):
        raise ModelProblem(
            f"The model in {folder} cannot work: {problem}; pull it again, or choose another."
        )


def default_threads() -> int:
    """Threads for transcription: all cores but one where there are more than two."""
    cores = os.cpu_count() or 2
    return min(8, cores if cores <= 2 else cores - 1)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:160]
