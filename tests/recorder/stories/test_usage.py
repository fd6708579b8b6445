"""When a story is overused, computed by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from recorder.stories.usage import usage_of
from sessions.stories.types import Story, Telling, blank

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
STORY = Story("star", "The wrong dose", ("",) * 5, id=1)


def told(*tellings: tuple[int, str], days: float = 20) -> list[Telling]:
    """Tellings, newest first, all this long ago."""
    return [
        Telling(story, number, question, question, NOW - timedelta(days=days))
        for number, (story, question) in enumerate(tellings)
    ]


def test_a_story_never_told() -> None:
    found = usage_of(STORY, [], NOW)
    assert (found.times, found.questions, found.last, found.overused) == (0, 0, None, None)


def test_times_questions_and_date_follow_from_the_tellings() -> None:
    tellings = [
        Telling(1, 9, "a", "A", NOW - timedelta(days=1)),
        Telling(2, 8, "b", "B", NOW - timedelta(days=2)),
        Telling(1, 7, None, "C", NOW - timedelta(days=3)),
        Telling(1, 6, "a", "A", NOW - timedelta(days=4)),
    ]
    found = usage_of(STORY, tellings, NOW)
    assert (found.times, found.questions, found.last) == (3, 2, NOW - timedelta(days=1))
    assert found.overused is None


def test_four_of_the_last_ten_questions_are_too_many() -> None:
    others = [(2, letter) for letter in "efghij"]
    assert usage_of(STORY, told(*((1, q) for q in "abc"), *others), NOW).overused is None
    worn = usage_of(STORY, told(*((1, q) for q in "abcd"), *others), NOW).overused
    assert worn is not None and "4 of your last 10 questions" in worn


def test_questions_before_the_last_ten_do_not_count() -> None:
    others = [(2, letter) for letter in "efghijk"]
    assert usage_of(STORY, told(*others, *((1, q) for q in "abcd")), NOW).overused is None


def test_the_same_question_again_counts_once_and_by_its_latest_answer() -> None:
    again = told((1, "a"), (1, "a"), (1, "a"), (1, "b"), (1, "c"))
    assert usage_of(STORY, again, NOW).overused is None
    replaced = told((1, "a"), (1, "b"), (1, "c"), (2, "d"), (1, "d"))
    assert usage_of(STORY, replaced, NOW).overused is None


@pytest.mark.parametrize(("times", "days", "worn"), [(7, 1, False), (8, 1, True), (8, 14, False)])
def test_eight_times_in_two_weeks_are_too_many(times: int, days: float, worn: bool) -> None:
    found = usage_of(STORY, told(*[(1, "a")] * times, days=days), NOW)
    assert (found.overused is not None) == worn
    assert found.overused is None or "8 times in 14 days" in found.overused


def test_the_narrative_may_be_told_everywhere_but_not_again_and_again() -> None:
    narrative = Story("narrative", "Me", blank("narrative").cues, id=1)
    assert usage_of(narrative, told(*((1, q) for q in "abcdef")), NOW).overused is None
    assert usage_of(narrative, told(*[(1, "a")] * 8, days=1), NOW).overused is not None
