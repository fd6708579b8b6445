"""One window of up to 30 s to words: encoder, beam search, and alignment, each once.

Without time tokens Whisper leaves out fewer words and repeats itself less; times come from the
alignment (`analysis.transcription.word_times`). A window ends four seconds after its sound, because
the encoder's time grows faster than the window; a doubtful text is decoded again from the 30 s that
Whisper was trained on. What follows the sound is filled with the quietest level that Whisper's own
input can have, not with an average one, which it takes for noise and puts text over.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.models.known import Model
from analysis.sound.audio import RATE, Samples
from analysis.transcription.alignment_heads import folder_with_best_heads
from analysis.transcription.word_times import WordAligner
from analysis.types import Word
from analysis.words.pronunciation import share_known

WINDOW = 30 * RATE
"""Samples that Whisper takes at once."""

FRAMES = 3000
"""Most spectrogram frames of a window, 10 ms each; the encoder gives one state for two of them."""

SILENCE = 400
"""Frames of silence after the sound; with half as many, tiny.en repeats last words more often."""

SHORT = WINDOW - SILENCE * RATE // 100
"""Samples up to which a window is shorter than the longest."""

SPARSE = 1.0
"""Tokens per second of sound below which a text may have stopped early."""

FLOOR = 2.0
"""Below its loudest value Whisper's normalized spectrogram is empty (8 dB tens over 4)."""

BEAM = 5

LENGTH_PENALTY = 1.5
"""Above 1 longer texts win more often: fewer words are left out, few more are put in."""

REPETITIVE = 2.4
UNSURE = -1.0
"""Compression ratio and mean log probability, OpenAI's own, beyond which a text is retried."""

NO_SPEECH = 0.6
"""Probability of no speech from which an unsure text is dropped."""

SEED = 20
AGAIN = 0.4
"""Temperature of the second and last try; the same sound is always drawn the same way."""


LEAST_ENGLISH = 0.3
POOR = -0.6
BETTER = 0.1
ENGLISH_WORDS = 0.7
"""When speech is another language. Whisper's own guess isn't proof: it takes English with an
accent for Malay, at 0.98. So a guess with English below ``LEAST_ENGLISH`` only counts where the
English text is ``POOR`` (mean log probability) and the text in that language is ``BETTER`` by as
much, or where fewer than ``ENGLISH_WORDS`` of its words are English."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as token ids, with its mean log probability and Whisper's no-speech probability."""

    tokens: list[int]
    log_probability: float
    no_speech: float
    text: str

    @property
    def is_repetitive(self) -> bool:
        """Whether the text compresses so well that it must be a loop."""
        content = self.text.encode()
        return bool(content) and len(content) / len(zlib.compress(content)) > REPETITIVE

    @property
    def is_unsure(self) -> bool:
        """Whether Whisper itself finds the text unlikely."""
        return self.log_probability < UNSURE


