"""A sentence edited as text: words keep their times through alignment."""

from __future__ import annotations

import random

import pytest

from analysis.types import Correction, Word
from analysis.words.corrections import corrected_words, reworded

WORDS = (
    Word(1.0, 1.3, "I"),
    Word(1.4, 1.8, "worked"),
    Word(1.9, 2.0, "in"),
    Word(2.1, 2.6, "largos"),
    Word(3.4, 3.6, "for"),
    Word(3.6, 4.0, "years."),
)


def edited(text: str) -> tuple[tuple[str, float, float], ...]:
    words = corrected_words(WORDS, reworded(WORDS, text))
    return tuple((w.text, round(w.start, 3), round(w.end, 3)) for w in words)


def times(text: str) -> dict[str, tuple[float, float]]:
    return {word: (start, end) for word, start, end in edited(text)}


def test_the_same_text_is_no_correction() -> None:
    assert reworded(WORDS, "I worked in largos for years.") == ()
    assert reworded((), "anything") == ()


def test_a_word_put_right_keeps_its_time() -> None:
    assert reworded(WORDS, "I worked in Lagos for years.") == (
        Correction(2.1, 2.6, "word", "Lagos"),
    )


def test_punctuation_alone_changes_only_its_word() -> None:
    assert reworded(WORDS, "I worked in largos, for years.") == (
        Correction(2.1, 2.6, "word", "largos,"),
    )


def test_words_put_in_take_the_gap_and_the_others_stay() -> None:
    found = times("I worked in largos for two years.")
    assert found["for"][0] == 3.4 and found["years."] == (3.6, 4.0)
    found = times("I worked in largos only for years.")
    assert found["only"] == (2.6, 3.4) and found["largos"] == (2.1, 2.6)


def test_words_taken_out_leave_the_others() -> None:
    assert edited("I worked for years.") == (
        ("I", 1.0, 1.3),
        ("worked", 1.4, 1.8),
        ("for", 3.4, 3.6),
        ("years.", 3.6, 4.0),
    )


@pytest.mark.parametrize("seed", range(40))
def test_any_edit_gives_just_that_text_in_order(seed: int) -> None:
    choose = random.Random(seed)
    text = [w.text for w in WORDS]
    for _ in range(choose.randint(1, 4)):
        at = choose.randrange(len(text) + 1)
        if choose.random() < 0.5 or not text[at:]:
            text.insert(at, choose.choice(["very", "New", "for", "in", "Ghana"]))
        else:
            del text[at]
    if not text:
        return
    got = edited(" ".join(text))
    assert [word for word, _, _ in got] == text
    assert all(1.0 <= start <= end <= 4.0 for _, start, end in got)
