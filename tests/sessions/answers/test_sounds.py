"""How long recordings are kept: only for answers with words, only if the clock can be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from sessions.errors import StoreError
from sessions.store import Store
from tests.sessions.conftest import Clock
from tests.sessions.material import analysed, begin, record


def test_only_old_answers_with_words_are_old_enough(store: Store, clock: Clock) -> None:
    old = record(store)
    store.save_analysis(old.id, analysed(old.path))
    without_words = record(store)
    store.save_analysis(without_words.id, analysed(without_words.path, words=None))
    failed, waiting = record(store), record(store)
    store.fail(failed.id, "No.")
    begin(store)
    clock.move(days=31)
    fresh = record(store)
    store.save_analysis(fresh.id, analysed(fresh.path))
    assert [a.id for a in store.sounds.expired(30)] == [old.id]
    assert store.sounds.expired(32) == ()
    assert waiting.state == "recorded"


def test_the_days_start_over_with_another_analysis(store: Store, clock: Clock) -> None:
    answer = record(store)
    store.save_analysis(answer.id, analysed(answer.path))
    clock.move(days=20)
    store.save_analysis(answer.id, analysed(answer.path))
    clock.move(days=20)
    assert store.sounds.expired(30) == ()
    clock.move(days=11)
    assert [a.id for a in store.sounds.expired(30)] == [answer.id]


@pytest.mark.parametrize("days", [-3650, 61, 3650])
def test_a_clock_that_may_be_wrong_removes_nothing(store: Store, clock: Clock, days: int) -> None:
    answer = record(store)
    store.save_analysis(answer.id, analysed(answer.path))
    clock.move(days=days)
    assert store.sounds.expired(30) == ()


def test_nothing_is_old_in_an_empty_store(store: Store) -> None:
    assert store.sounds.expired(1) == ()


def test_the_recording_is_removed_and_everything_else_stays(store: Store, clock: Clock) -> None:
    answer = record(store)
    store.save_analysis(answer.id, analysed(answer.path))
    store.sounds.remove(answer)
    after = store.answer(answer.id)
    assert not answer.path.exists()
    assert after.sound_removed == clock()
    assert (after.state, after.overall) == ("analysed", 84)
    assert store.analysis(answer.id) == analysed(answer.path)
    assert len(store.measured()) == 1
    assert store.sounds.uncompressed() == store.sounds.expired(0) == ()
    store.delete_answer(answer.id)


def test_the_sound_of_an_answer_without_a_report_is_never_removed(store: Store) -> None:
    for answer in (record(store), store.fail(record(store).id, "No.")):
        with pytest.raises(StoreError, match="its recording stays"):
            store.sounds.remove(answer)
        assert answer.path.is_file()


def test_a_recording_that_changed_in_the_meantime_is_not_replaced(
    store: Store, tmp_path: Path
) -> None:
    answer = record(store)
    fresh = answer.path.with_suffix(".flac")
    fresh.touch()
    assert not store.sounds.replace(answer, fresh)  # not analyzed
    store.save_analysis(answer.id, analysed(answer.path))
    store.delete_answer(answer.id)
    assert not store.sounds.replace(answer, fresh)


def test_whose_speech_it_is_is_saved_and_exported(store: Store) -> None:
    answer = record(store)
    assert (answer.track, answer.voice) == (None, None)
    store.sounds.choose(answer.id, track=2, voice=1)
    assert [(a.track, a.voice) for a in store.answers()] == [(2, 1)]
    store.sounds.choose(answer.id)
    assert store.answer(answer.id).voice is None
    with pytest.raises(StoreError, match="no answer 99"):
        store.sounds.choose(99, voice=1)
