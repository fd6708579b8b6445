"""Turn a window of up to 30 s into words: encoder, beam search, and alignment.

Without time tokens Whisper leaves out fewer words and repeats itself less; times come from the
alignment (`analysis.transcription.alignment`). A window ends four seconds after its sound, because
the encoder's time grows faster than the window; a doubtful text is decoded again with eight, and
one that another language may explain better with the 30 s that Whisper was trained on. A text that
still loops is decoded again with no three tokens twice, and an echo is left out. Nothing is drawn
at random. Speech that no word accounts for is decoded once more, with what is around it or, if it
is a phrase between two pauses, alone (`analysis.transcription.omissions`). What follows the sound
is filled with the quietest level that Whisper's own input can have, not with an average one, which
it takes for noise and puts text over.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from analysis.memory import return_free_memory
from analysis.models.known import Model
from analysis.sound.arrays import Floats
from analysis.sound.audio import RATE, Samples
from analysis.transcription.alignment.word_times import WordAligner
from analysis.transcription.language import (
    BETTER,
    POOR,
    is_english,
    is_not_english,
    may_not_be_english,
    other_language,
)
from analysis.transcription.loading.load import load
from analysis.transcription.omissions import (
    FRAME,
    PHRASE,
    SpeechTime,
    insert,
    is_incomplete,
    omissions,
    phrase,
)
from analysis.types import Span, Word
from analysis.words.checking.invented import echoes, loops

WINDOW = 30 * RATE
"""Samples that Whisper takes at once."""

FRAMES = 3000
"""Most frames of a window; the encoder halves their number."""

SILENCE = 400
"""Frames of silence after the sound; with half as many, tiny.en repeats last words more often."""

SHORT = WINDOW - SILENCE * RATE // 100
"""Samples up to which a window is shorter than the longest."""

MORE_SILENCE = 800
"""Frames of silence in the second attempt at an English text; another language gets 30 s."""

LEAST_SPEECH = 1.0
"""Seconds of speech that isn't steady from which it may be in another language."""

AROUND = 1.0
"""Seconds on either side of speech that was left out that are decoded with it."""

SURE = -0.75
"""Mean log probability from which what is decoded there is inserted."""

FLOOR = 2.0
"""Below its loudest value Whisper's normalized spectrogram is empty (8 dB tens over 4)."""

MOST_TOKENS, MOST_IN_ALL = 10, 224
"""Most tokens per second of sound, more than in the fastest speech, so that a loop ends; and in a
window, Whisper's own limit. CTranslate2 gets twice as many: it halves the number."""

BEAM = 5

LENGTH_PENALTY = 1.5
"""Above 1 longer texts win more often: fewer words are left out, few more are put in."""

REPETITIVE = 2.4
UNSURE = -1.0
"""Compression ratio and mean log probability, OpenAI's own, beyond which a text is retried."""

NO_SPEECH = 0.6
"""Probability of no speech from which an unsure text is dropped."""

HOPELESS = -1.3
"""Mean log probability below which the last text is dropped: each token has a chance of 1 in 4.
The speech is then shown as not transcribed, not as words that nobody said."""

LOOP = 3
"""Tokens in a row that may occur only once where a text looped: a loop can't go on then."""


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

    @property
    def is_no_speech(self) -> bool:
        """Whether the text was most likely made up over what isn't speech."""
        return self.is_unsure and self.no_speech > NO_SPEECH

    @property
    def may_be_inserted(self) -> bool:
        """Whether the text is sure enough to be inserted into another one."""
        return bool(self.tokens) and not self.is_repetitive and self.log_probability >= SURE

    def without_text(self) -> Decoded:
        """Return what is left when the text is dropped."""
        return replace(self, tokens=[], text="")


@dataclass(frozen=True, slots=True)
class DecodedWindow:
    """The words of a window and their language; none if the text is another language's or wrong."""

    words: list[Word]
    language: str
    doubtful: bool
    english: float
    """Mean log probability of its English text."""
    states: Any = None
    tokens: tuple[int, ...] = ()
    """The encoder's states, and the text that was found in them."""


