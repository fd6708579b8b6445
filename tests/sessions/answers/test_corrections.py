"""Corrections: stored in order, undone one by one, deleted with their answer."""

from __future__ import annotations

import pytest

from analysis.types import Correction
from sessions.store import Store
from tests.sessions.conftest import Clock
from tests.sessions.material import analysed, record

GREW = Correction(0.9, 1.3, "word", "grew")
UM = Correction(1.3, 1.6, "filler", "um")
NONE = Correction(2.0, 2.2, "no_filler")


def test_they_are_stored_in_order(store: Store) -> None:
    first, second = record(store), record(store)
    for correction in (GREW, UM):
        store.corrections.add(first.id, correction)
    store.corrections.add(second.id, NONE)
    assert store.corrections.of(first.id) == (GREW, UM)
    assert store.corrections.of(second.id) == (NONE,)


def test_the_last_one_is_undone_first(store: Store) -> None:
    answer = record(store)
    for correction in (GREW, UM):
        store.corrections.add(answer.id, correction)
    assert store.corrections.undo(answer.id) == UM
    assert store.corrections.undo(answer.id) == GREW
    assert store.corrections.undo(answer.id) is None


def test_another_analysis_does_not_undo_them(store: Store) -> None:
    answer = record(store)
    store.corrections.add(answer.id, GREW)
    store.save_analysis(answer.id, analysed(answer.path))
    assert store.corrections.of(answer.id) == (GREW,)


def test_they_are_deleted_with_their_answer(store: Store) -> None:
    answer = record(store)
    store.corrections.add(answer.id, GREW)
    store.delete_answer(answer.id)
    assert store.corrections.of(answer.id) == ()


def test_an_unknown_kind_is_refused(store: Store) -> None:
    answer = record(store)
    with pytest.raises(ValueError, match="isn't a kind"):
        store.corrections.add(answer.id, Correction(0, 1, "shout"))  # type: ignore[arg-type]


def test_what_was_corrected_after_the_latest_analysis_is_unjudged(
    store: Store, clock: Clock
) -> None:
    first, second, third = record(store), record(store), record(store)
    for answer in (first, second):
        store.corrections.add(answer.id, GREW)
        clock.move(seconds=1)
        store.save_analysis(answer.id, analysed(answer.path))
        clock.move(seconds=1)
    store.corrections.add(second.id, UM)
    store.corrections.add(third.id, UM)
    assert store.corrections.unjudged() == (second.id,)
