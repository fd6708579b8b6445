"""How much of a window Whisper gets, and when it gets the whole one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.sound.audio import RATE, Samples
from analysis.transcription.decoding import (
    FRAMES,
    MORE_SILENCE,
    MOST_IN_ALL,
    SILENCE,
    Decoded,
    DecodedWindow,
    Decoder,
    EncodedWindow,
)
from analysis.transcription.language import may_not_be_english, other_language
from analysis.transcription.omissions import SpeechTime
from analysis.types import Span, Word

HOP = RATE // 100
TEXT = "We asked her parents for more time and they said yes."


class FakeModel:
    """Notes how many frames it encodes; guesses a language."""

    def __init__(self, language: str | None = None) -> None:
        self.encoded: list[int] = []
        self.is_multilingual = language is not None
        self._language = language

    def encode(self, window: Any) -> int:
        self.encoded.append(window.shape[2])
        return self.encoded[-1]

    def detect_language(self, encoded: int) -> list[list[tuple[str, float]]]:
        return [[(f"<|{self._language}|>", 0.9), ("<|en|>", 0.05)]]


class FakeSpectrogram:
    """Makes a spectrogram of the sound's level; the bands rise and fall in turn, or are steady."""

    hop_length = HOP

    def __init__(self, *, steady: bool = False) -> None:
        self._swing = 0.0 if steady else 0.5

    def __call__(self, samples: Samples) -> Samples:
        levels = np.append(samples[::HOP], 0)
        turns = np.arange(len(levels)) / 16 + np.arange(80)[:, None] / 80
        return (levels * (1 + self._swing * np.sin(2 * np.pi * turns))).astype(np.float32)