@dataclass(frozen=True, slots=True)
class EncodedWindow:
    """A window's states from the encoder, and the most tokens that its sound may have."""

    states: Any
    most: int


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
        whisper, letters = load(model, threads)
        return cls(whisper, letters=letters)

    def decode(self, samples: Samples, progress: Callable[[float], None]) -> tuple[list[Word], str]:
        """Transcribe at most 30 s of samples (n,) at 16 kHz; times are seconds from their start.

        Also gives the language. Speech in another language than English has no words: Whisper
        would silently translate it, or make words up.
        """
        count = min(FRAMES, len(samples) // self._spectrogram.hop_length)
        features = self._spectrogram(samples)[:, :count]
        speech = SpeechTime.of(features)
        last = len(samples) >= SHORT
        found = self._attempt(features, speech, SILENCE, progress, last=last)
        if found.doubtful and not last:
            silence = MORE_SILENCE if found.language == "en" else FRAMES
            found = self._attempt(
                features, speech, silence, progress, last=True, before=found.english
            )
        words = self._complete(features, speech, found)
        progress(1.0)
        return words, found.language

    def _complete(self, features: Floats, speech: SpeechTime, found: DecodedWindow) -> list[Word]:
        """Insert what was left out of the words of a spectrogram (bands, n), if it is sure."""
        words = found.words
        if not words:
            return words
        for place in omissions(words, speech.articulated):
            words = self._insert_around(features, words, place)
        if words != found.words:
            return words
        return self._insert_phrases(features, speech, found)

    def _insert_around(self, features: Floats, words: list[Word], place: Span) -> list[Word]:
        """Insert what is heard around a place where words were left out, if that is more."""
        start = max(0.0, place.start - AROUND)
        part = features[:, round(start / FRAME) : round((place.end + AROUND) / FRAME)]
        if part.shape[1] == features.shape[1]:
            return words  # it is what was decoded already
        window = self._encode(part, SILENCE)
        decoded = self._generate(window)
        if not decoded.may_be_inserted:
            return words
        more = self._aligner.words(window.states, decoded.tokens, part.shape[1] // 2)
        moved = [replace(w, start=start + w.start, end=start + w.end) for w in more]
        return list(insert(words, moved, place))

    def _insert_phrases(
        self, features: Floats, speech: SpeechTime, found: DecodedWindow
    ) -> list[Word]:
        """Insert phrases between two pauses that were left out as a whole, if they are sure."""
        for place in omissions(found.words, speech.articulated, spread=1, least=PHRASE):
            part = phrase(place, speech.spoken)
            if part is None:
                continue
            sound = features[:, round(part.start / FRAME) : round(part.end / FRAME)]
            decoded = self._generate(self._encode(sound, SILENCE))
            if decoded.may_be_inserted:
                found = self._insert_phrase(found, decoded, place, features.shape[1] // 2)
        return found.words

    def _insert_phrase(
        self, found: DecodedWindow, more: Decoded, place: Span, states: int
    ) -> DecodedWindow:
        """Insert a phrase at a place, before or after a word there, wherever it is most likely.

        The words next to the place count, too, as they may be misplaced. The phrase is dropped if
        it is unsure there, or contains one of these words. ``states`` is how many the sound has.
        """
        words, tokens = found.words, found.tokens
        first, last = (sum(w.start < at for w in words) for at in (place.start, place.end))
        near = slice(max(0, first - 1), last + 1)
        around = " ".join(w.text for w in words[near])
        too_long = len(tokens) + len(more.tokens) > MOST_IN_ALL
        if too_long or _share_a_word(more.text, around):
            return found
        begins = [*self._aligner.first_tokens(tokens), len(tokens)][near.start : near.stop + 1]
        texts = [(*tokens[:at], *more.tokens, *tokens[at:]) for at in begins]
        likely = [self._aligner.log_probabilities(found.states, text, states) for text in texts]
        best = max(range(len(texts)), key=lambda i: likely[i].mean())
        inserted = likely[best][begins[best] :][: len(more.tokens)]
        if inserted.mean() < UNSURE:
            return found
        timed = self._aligner.words(found.states, texts[best], states)
        return replace(found, words=timed, tokens=texts[best])

    def _attempt(
        self,
        features: Floats,
        speech: SpeechTime,
        silence: int,
        progress: Callable[[float], None],
        *,
        last: bool,
        before: float = -np.inf,
    ) -> DecodedWindow:
        """Decode a window: a spectrogram (bands, n) and frames of silence, as far as they fit.

        The ``last`` attempt makes the best of a text that seems wrong; others leave it there.
        ``before`` is the mean log probability of the English text of an earlier attempt.
        """
        window = self._encode(features, silence)
        progress(0.6 if last else 0.3)
        decoded = self._generate(window)
        progress(0.8 if last else 0.5)
        english = before if decoded.is_repetitive else max(before, decoded.log_probability)
        language = "en"
        if speech.articulated[-1] >= LEAST_SPEECH:
            language = self._language(window, decoded, english, last=last)
        wrong = decoded.is_repetitive or decoded.is_unsure
        if language != "en" or (wrong and not last):
            return DecodedWindow([], language, doubtful=True, english=english)
        looped, states = decoded.is_repetitive, max(2, features.shape[1]) // 2
        if wrong:
            decoded = self._best(decoded, window)
        words, tokens = self._words(window, decoded.tokens, states, looped=looped)
        doubtful = is_incomplete(words, len(tokens), speech)
        return DecodedWindow(words, language, doubtful, english, window.states, tuple(tokens))

    def _words(
        self, window: EncodedWindow, tokens: list[int], states: int, *, looped: bool = False
    ) -> tuple[list[Word], list[int]]:
        """Return the words of a text, and its tokens, without loops and echoes if possible.

        A text that ``looped`` was decoded without loops already.
        """
        words = self._aligner.words(window.states, tokens, states) if tokens else []
        if loops(words) and not looped:
            again = self._generate(window, loops=False)
            if again.tokens and again.log_probability >= HOPELESS:
                better = self._aligner.words(window.states, again.tokens, states)
                words, tokens = (words, tokens) if loops(better) else (better, again.tokens)
        found = echoes(words)
        if not found:
            return words, tokens
        begins = [*self._aligner.first_tokens(tokens), len(tokens)]
        for first, last in reversed(found):
            tokens = tokens[: begins[first]] + tokens[begins[last] :]
        return self._aligner.words(window.states, tokens, states), tokens

    def _encode(self, features: Floats, silence: int) -> EncodedWindow:
        """Encode a window: a spectrogram (bands, n) and frames of silence after it, as they fit."""
        import ctranslate2

        floor = float(features.max()) - FLOOR if features.size else 0.0
        length = min(FRAMES, (features.shape[1] + silence + 1) // 2 * 2)
        padding = ((0, 0), (0, length - features.shape[1]))
        padded = np.pad(features, padding, constant_values=floor)
        whole = np.ascontiguousarray(padded[None], np.float32)
        return_free_memory()  # before the encoder, which takes the most
        states = self._model.encode(ctranslate2.StorageView.from_array(whole))
        most = MOST_TOKENS * (2 + features.shape[1] * FRAME)
        return EncodedWindow(states, min(MOST_IN_ALL, round(most)))

    def _language(
        self, window: EncodedWindow, english: Decoded, to_beat: float, *, last: bool
    ) -> str:
        """Return the language of a window: English unless another explains it better.

        Its text must be clearly more likely than the best English one, which has a mean log
        probability of ``to_beat``, and must not be unsure, a loop, or English. It isn't needed if
        the English text isn't English, or is poor and not the ``last``: then the sound is decoded
        again anyway. What isn't speech has no language.
        """
        if (
            not self._model.is_multilingual
            or english.is_no_speech
            or not may_not_be_english(english.text, to_beat)
        ):
            return "en"
        guesses = self._model.detect_language(window.states)[0]
        token = other_language(guesses, english.text, to_beat)
        if token is None:
            return "en"
        language = token.strip("<|>")
        again = not last and to_beat < POOR
        if again or is_not_english(english.text):
            return language
        other = self._generate(window, language=token)
        wrong = other.is_unsure or other.is_repetitive or is_english(other.text)
        return language if other.log_probability >= to_beat + BETTER and not wrong else "en"

    def _generate(
        self, window: EncodedWindow, *, language: str | None = None, loops: bool = True
    ) -> Decoded:
        """Find the likeliest text, by default in English; without ``loops`` none can occur."""
        start = list(self._tokenizer.sot_sequence)
        if language is not None:
            start[1] = self._tokenizer.tokenizer.token_to_id(language)
        prompt = [*start, self._tokenizer.no_timestamps]
        (result,) = self._model.generate(
            window.states,
            [prompt],
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
            max_length=2 * window.most,
            beam_size=BEAM,
            length_penalty=LENGTH_PENALTY,
            no_repeat_ngram_size=0 if loops else LOOP,
        )
        tokens = [t for t in result.sequences_ids[0] if t < self._tokenizer.eot]
        length = len(result.sequences_ids[0])
        total = result.scores[0] * length**LENGTH_PENALTY
        return Decoded(
            tokens, total / (length + 1), result.no_speech_prob, self._tokenizer.decode(tokens)
        )

    def _best(self, decoded: Decoded, window: EncodedWindow) -> Decoded:
        """Decode a loop again; drop what still loops, text over non-speech, and guesses."""
        if decoded.is_no_speech:
            return decoded.without_text()
        if decoded.is_repetitive:
            decoded = self._generate(window, loops=False)
        wrong = decoded.is_repetitive or decoded.log_probability < HOPELESS
        return decoded.without_text() if wrong else decoded


def _share_a_word(one: str, other: str) -> bool:
    """Whether two texts have a word in common."""
    first, second = (set(re.findall(r"[\w']+", text.casefold())) for text in (one, other))
    return bool(first & second)
