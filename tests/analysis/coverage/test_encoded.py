"""Parts heard by phrases and the shipped sentence encoder, against answers labeled by hand.

``python -m tests.analysis.coverage.test_encoded [development|outside_3|…]`` prints figures and
misses. The encoder's weights come from all of these answers, so what is printed is too good; the
floors below are those of answers that the weights don't come from (``tools/sentences/train.py``).
"""

from __future__ import annotations

import sys
from functools import cache

import pytest

from analysis.coverage.hear import coverage_of_words
from analysis.coverage.types import Coverage
from analysis.sentences.parts import part_scores
from analysis.types import QuestionContext, Word
from tests.analysis.content.test_remarks import spoken
from tests.analysis.coverage.test_parts import (
    SETS,
    answers,
    judge,
    judged_once,
    question,
    share,
    show,
)

QUICK = "latest"

HEARD, RECALL, NOT_HEARD = 0.9, 0.93, 0.93

sets = pytest.mark.parametrize(
    "part",
    [s if s == QUICK else pytest.param(s, marks=pytest.mark.slow) for s in SETS],
)


@cache
def encoded(words: tuple[Word, ...], asked: QuestionContext | None) -> Coverage | None:
    """Return the parts that phrases and the encoder show, computed once for all tests."""
    return coverage_of_words(words, asked, part_scores(words, asked))


@sets
def test_parts_are_heard_where_they_are_and_nowhere_else(part: str) -> None:
    judged = judged_once(part, encoded)
    faults = "\n".join(judged.faults)
    assert share(judged.heard) >= HEARD, faults
    assert share(judged.silent) >= NOT_HEARD, faults
    assert judged.recall >= RECALL, faults


@sets
def test_only_answers_about_something_else_draw_the_comment(part: str) -> None:
    comments = judged_once(part, encoded).comments
    assert comments["false"] <= 1
    assert comments["right"] >= 0.95 * (comments["right"] + comments["missed"])


@sets
def test_every_part_that_is_heard_shows_its_words(part: str) -> None:
    for id, _, _, text in answers(part):
        found = encoded(spoken(text), question(id))
        for heard in found.heard if found else ():
            assert heard.note or (heard.quote and heard.quote.text.split()[0] in text), heard


if __name__ == "__main__":
    for chosen in sys.argv[1:] or SETS:
        show(judge(chosen, cover=encoded), faults=True)
