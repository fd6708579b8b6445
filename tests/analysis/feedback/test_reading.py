"""A mentor's file is hostile input: read strictly, or refused in a few words."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.feedback.reading import LARGEST, MOST_MARKS, NotFeedback, read
from analysis.feedback.types import MentorFeedback, MentorMark
from tests.analysis.feedback.files import ANSWER, content, file
from tests.examples import examples

MARK = {"at": 1, "comment": "x"}


def test_a_file_is_read_as_it_was_filled_in() -> None:
    found = read(file())
    assert found.answer == ANSWER
    assert found.feedback == MentorFeedback(
        mentor="Dr. Lee",
        ratings={"clarity": 4, "delivery": 3},
        comment="Good.\nSay the result first.",
        marks=(MentorMark(0.0, "A good start"), MentorMark(0.75, "Slower here")),
    )
    assert read(b"\xef\xbb\xbf" + file()) == found  # a mail program may add the mark


@pytest.mark.parametrize(
    "values",
    [
        {"format": "viva-backup"},
        {"version": 2},
        {"version": True},
        {"answer": "12"},
        {"answer": ANSWER.upper()},
        {"answer": None},
        {"answer": [ANSWER]},
        {"mentor": ""},
        {"mentor": " \u202e\n"},
        {"mentor": "x" * 81},
        {"mentor": 4},
        {"ratings": {"clarity": 0}},
        {"ratings": {"clarity": 6}},
        {"ratings": {"clarity": 4.0}},
        {"ratings": {"clarity": True}},
        {"ratings": {"clarity": "4"}},
        {"ratings": {"accent": 4}},
        {"ratings": [4, 4, 4]},
        {"comment": None},
        {"comment": "x" * 5001},
        {"marks": {}},
        {"marks": [MARK] * (MOST_MARKS + 1)},
        {"marks": [[1, "x"]]},
        {"marks": [{"at": 1}]},
        {"marks": [{**MARK, "at": -1}]},
        {"marks": [{**MARK, "at": 1e9}]},
        {"marks": [{**MARK, "at": "1"}]},
        {"marks": [{**MARK, "at": False}]},
        {"marks": [{**MARK, "comment": " "}]},
        {"marks": [{**MARK, "comment": "x" * 501}]},
        {"marks": [{**MARK, "play": "x"}]},
        {"extra": 1},
        {"ratings": {}, "comment": " ", "marks": []},
    ],
)
def test_anything_else_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(NotFeedback) as refused:
        read(file(**values))
    assert 5 < len(str(refused.value)) < 80


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"12",
        b'"viva-feedback"',
        b"[" * 100_000,
        file()[:-1],
        file().replace(b"0.75", b"NaN"),
        file().replace(b"0.75", b"Infinity"),
        file().replace(b"0.75", b"1e999"),
        file().replace(b"0.75", b"9" * 5000),
        file().replace(b'"version": 1', b'"version": 1, "version": 1'),
        file(comment="x")[:-1] + b" " * LARGEST + b"}",
    ],
)
def test_damaged_files_are_refused(data: bytes) -> None:
    with pytest.raises(NotFeedback):
        read(data)


def test_characters_that_act_are_removed() -> None:
    bad = "a\x1b[31m\u202eb\x00c\u200bd\ud800e"
    found = read(json.dumps(content(mentor=bad, comment=bad)).encode()).feedback
    for text in (found.mentor, found.comment):
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in text)
        text.encode("utf-8")
    emoji = "👩\u200d⚕️ आपका"
    assert read(file(mentor=emoji)).feedback.mentor == emoji


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@examples(300)
@given(st.sampled_from(sorted(content())), JSON)
def test_any_value_in_any_part_is_read_or_refused(part: str, value: Any) -> None:
    try:
        found = read(json.dumps(content(**{part: value})).encode())
    except NotFeedback:
        return
    said = found.feedback
    assert said.mentor and len(said.mentor) <= 80 and len(said.comment) <= 5000
    assert all(1 <= rating <= 5 for rating in said.ratings.values())
    assert all(0 <= mark.at <= 36_000 and mark.comment for mark in said.marks)
