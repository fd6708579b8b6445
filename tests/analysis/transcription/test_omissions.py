"""Where words were left out, and how they are inserted."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.transcription.omissions import (
    PHRASE,
    UNHEARD,
    articulated,
    insert,
    omissions,
    phrase,
    spoken,
)
from analysis.types import Span, Word
from tests.analysis.transcription.test_decoding import FakeSpectrogram, said


def words(text: str, *times: float) -> list[Word]:
    """Words that follow one another, each from a time to the next."""
    return [Word(a, b, t, 0.9) for t, a, b in zip(text.split(), times[:-1], times[1:], strict=True)]


def places(text: list[Word], speech: NDArray[np.float64]) -> list[tuple[float, float]]:
    """Where words were left out, in hundredths of a second."""
    return [(round(s.start, 2), round(s.end, 2)) for s in omissions(text, speech)]


STEADY = np.arange(0, 20.005, 0.01)
"""Speech without a pause for 20 s."""


def test_speech_is_counted() -> None:
    speech = spoken(FakeSpectrogram()(said(10))[:, :1000])
    assert speech[-1] == pytest.approx(5, abs=0.05)
    assert spoken(np.zeros((80, 0), np.float32))[-1] == 0


def test_a_steady_sound_is_not_articulated() -> None:
    def seconds(*parts: bool) -> float:
        sound = [FakeSpectrogram(steady=steady)(said(10))[:, :1000] for steady in parts]
        features = np.concatenate(sound, axis=1)
        return float(articulated(features, spoken(features))[-1])

    assert seconds(False) == pytest.approx(5, abs=0.05)
    assert seconds(True) == pytest.approx(0.06 * 9, abs=0.05)  # next to each start and end
    assert seconds(False, True) == pytest.approx(5 + 0.06 * 10, abs=0.05)


def test_a_sound_of_a_few_frames_is_not_steady() -> None:
    for count in range(20):
        features = np.ones((80, count), np.float32)
        assert articulated(features, np.arange(count + 1) / 100)[-1] == pytest.approx(count / 100)


def test_a_word_can_take_only_what_its_syllables_do() -> None:
    slow = 0.25 + UNHEARD
    assert places(words("year", 0, slow - 0.05), STEADY[: round(slow * 100) - 4]) == []
    assert places(words("year", 0, slow + 0.05), STEADY[: round(slow * 100) + 6]) == [(0, 2.3)]
    long = words("uncharacteristically", 0, slow + 0.05)
    assert places(long, STEADY[: round(slow * 100) + 6]) == []


def test_what_is_missing_may_come_before_the_first_word_or_after_the_last() -> None:
    text = words("we left", 3, 3.4, 3.8)
    assert places(text, STEADY[:381]) == [(0, 3.0)]
    assert places(words("we left", 0, 0.4, 0.8), STEADY[:381]) == [(0, 3.8)]


def test_what_is_missing_may_be_spread_over_two_words() -> None:
    text = words("we asked her then left", 0, 0.3, 0.6, 2.2, 3.8, 4.0)
    assert places(text, STEADY[:401]) == [(0.6, 3.8)]
    assert omissions(text, STEADY[:401], spread=1) == ()


def test_silence_and_steady_speech_leave_nothing_out() -> None:
    text = words("we asked her then left", 0, 0.3, 0.6, 8.0, 8.3, 8.6)
    quiet = np.concatenate([np.arange(0, 0.9, 0.01), np.full(740, 0.9)])
    assert places(text, quiet) == []
    assert places(words("we asked her", 0, 0.3, 0.6, 0.9), STEADY[:91]) == []
    assert places([], STEADY[:1]) == []


def speech_in(*spans: tuple[float, float], length: float) -> NDArray[np.float64]:
    """Speech as counted frame by frame, in some spans of seconds only."""
    frames = np.arange(round(length * 100)) / 100 + 0.005
    loud = np.any([(frames > a) & (frames < b) for a, b in spans], axis=0)
    return np.append(0, np.cumsum(loud)) / 100


def bounds(place: Span, speech: NDArray[np.float64]) -> tuple[float, float]:
    found = phrase(place, speech)
    assert found is not None
    return found.start, found.end


def test_a_phrase_reaches_from_one_pause_to_another() -> None:
    speech = speech_in((0, 3), (3.5, 6), (6.2, 9), length=9)
    assert bounds(Span(3.2, 6.8), speech) == pytest.approx((3.35, 6.1), abs=0.03)
    assert bounds(Span(2.6, 5.4), speech) == pytest.approx((3.35, 6.1), abs=0.03)
    assert bounds(Span(0, 3.4), speech) == pytest.approx((0, 3.15), abs=0.03)
    assert bounds(Span(6.5, 9), speech) == pytest.approx((6.1, 9), abs=0.03)


def test_a_phrase_needs_pauses_near_its_place_and_speech_between_them() -> None:
    fluent = speech_in((0, 3), (3.5, 9), length=9)
    assert phrase(Span(3.2, 6.8), fluent) is None
    assert phrase(Span(1.5, 3.2), fluent) is None
    short = speech_in((0, 3), (3.5, 3.4 + PHRASE), (5, 9), length=9)
    assert phrase(Span(3, 4), short) is None
    longer = speech_in((0, 3), (3.5, 3.6 + PHRASE), (5, 9), length=9)
    assert phrase(Span(3, 4), longer) is not None
    assert phrase(Span(0, 6), fluent) is None  # it is all there is


def test_a_sentence_is_inserted_where_it_was_left_out() -> None:
    text = words("all year then we left", 0, 0.3, 3.0, 3.2, 3.4, 3.6)
    heard = words(
        "all year they asked us for more then we", 0, 0.3, 0.7, 1, 1.5, 2, 2.4, 3, 3.2, 3.4
    )
    complete = insert(text, heard, Span(0.3, 3.0))
    assert " ".join(w.text for w in complete) == "all year they asked us for more then we left"
    assert list(complete) == sorted(complete, key=lambda w: w.start)


def test_nothing_is_inserted_that_makes_a_text_no_longer() -> None:
    text = words("all year then we left", 0, 0.3, 3.0, 3.2, 3.4, 3.6)
    assert insert(text, words("all year then", 0, 0.3, 3.0, 3.2), Span(0.3, 3.0)) == tuple(text)
    assert insert(text, (), Span(0.3, 3.0)) == tuple(text)