class FakeAligner:
    """Find the same words in every text; texts of rising tokens are likely, others are not."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words

    def words(self, states: Any, tokens: Sequence[int], count: int) -> list[Word]:
        return list(self._words)

    def first_tokens(self, tokens: Sequence[int]) -> list[int]:
        return list(range(len(tokens)))

    def log_probabilities(
        self, states: Any, tokens: Sequence[int], count: int
    ) -> NDArray[np.float64]:
        falls = np.diff(tokens, prepend=0) < 0
        return np.where(falls, -8.0, -0.5)


def windows(
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
    found: Decoded,
    words: Sequence[Word] = (),
    language: str | None = None,
    *,
    steady: bool = False,
) -> list[int]:
    """Frames of each window that is encoded for some seconds of speech with this text.

    A multilingual model guesses the ``language``; in that one it is sure of the text. The sound may
    be ``steady``, like a long "um".
    """
    model, decoder = FakeModel(language), Decoder.__new__(Decoder)
    timed = words or steadily(seconds)
    parts = {
        "_model": model,
        "_spectrogram": FakeSpectrogram(steady=steady),
        "_aligner": FakeAligner(timed),
        "_generate": lambda encoded, *, language=None, loops=True: (
            found if language is None else replace(found, log_probability=-0.1)
        ),
    }
    for name, part in parts.items():
        monkeypatch.setattr(decoder, name, part, raising=False)
    decoder.decode(said(seconds), lambda share: None)
    return model.encoded


def said(seconds: float) -> Samples:
    """A second of speech, a second of silence, and so on; at least the last one is silent."""
    sound = np.zeros(round(seconds * RATE), np.float32)
    for second in range(0, int(seconds) - 1, 2):
        sound[second * RATE : (second + 1) * RATE] = 1
    return sound


def steadily(seconds: float) -> list[Word]:
    """A word in each second."""
    return [Word(at, at + 0.9, "word", 0.9) for at in range(int(seconds))]


def text_of(tokens: int, log_probability: float = -0.2, text: str = TEXT) -> Decoded:
    return Decoded([1] * tokens, log_probability, 0.0, text)


@pytest.mark.parametrize(("seconds", "frames"), [(5, 500 + SILENCE), (28, FRAMES), (30, FRAMES)])
def test_a_window_ends_soon_after_its_sound(
    monkeypatch: pytest.MonkeyPatch, seconds: float, frames: int
) -> None:
    assert windows(monkeypatch, seconds, text_of(tokens=90)) == [frames]


@pytest.mark.parametrize(
    "doubtful",
    [text_of(tokens=90, log_probability=-1.5), text_of(tokens=90, text="yeah " * 60)],
    ids=["unsure", "loop"],
)
def test_a_doubtful_text_is_decoded_again_from_a_longer_window(
    monkeypatch: pytest.MonkeyPatch, doubtful: Decoded
) -> None:
    assert windows(monkeypatch, 20, doubtful) == [2000 + SILENCE, 2000 + MORE_SILENCE]
    assert windows(monkeypatch, 25, doubtful) == [2500 + SILENCE, FRAMES]
    assert windows(monkeypatch, 29, doubtful) == [FRAMES]


def test_what_a_text_passes_over_is_decoded_again_then_on_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def words(*times: tuple[float, float]) -> list[Word]:
        return [Word(start, end, "word", 0.9) for start, end in times]

    enough, twice = text_of(tokens=90), [2000 + SILENCE, 2000 + MORE_SILENCE]
    stretched, alone = words((0, 1), (1, 8), (8, 8.5), (8.5, 20)), [900 + SILENCE, 1300 + SILENCE]
    assert windows(monkeypatch, 20, enough, stretched)[:4] == [*twice, *alone]
    halves = windows(monkeypatch, 20, enough, words((0, 10), (10, 20)))
    assert halves[:4] == [*twice, 1100 + SILENCE, 1100 + SILENCE]
    assert windows(monkeypatch, 20, enough, words((0, 20))) == twice
    assert windows(monkeypatch, 20, enough, stretched, steady=True) == twice[:1]
    long = windows(monkeypatch, 29, enough, words((0, 10), (10, 29)))
    assert long == [FRAMES, 1100 + SILENCE, 2000 + SILENCE]


def test_a_phrase_between_pauses_is_decoded_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = [replace(word, text="characteristically") for word in steadily(20)]
    stretched = [slow[0], Word(1, 5.6, "word", 0.9), *slow[6:]]
    whole, alone = windows(monkeypatch, 20, text_of(tokens=90), stretched)
    assert whole == 2000 + SILENCE
    assert alone - SILENCE == pytest.approx(300 + 2 * 15, abs=6)  # from 2 to 5 s, and margins
    assert windows(monkeypatch, 20, text_of(tokens=90), stretched, steady=True) == [whole]


@pytest.mark.parametrize(
    ("tokens", "text", "complete"),
    [
        ([4, 5], "nobody asked", (1, 2, 3, 4, 5, 6, 7)),
        ([4, 5], "Then asked", (1, 2, 3, 6, 7)),
        ([9, 4, 9, 4, 5], "nobody asked", (1, 2, 3, 6, 7)),
        ([4] * MOST_IN_ALL, "nobody asked", (1, 2, 3, 6, 7)),
    ],
    ids=["likely", "said there already", "unlikely anywhere", "too long"],
)
def test_a_phrase_is_inserted_where_it_is_likely(
    monkeypatch: pytest.MonkeyPatch, tokens: list[int], text: str, complete: tuple[int, ...]
) -> None:
    words = [Word(at, at + 1, t, 0.9) for at, t in enumerate(["all", "year", "then", "we", "left"])]
    decoder = Decoder.__new__(Decoder)
    monkeypatch.setattr(decoder, "_aligner", FakeAligner(words), raising=False)
    found = DecodedWindow(words, "en", doubtful=False, english=-0.2, tokens=(1, 2, 3, 6, 7))
    phrase = Decoded(tokens, -0.2, 0.0, text)
    inserted = decoder._insert_phrase(found, phrase, Span(2, 3), states=500)
    assert inserted.tokens == complete


@pytest.mark.parametrize(
    ("again", "left"),
    [(TEXT, TEXT), ("The stuff! The stuff? The stuff?! The stuff!! " * 5, "")],
    ids=["a text", "a loop by other signs"],
)
def test_a_loop_is_dropped_if_it_stays_one(
    monkeypatch: pytest.MonkeyPatch, again: str, left: str
) -> None:
    decoder = Decoder.__new__(Decoder)
    without_loops = text_of(tokens=90, text=again)
    monkeypatch.setattr(decoder, "_generate", lambda window, loops: without_loops, raising=False)
    loop = text_of(tokens=90, text="yeah " * 60)
    assert decoder._best(loop, EncodedWindow(states=None, most=100)).text == left


class TextAligner(FakeAligner):
    """Finds a word in each token, each half a second long."""

    def __init__(self) -> None:
        super().__init__(())

    def words(self, states: Any, tokens: Sequence[int], count: int) -> list[Word]:
        return [Word(i / 2, i / 2 + 0.5, str(t), 0.9) for i, t in enumerate(tokens)]


@pytest.mark.parametrize(
    ("again", "log_probability", "kept"),
    [
        ([1, 2, 3, 4], -1.2, [1, 2, 3, 4]),
        ([1, 2, 3, 4], -1.4, [1, 2, 2, 2, 2, 2, 2]),
        ([1, 3, 3, 3, 3, 3, 3], -0.5, [1, 2, 2, 2, 2, 2, 2]),
        ([], -0.1, [1, 2, 2, 2, 2, 2, 2]),
    ],
    ids=["a text", "a guess", "another loop", "nothing"],
)
def test_a_loop_too_short_to_compress_well_is_decoded_again(
    monkeypatch: pytest.MonkeyPatch, again: list[int], log_probability: float, kept: list[int]
) -> None:
    decoder = Decoder.__new__(Decoder)
    other = Decoded(again, log_probability, 0.0, TEXT)
    monkeypatch.setattr(decoder, "_aligner", TextAligner(), raising=False)
    monkeypatch.setattr(decoder, "_generate", lambda window, *, loops: other, raising=False)
    window = EncodedWindow(states=None, most=100)
    words, tokens = decoder._words(window, [1, 2, 2, 2, 2, 2, 2], states=50)
    assert tokens == kept
    assert [word.text for word in words] == [str(token) for token in kept]


def test_a_loop_is_decoded_again_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decoder, tokens = Decoder.__new__(Decoder), [1, 2, 2, 2, 2, 2, 2]
    monkeypatch.setattr(decoder, "_aligner", TextAligner(), raising=False)
    window = EncodedWindow(states=None, most=100)
    assert decoder._words(window, tokens, states=50, looped=True)[1] == tokens  # no `_generate`


class EchoAligner(FakeAligner):
    """Finds a word in each token, the first four in a second and the others in no time."""

    def __init__(self) -> None:
        super().__init__(())

    def words(self, states: Any, tokens: Sequence[int], count: int) -> list[Word]:
        starts = [min(number, 4) / 4 for number in range(len(tokens))]
        return [Word(at, at, str(t), 0.9) for at, t in zip(starts, tokens, strict=True)]


def test_an_echo_is_taken_out_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    decoder = Decoder.__new__(Decoder)
    monkeypatch.setattr(decoder, "_aligner", EchoAligner(), raising=False)
    window = EncodedWindow(states=None, most=100)
    words, tokens = decoder._words(window, [1, 2, 3, 4, 1, 2, 3, 4, 5], states=50)
    assert tokens == [1, 2, 3, 4, 5]
    assert [word.text for word in words] == ["1", "2", "3", "4", "5"]


def test_few_words_for_the_speech_are_decoded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    hesitant = [Word(at, at + 4, "characteristically", 0.9) for at in range(0, 20, 4)]
    short, longer = 2000 + SILENCE, 2000 + MORE_SILENCE
    assert windows(monkeypatch, 20, text_of(tokens=13), hesitant) == [short]
    assert windows(monkeypatch, 20, text_of(tokens=11), hesitant) == [short, longer]


def test_speech_in_another_language_is_decoded_again_from_a_whole_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    poor = text_of(tokens=90, log_probability=-0.8)
    assert windows(monkeypatch, 10, poor, language="es") == [1000 + SILENCE, FRAMES]


def test_what_is_not_speech_is_in_no_other_language(monkeypatch: pytest.MonkeyPatch) -> None:
    made_up = Decoded([1, 2, 3], -1.2, 0.7, "Mhm zzz")
    frames = windows(monkeypatch, 5, made_up, language="nn")
    assert frames == [500 + SILENCE, 500 + MORE_SILENCE]  # as an unsure English text
    assert windows(monkeypatch, 5, replace(made_up, no_speech=0.1), language="nn")[1] == FRAMES


@pytest.mark.parametrize("language", [None, "en", "la"])
def test_english_is_decoded_once(monkeypatch: pytest.MonkeyPatch, language: str | None) -> None:
    poor = text_of(tokens=90, log_probability=-0.8)
    assert windows(monkeypatch, 10, poor, language=language) == [1000 + SILENCE]


@pytest.mark.parametrize(
    ("likeliest", "probability", "english", "log_probability", "found"),
    [
        ("<|es|>", 0.71, 0.2, -0.2, True),
        ("<|es|>", 0.69, 0.2, -0.5, False),
        ("<|es|>", 0.49, 0.2, -0.7, True),
        ("<|es|>", 0.49, 0.31, -0.7, False),
        ("<|la|>", 0.9, 0.05, -0.7, False),
        ("<|en|>", 0.9, 0.9, -0.7, False),
    ],
    ids=["sure", "likely English text", "poor", "maybe English", "Latin", "English"],
)
def test_a_guess_must_be_sure_or_the_english_text_poor(
    likeliest: str, probability: float, english: float, log_probability: float, found: bool
) -> None:
    guesses = {"<|en|>": english, "<|fr|>": 0.01, likeliest: probability}
    token = other_language(guesses.items(), TEXT, log_probability)
    assert token == (likeliest if found else None)


@pytest.mark.parametrize(("log_probability", "kept"), [(-1.5, ""), (-1.2, TEXT)])
def test_a_guess_is_dropped(log_probability: float, kept: str) -> None:
    guess = text_of(tokens=12, log_probability=log_probability)
    best = Decoder.__new__(Decoder)._best(guess, EncodedWindow(states=0, most=90))
    assert (best.text, bool(best.tokens)) == (kept, bool(kept))


LOOP = text_of(90, -0.1, "Just say to hook" + " and L" * 80)


@pytest.mark.parametrize(
    ("log_probability", "kept"), [(-0.7, TEXT), (-1.5, "")], ids=["a text", "a guess"]
)
def test_a_loop_is_decoded_again_so_that_none_can_occur(
    monkeypatch: pytest.MonkeyPatch, log_probability: float, kept: str
) -> None:
    texts = {True: LOOP, False: text_of(30, log_probability)}
    decoder = Decoder.__new__(Decoder)
    monkeypatch.setattr(decoder, "_generate", lambda window, *, loops=True: texts[loops])
    assert decoder._best(LOOP, EncodedWindow(states=0, most=90)).text == kept


def language_of(
    monkeypatch: pytest.MonkeyPatch, english: Decoded, other: Decoded, to_beat: float
) -> str:
    """The language of a window that Whisper takes for Spanish, with its text in each."""
    decoder = Decoder.__new__(Decoder)
    monkeypatch.setattr(decoder, "_model", FakeModel("es"), raising=False)
    monkeypatch.setattr(decoder, "_generate", lambda *_, language: other)
    return decoder._language(EncodedWindow(states=0, most=90), english, to_beat, last=True)


@pytest.mark.parametrize(
    ("text", "log_probability", "possible"),
    [
        (TEXT, -0.29, False),
        (TEXT, -0.31, True),
        ("Meñamo Ana y quiero ser medica.", -0.2, True),
    ],
)
def test_no_other_text_is_looked_for_if_it_could_not_be_likelier(
    text: str, log_probability: float, possible: bool
) -> None:
    assert may_not_be_english(text, log_probability) == possible


def test_an_unsure_text_proves_no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    english, spanish = (text_of(30, p, t) for p, t in ((-2.0, TEXT), (-1.1, SPANISH)))
    assert language_of(monkeypatch, english, spanish, -2.0) == "en"
    assert language_of(monkeypatch, english, replace(spanish, log_probability=-0.9), -2.0) == "es"


def test_an_english_loop_does_not_compete_with_another_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decoder = Decoder.__new__(Decoder)
    spanish = text_of(30, -0.5, SPANISH)
    monkeypatch.setattr(decoder, "_model", FakeModel("es"), raising=False)
    monkeypatch.setattr(
        decoder, "_generate", lambda *_, language=None: spanish if language else LOOP
    )
    features = FakeSpectrogram()(said(10))
    speech = SpeechTime.of(features)
    found = decoder._attempt(features, speech, SILENCE, lambda share: None, last=True)
    assert (found.language, found.words) == ("es", [])


def test_a_steady_sound_is_in_no_other_language(monkeypatch: pytest.MonkeyPatch) -> None:
    found = text_of(tokens=90, log_probability=-0.9)
    whole = [500 + SILENCE, FRAMES]
    assert windows(monkeypatch, 5, found, language="es") == whole
    assert windows(monkeypatch, 5, found, language="es", steady=True) == whole[:1]


SPANISH = "Pedimos más tiempo a los padres."


@pytest.mark.parametrize(
    ("other", "to_beat", "language"),
    [
        (SPANISH, -0.9, "es"),
        (SPANISH, -np.inf, "es"),
        (" 4-5" + "-5" * 14, -0.9, "en"),
        (SPANISH, -0.7, "en"),
        (TEXT, -0.9, "en"),
    ],
    ids=["better", "English only loops", "loop", "no better than the first text", "English"],
)
def test_another_language_must_explain_the_sound_better(
    monkeypatch: pytest.MonkeyPatch, other: str, to_beat: float, language: str
) -> None:
    english = text_of(tokens=3, log_probability=-0.9, text="Thank you.")
    spanish = text_of(tokens=30, log_probability=-0.5, text=other)
    assert language_of(monkeypatch, english, spanish, to_beat) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [("Decantles of course! Ah!", "en"), ("Meñamo Ana y quiero ser medica.", "es")],
)
def test_a_name_in_a_short_text_does_not_make_it_another_language(
    monkeypatch: pytest.MonkeyPatch, text: str, language: str
) -> None:
    english = text_of(tokens=8, log_probability=-0.7, text=text)
    assert language_of(monkeypatch, english, text_of(8, -0.7, SPANISH), -0.7) == language
