"""Noise is not called a change, and a known change is found, over many simulated people."""

from __future__ import annotations

import pytest

from tests.analysis.trends.people import NOTHING_CHANGES, Person, any_of, ever, share
from tests.examples import one_more

SIMILAR = ("1 answer a day", "only 3 weeks", "good and bad phases (r = 0.5 from day to day)")
"""People without change of whom others are like them."""


@pytest.mark.parametrize(
    "name", [*(n for n in NOTHING_CHANGES if n not in SIMILAR), *one_more(*SIMILAR)]
)
def test_noise_is_not_called_a_change(name: str) -> None:
    assert share(NOTHING_CHANGES[name], 400, seed=7) <= 0.05


def test_of_a_thousand_people_without_change_few_are_told_one() -> None:
    assert share(Person(), 1000, seed=11) <= 0.01


def test_looking_at_ten_measures_or_every_week_does_not_make_changes_up() -> None:
    assert any_of(Person(), 10, 100, seed=12) <= 0.05
    assert ever(Person(), 150, seed=13) <= 0.05


@pytest.mark.parametrize(
    ("person", "least"),
    [
        (Person(change=2.0), 0.8),
        pytest.param(Person(change=-2.0), 0.8, marks=pytest.mark.slow),
        (Person(change=3.0, days=2), 0.65),
        pytest.param(Person(change=3.0, weeks=5), 0.65, marks=pytest.mark.slow),
        (Person(change=3.0, curve="one step"), 0.95),
        pytest.param(Person(change=3.0, curve="fast at first"), 0.8, marks=pytest.mark.slow),
        (Person(change=2.0, skewed=True), 0.75),
    ],
)
def test_a_known_change_is_found(person: Person, least: float) -> None:
    assert share(person, 150, seed=3) >= least
