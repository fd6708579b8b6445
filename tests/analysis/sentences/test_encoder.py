"""The sentence encoder: paraphrases are close, and a vector depends on its text alone."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.sentences.encoder import LONGEST, WIDTH, encode, encode_all

PARAPHRASES = [
    (
        "I graduated from medical school in Cairo.",
        "I completed my medical studies at Cairo University.",
        "Stock prices fell sharply on Monday.",
    ),
    (
        "The doctor examined the sick child.",
        "A physician checked an ill kid.",
        "I forgot my password again.",
    ),
]


@pytest.mark.parametrize(("text", "alike", "other"), PARAPHRASES)
def test_a_paraphrase_is_closer_than_something_else(text: str, alike: str, other: str) -> None:
    one, two, three = encode_all([text, alike, other])
    assert one @ two > 0.6 > 0.3 > one @ three


def test_a_vector_depends_on_nothing_but_its_text() -> None:
    texts = [text for row in PARAPHRASES for text in row] + ["Yes.", "so " * 60]
    forward, backward = encode_all(texts), encode_all(texts[::-1])[::-1]
    assert np.array_equal(forward, backward)
    assert np.array_equal(encode(texts[0]), forward[0])
    assert np.abs(encode(texts[0].upper()) - forward[0]).max() < 1e-5


@pytest.mark.parametrize("text", ["", " ", "?!", "…", "żółć 医学 👍", "\x00\ufffd", "a" * 500])
def test_odd_texts_have_a_vector(text: str) -> None:
    vector = encode(text)
    assert vector.shape == (WIDTH,)
    assert abs(float(vector @ vector) - 1) < 1e-3


def test_of_a_very_long_text_the_beginning_counts() -> None:
    text = "medicine " * (LONGEST - 2)
    assert np.array_equal(encode(text), encode(text + "and birds " * 500))


def test_no_texts_have_no_vectors() -> None:
    assert encode_all([]).shape == (0, WIDTH)