class Decoder:
    """A loaded model with its tokenizer and its aligner."""

    def __init__(self, whisper: Any, *, letters: bool) -> None:
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._model = whisper.model
        self._spectrogram = whisper.feature_extractor
        multilingual = bool(self._model.is_multilingual)
        self._tokenizer = Tokenizer(
            whisper.hf_tokenizer, multilingual, task="transcribe", language="en"
        )
        self._suppressed = list(get_suppressed_tokens(self._tokenizer, [-1]))
        self._aligner = WordAligner(self._model, self._tokenizer, letters=letters)

    @classmethod
    def load(cls, model: Model, threads: int) -> Decoder:
        """Load a model's folder; errors are the libraries' own."""
        from faster_whisper import WhisperModel

        with folder_with_best_heads(model) as (folder, letters):
            whisper = WhisperModel(
                str(folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads,
                local_files_only=True,
            )
        return cls(whisper, letters=letters)

    def decode(self, samples: Samples, progress: Callable[[float], None]) -> tuple[list[Word], str]:
        """Transcribe at most 30 s of samples (n,) at 16 kHz; times are seconds from their start.

        Also gives the language. Speech in another language than English has no words: Whisper
        would silently translate it, or make words up.
        """
        encoded, states = self._encode(samples, SILENCE)
        progress(0.3)
        decoded = self._generate(encoded)
        if len(samples) < SHORT and self._is_doubtful(decoded, len(samples) / RATE):
            encoded, states = self._encode(samples, FRAMES)
            decoded = self._generate(encoded)
        language = self._language(encoded, decoded)
        if language != "en":
            progress(1.0)
            return [], language
        if decoded.is_repetitive or decoded.is_unsure:
            decoded = self._better(decoded, encoded)
        progress(0.9)
        words = self._aligner.words(encoded, decoded.tokens, states) if decoded.tokens else []
        progress(1.0)
        return words, language

    def _encode(self, samples: Samples, silence: int) -> tuple[Any, int]:
        """Encode a window; return it, and how many of its states the samples fill.

        ``silence`` are the frames after the sound, up to the longest window.
        """
        import ctranslate2

        count = min(FRAMES, len(samples) // self._spectrogram.hop_length)
        features = self._spectrogram(samples)[:, :count]
        floor = float(features.max()) - FLOOR if features.size else 0.0
        length = min(FRAMES, (count + silence + 1) // 2 * 2)
        padding = ((0, 0), (0, length - features.shape[1]))
        padded = np.pad(features, padding, constant_values=floor)
        window = np.ascontiguousarray(padded[None], np.float32)
        encoded = self._model.encode(ctranslate2.StorageView.from_array(window))
        return encoded, max(2, count) // 2

    def _is_doubtful(self, decoded: Decoded, seconds: float) -> bool:
        """Whether the text of some seconds of sound may be wrong as a whole, or stop early."""
        sparse = len(decoded.tokens) < SPARSE * seconds
        wrong = decoded.is_repetitive or decoded.is_unsure
        return sparse or wrong or self._may_be_foreign(decoded)

    def _may_be_foreign(self, english: Decoded) -> bool:
        """Whether another language may explain a window better than this English text."""
        foreign_words = share_known(english.text) < ENGLISH_WORDS
        return bool(self._model.is_multilingual) and (
            english.log_probability < POOR or foreign_words
        )

    def _language(self, encoded: Any, english: Decoded) -> str:
        """Return the language of a window: English unless another explains it clearly better."""
        if not self._may_be_foreign(english):
            return "en"
        guesses = dict(self._model.detect_language(encoded)[0])
        token = max(guesses, key=guesses.__getitem__)
        if guesses.get("<|en|>", 0.0) >= LEAST_ENGLISH:
            return "en"
        other = self._generate(encoded, language=token)
        better = other.log_probability >= english.log_probability + BETTER
        clearly = better or share_known(english.text) < ENGLISH_WORDS
        return str(token.strip("<|>")) if clearly else "en"

    def _generate(
        self, encoded: Any, temperature: float = 0.0, language: str | None = None
    ) -> Decoded:
        start = list(self._tokenizer.sot_sequence)
        if language is not None:
            start[1] = self._tokenizer.tokenizer.token_to_id(language)
        prompt = [*start, self._tokenizer.no_timestamps]
        search: dict[str, Any] = {"beam_size": BEAM, "length_penalty": LENGTH_PENALTY}
        if temperature:
            search = {
                "beam_size": 1,
                "num_hypotheses": BEAM,
                "sampling_topk": 0,
                "sampling_temperature": temperature,
            }
        (result,) = self._model.generate(
            encoded,
            [prompt],
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
            max_length=448,
            **search,
        )
        tokens = [t for t in result.sequences_ids[0] if t < self._tokenizer.eot]
        length = len(result.sequences_ids[0])
        total = result.scores[0] * length ** search.get("length_penalty", 1.0)
        return Decoded(
            tokens, total / (length + 1), result.no_speech_prob, self._tokenizer.decode(tokens)
        )

    def _better(self, first: Decoded, encoded: Any) -> Decoded:
        """Retry text that loops or is unsure; drop text over what isn't speech."""
        import ctranslate2

        if first.is_unsure and first.no_speech > NO_SPEECH:
            return Decoded([], first.log_probability, first.no_speech, "")
        ctranslate2.set_random_seed(SEED)
        second = self._generate(encoded, AGAIN)
        tries: Sequence[Decoded] = (first, second)
        return max(tries, key=lambda d: (not d.is_repetitive, d.log_probability))
