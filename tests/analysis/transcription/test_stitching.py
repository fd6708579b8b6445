"""Two hearings of one stretch become one: no word twice, none lost."""

from __future__ import annotations

from analysis.transcription.stitching import join
from analysis.types import Word


def said(text: str, start: float, each: float = 0.3) -> tuple[Word, ...]:
    """Words in a row, each ``each`` seconds long."""
    return tuple(
        Word(start + i * each, start + (i + 1) * each, w) for i, w in enumerate(text.split())
    )


def text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def test_a_word_that_both_heard_is_the_seam() -> None:
    before = said("I grew up in a small", 8.0)
    after = said("Up in a small town near", 8.65)
    assert text(join(before, after, 9.3)) == "I grew up in a small town near"


def test_the_seam_nearest_to_the_cut_is_taken() -> None:
    before = said("one two three for", 9.0)
    after = said("won two three four five", 9.0)
    assert text(join(before, after, 9.6)) == "one two three four five"


def test_without_a_common_word_each_side_keeps_its_own() -> None:
    before = said("a b c", 9.0)
    after = said("x y z", 9.6)
    assert text(join(before, after, 9.6)) == "a b x y z"


def test_a_word_on_the_cut_that_each_puts_on_the_others_side_is_not_lost() -> None:
    before = (Word(9.0, 9.4, "my"), Word(9.5, 9.9, "frend"))
    after = (Word(9.3, 9.68, "friend"), Word(10.0, 10.3, "said"))
    joined = text(join(before, after, 9.69))
    assert joined in ("my friend said", "my frend said")


def test_equal_words_far_apart_are_two_words() -> None:
    before = said("the end of the", 8.0)
    after = said("day the rest", 9.6)
    assert text(join(before, after, 9.5)) == "the end of the day the rest"


def test_one_side_may_be_empty() -> None:
    words = said("all of it", 5.0)
    assert join(words, (), 9.0) == words and join((), words, 4.0) == words
