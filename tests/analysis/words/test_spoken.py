"""Written words are counted the way they are said; remarks in brackets are not."""

import pytest

from analysis.types import Word
from analysis.words.spoken import continues, remarks, spoken_middles, spoken_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2020", "twenty twenty"),
        ("2008", "two thousand eight"),
        ("H-1B", "H one B"),
        ("24/7", "twenty four seven"),
        ("$3,000", "three thousand dollars"),
        ("2nd", "second"),
        ("50%", "fifty percent"),
        ("Med-Peds", "Med Peds"),
        ("don’t", "don't"),
        ("10:30", "ten thirty"),
        ("[Music]", ""),
        ("♪", ""),
        ("(laughs)", ""),
    ],
)
def test_words_as_they_are_said(written: str, said: str) -> None:
    found = " ".join(spoken_words(written))
    assert found in (said, "twenty oh eight") if written == "2008" else found == said


def test_a_remark_of_several_words_is_none_of_the_persons() -> None:
    words = ["I", "[soft", "music", "playing]", "agree", "♪"]
    assert remarks(words) == {1, 2, 3, 5}


def test_each_word_that_is_said_has_its_middle() -> None:
    written = (Word(0.0, 0.5, "In"), Word(1.0, 2.0, "2020"), Word(2.0, 2.3, "[Music]"))
    assert spoken_middles(written) == (0.25, 1.25, 1.75)


@pytest.mark.parametrize(
    ("before", "text", "one"),
    [
        ("med", "-peds", True),
        ("mother-and", "-grandfather", True),
        ("10", ",000", True),
        ("99", ".5", True),
        ("95", "%", True),
        ("p", ".m.", True),
        ("M", "&Ms", True),
        ("end", ".Then", False),
        ("so", "'cause", False),
        ("I", "-I", False),
        ("The", "-the", False),
        ("med", "-", False),
        ("yes.", "-No", False),
        ("", "-peds", False),
        ("med", "peds", False),
    ],
)
def test_which_texts_belong_to_the_word_before(before: str, text: str, one: bool) -> None:
    assert continues(before, text) == one


def test_an_apostrophe_continues_a_word_if_there_was_no_space() -> None:
    assert continues("o", "'clock", no_space=True) and continues("D", "’Souza", no_space=True)
    assert not continues("o.", "'clock", no_space=True)
