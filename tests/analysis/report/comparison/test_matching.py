"""Which sentences say the same: written retellings, other answers, and their order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from analysis.report.comparison.matching import MatchedRow, StemSet, rows, stem, stems
from analysis.words.markers.tokens import bare
from tests.analysis.report.comparison.retold import TUNED, UNSEEN, Retold


def read(sentences: Sequence[str]) -> list[StemSet]:
    return [stems([bare(word) for word in sentence.split()]) for sentence in sentences]


def heard_in(found: Sequence[MatchedRow], place: int) -> frozenset[int]:
    """Return the places of the second answer that say what one place of the first says."""
    row = next(row for row in found if place in row.places[0])
    return frozenset(row.places[1]) | ({row.elsewhere[1]} if 1 in row.elsewhere else frozenset())


def outcome(told: Retold) -> tuple[int, int, int, int]:
    """Count sentences kept and found, kept and not found, dropped and said so, dropped and not."""
    found = rows([read([text for text, _ in told.first]), read(told.second)])
    right = missed = said = wrong = 0
    for place, (_, again) in enumerate(told.first):
        heard = heard_in(found, place)
        if again is None:
            said, wrong = said + (not heard), wrong + bool(heard)
        else:
            right, missed = right + (again in heard), missed + (again not in heard)
    return right, missed, said, wrong


@pytest.mark.parametrize("told", [TUNED, UNSEEN], ids=["tuned", "unseen"])
def test_most_of_what_is_retold_in_other_words_is_found(told: Sequence[Retold]) -> None:
    right, missed, said, wrong = (sum(each) for each in zip(*map(outcome, told), strict=True))
    assert right / (right + missed) >= 0.8
    assert (said > 0, wrong) == (True, 0)  # nothing that was dropped counts as heard


def test_answers_to_other_questions_share_nothing() -> None:
    every = [*TUNED, *UNSEEN]
    pairs = [(a, b) for a in every for b in every if a is not b]
    matched = sum(
        bool(heard_in(rows([read([t for t, _ in a.first]), read(b.second)]), place))
        for a, b in pairs
        for place in range(len(a.first))
    )
    assert matched / sum(len(a.first) for a, _ in pairs) < 0.03


def test_the_same_words_match_in_any_order() -> None:
    first = read(["The boy had asthma.", "The nurse called my attending.", "We gave oxygen."])
    found = rows([first, first[::-1]])
    assert [row.places for row in found] == [((0,), (2,)), ((1,), (1,)), ((2,), (0,))]


def test_what_is_new_comes_after_what_was_said_before_it() -> None:
    first = read(["The boy had asthma.", "We gave oxygen early."])
    later = read(["The boy had asthma.", "His father smoked cigarettes.", "We gave oxygen early."])
    found = rows([first, later])
    assert [row.places for row in found] == [((0,), (0,)), ((), (1,)), ((1,), (2,))]


def test_two_sentences_told_as_one_are_one_row() -> None:
    first = read(["The potassium was high.", "The rhythm was abnormal."])
    (row,) = rows([first, read(["The potassium was high and the rhythm abnormal."])])
    assert row.places == ((0, 1), (0,))


def test_a_later_answer_can_match_past_one_that_does_not() -> None:
    told = [read(["The boy had asthma."]), read(["He left."]), read(["A boy with asthma."])]
    assert [row.places for row in rows(told)] == [((), (0,), ()), ((0,), (), (0,))]


def test_an_answer_without_words() -> None:
    assert rows([read(["The boy had asthma."]), []])[0].places == ((0,), ())
    assert rows([[], []]) == ()


@pytest.mark.parametrize(
    "alike",
    ["patient patients patient's", "vaccine vaccinated", "learn learned learning", "study studies",
     "family families", "quick quickly"],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(alike: str) -> None:
    assert len({stem(word) for word in alike.split()}) == 1


def test_function_words_say_nothing() -> None:
    assert stems(["and", "then", "i", "was", "so", "really", "going", "to", "the"]) == frozenset()
