"""Attempts at terms: stored in order, by term, and cleared at once."""

from __future__ import annotations

import pytest

from sessions.answers.drills import Try
from sessions.store import Store
from tests.sessions.conftest import Clock


def test_attempts_are_stored_in_order(store: Store, clock: Clock) -> None:
    store.drills.add("croup", "not_understood", "", "base.en")
    store.drills.add("asthma", "heard", "asthma", "base.en")
    store.drills.add("croup", "nearly", "group", "tiny.en")
    assert store.drills.outcomes() == {"croup": ("not_understood", "nearly"), "asthma": ("heard",)}
    first, second = store.drills.of("croup")
    assert first.made_at <= second.made_at
    assert second == Try("croup", "nearly", "group", "tiny.en", second.made_at)
    assert store.drills.of("sepsis") == ()


def test_all_attempts_can_be_cleared(store: Store) -> None:
    store.drills.add("croup", "nearly", "group", "tiny.en")
    assert (store.drills.clear(), store.drills.clear()) == (1, 0)
    assert store.drills.outcomes() == {}


def test_an_unknown_outcome_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="isn't an outcome"):
        store.drills.add("croup", "well", "", "base.en")  # type: ignore[arg-type]


def test_text_that_the_database_cannot_hold_does_no_harm(store: Store) -> None:
    store.drills.add("croup", "nearly", "a\ud800b\x00", "base.en")
    assert store.drills.of("croup")[0].heard.startswith("a")
