"""The spacing rule, computed by hand."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from analysis.bands import bands
from recorder.today.spacing import INTERVALS, Spaced, spaced

DAY = date(2026, 11, 1)


def after(*answers: tuple[int, int | None]) -> tuple[int, int] | None:
    """Return good answers in a row, and the days from November 1 until it is due."""
    found = spaced((DAY + timedelta(days), overall) for days, overall in answers)
    return None if found is None else (found.row, (found.due - DAY).days)


def test_intervals_grow_with_good_answers() -> None:
    assert after() is None
    assert after((0, 80)) == (1, 1)
    assert after((0, 80), (1, 85)) == (2, 1 + 3)
    assert after((0, 80), (1, 85), (4, 90)) == (3, 4 + 7)
    assert after((0, 80), (1, 85), (4, 90), (11, 80)) == (4, 11 + 16)
    assert after((0, 80), (1, 85), (4, 90), (11, 80), (27, 99)) == (5, 27 + 35)
    assert after((0, 80), (1, 85), (4, 90), (11, 80), (27, 99), (62, 99)) == (5, 62 + 35)


def test_a_weak_answer_starts_over() -> None:
    assert after((0, 80), (1, 85), (4, 79)) == (0, 5)
    assert after((0, 80), (1, 85), (4, 79), (5, 80)) == (1, 6)
    assert after((0, 20)) == (0, 1)


def test_early_good_answers_restart_the_same_wait() -> None:
    assert after((0, 80), (0, 90), (0, 95)) == (1, 1)
    assert after((0, 80), (1, 85), (2, 95)) == (2, 2 + 3)


def test_an_answer_without_a_score_changes_only_its_date() -> None:
    assert after((0, None)) == (0, 1)
    assert after((0, 80), (1, 85), (4, None)) == (2, 4 + 3)
    found = spaced([(DAY, 84), (DAY + timedelta(2), None)])
    assert found == Spaced(1, DAY + timedelta(2), DAY + timedelta(3), 84, DAY)
    assert found.good


@given(st.lists(st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(0, 100)))))
def test_it_is_always_due_within_the_intervals(steps: list[tuple[int, int | None]]) -> None:
    day, answers = DAY, []
    for wait, overall in steps:
        day += timedelta(wait)
        answers.append((day, overall))
    found = spaced(answers)
    if found is None:
        assert not answers
        return
    assert (found.due - found.last).days in INTERVALS
    assert 0 <= found.row <= len(INTERVALS)
    scores = [overall for _, overall in answers if overall is not None]
    assert found.overall == (scores[-1] if scores else None)
    if scores and scores[-1] < bands().good_overall:
        assert found.row == 0
