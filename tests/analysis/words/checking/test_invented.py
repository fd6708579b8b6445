"""An echo: a phrase that the text has twice in a row, once faster than anyone speaks."""

from __future__ import annotations

import pytest

from analysis.types import Word
from analysis.words.checking.invented import echoes, invented

PHRASE = "He puts it on his head."


def said(text: str, start: float, each: float) -> list[Word]:
    words = text.split()
    return [Word(start + i * each, start + (i + 1) * each, w, 0.99) for i, w in enumerate(words)]


@pytest.mark.parametrize("first", [False, True], ids=["the second", "the first"])
def test_the_phrase_without_time_is_the_echo(first: bool) -> None:
    fast, slow = (0.02, 0.3) if first else (0.3, 0.02)
    before = said("Then the bird comes back.", 0, 0.3)
    words = [*before, *said(PHRASE, 2, fast), *said(PHRASE, 4, slow), *said("Then it", 6, 0.3)]
    place = (5, 11) if first else (11, 17)
    assert echoes(words) == (place,)
    assert invented(words) == frozenset(range(*place))


def test_what_a_person_says_twice_is_no_echo() -> None:
    assert echoes([*said(PHRASE, 0, 0.12), *said(PHRASE, 1, 0.12)]) == ()
    assert echoes([*said("I think that", 0, 0.3), *said("I think that", 1, 0.02)]) == ()
    assert echoes([*said(PHRASE, 0, 0.3), *said("So", 2, 0.3), *said(PHRASE, 3, 0.02)]) == ()
    assert echoes([]) == ()


def test_an_echo_may_begin_in_the_middle_of_what_is_said_twice() -> None:
    words = said("Look at it. It's a scarf.", 0, 0.3)
    words += [*said("Look at it.", 2, 0.3), *said("It's a scarf. Look at it.", 3, 0.04)]
    assert echoes([*words, *said("It's nice.", 4, 0.3)]) == ((9, 15),)


def test_every_echo_is_found() -> None:
    words = [*said(PHRASE, 0, 0.3), *said(PHRASE, 2, 0.03), *said(PHRASE, 2, 0.01)]
    other = said("and then the baby bird falls out of it", 3, 0.3)
    again = said("and then the baby bird falls out of it", 6, 0.01)
    assert echoes([*words, *other, *again]) == ((6, 12), (12, 18), (27, 36))


def test_an_echo_in_the_middle_is_found_once() -> None:
    words = [*said(PHRASE, 0, 0.3), *said(PHRASE, 2, 0.01), *said(PHRASE, 3, 0.3)]
    assert echoes(words) == ((6, 12),)
