"""Stories are stored completely, and their tellings follow from the answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sessions.store import Store, StoreError
from sessions.stories.types import Story, blank
from tests.sessions.conftest import Clock
from tests.sessions.material import begin, record

DOSE = Story(
    "star",
    "The wrong dose",
    ("night float, full census", "safe dose by 6 am", "", "no harm", "read back every dose"),
    tags=("mistake", "медсестра"),
    kinds=("behavioural", "ethical"),
    questions=("a-mistake", "own-dose"),
)


def test_a_story_comes_back_as_it_was_saved(store: Store) -> None:
    kept = store.stories.keep(DOSE)
    assert kept == replace(DOSE, id=1)
    assert store.stories.all() == (kept,)
    assert [part.name for part in kept.missing] == ["action"]


def test_a_story_is_changed_and_its_links_with_it(store: Store) -> None:
    kept = store.stories.keep(DOSE)
    changed = replace(kept, title="A dose", questions=("failure",), cues=("a", "b", "c", "d", "e"))
    assert store.stories.keep(changed) == changed
    assert store.stories.all() == (changed,)


def test_the_narrative_comes_first_and_is_unique(store: Store) -> None:
    store.stories.keep(DOSE)
    mine = store.stories.keep(blank("narrative", "From Lagos to Med-Peds"))
    assert [s.form for s in store.stories.all()] == ["narrative", "star"]
    with pytest.raises(StoreError, match="You already have a narrative"):
        store.stories.keep(blank("narrative", "Another"))
    assert store.stories.keep(replace(mine, title="Again")).title == "Again"


@pytest.mark.parametrize("title", ["THE wrong dóse", "the  wrong dose!"])
def test_two_stories_never_have_the_same_title(store: Store, title: str) -> None:
    store.stories.keep(DOSE)
    with pytest.raises(StoreError, match="choose another title"):
        store.stories.keep(replace(DOSE, title=title))
    assert len(store.stories.all()) == 1


def test_invalid_stories_are_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="needs a title"):
        store.stories.keep(replace(DOSE, title=" … "))
    with pytest.raises(ValueError, match="1 cues don't match"):
        store.stories.keep(replace(DOSE, cues=("a",)))
    with pytest.raises(ValueError, match="'poem' isn't a form"):
        store.stories.keep(replace(DOSE, form="poem"))  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="no story 9"):
        store.stories.keep(replace(DOSE, id=9))
    assert store.stories.all() == ()


def test_several_are_saved_all_or_none(store: Store) -> None:
    with pytest.raises(StoreError):
        store.stories.keep_all([DOSE, DOSE])
    assert store.stories.all() == ()


def test_tellings_follow_from_answers(store: Store, clock: Clock) -> None:
    dose = store.stories.keep(DOSE)
    first = record(store)
    clock.move(days=1)
    second = record(store, None)
    store.stories.record_telling(first.id, dose.id)
    store.stories.record_telling(second.id, dose.id)
    told = store.stories.tellings()
    assert [(t.answer_id, t.question_id) for t in told] == [
        (second.id, None),
        (first.id, "a-mistake"),
    ]
    assert told[0].told_at == clock.time
    assert store.stories.story_told_in(first.id) == dose
    store.delete_answer(second.id)
    assert [t.answer_id for t in store.stories.tellings()] == [first.id]


def test_an_answer_tells_one_story_and_can_be_corrected(store: Store) -> None:
    dose = store.stories.keep(DOSE)
    other = store.stories.keep(replace(DOSE, title="Another"))
    answer = record(store)
    store.stories.record_telling(answer.id, dose.id)
    store.stories.record_telling(answer.id, other.id)
    assert store.stories.story_told_in(answer.id) == other
    store.stories.record_telling(answer.id, None)
    assert store.stories.story_told_in(answer.id) is None


def test_an_unfinished_recording_does_not_count_as_told(store: Store) -> None:
    dose = store.stories.keep(DOSE)
    answer = begin(store)
    store.stories.record_telling(answer.id, dose.id)
    assert store.stories.tellings() == ()
    store.finish_recording(answer.id, duration=1.0, sample_rate=8000, overflows=0)
    assert len(store.stories.tellings()) == 1


def test_removing_can_be_undone_with_its_tellings(store: Store) -> None:
    dose = store.stories.keep(DOSE)
    stays, goes = record(store), record(store)
    for answer in (stays, goes):
        store.stories.record_telling(answer.id, dose.id)
    removed = store.stories.remove(dose.id)
    assert store.stories.all() == () and store.stories.tellings() == ()
    assert store.answer(stays.id) == stays, "an answer outlives its story"
    store.delete_answer(goes.id)
    back = store.stories.restore(removed)
    assert replace(back, id=0) == DOSE
    assert [(t.story_id, t.answer_id) for t in store.stories.tellings()] == [(back.id, stays.id)]


def test_a_telling_of_nothing_is_refused(store: Store) -> None:
    answer = record(store)
    with pytest.raises(StoreError):
        store.stories.record_telling(answer.id, 9)
    with pytest.raises(StoreError):
        store.stories.record_telling(99, store.stories.keep(DOSE).id)


def test_text_that_the_database_cannot_hold_does_no_harm(store: Store) -> None:
    kept = store.stories.keep(
        replace(DOSE, title="a\ud800", cues=("\ud800",) * 5, tags=("\ud800",))
    )
    texts = (kept.title, *kept.cues, *kept.tags)
    assert all(text.encode("utf-8") and text.isprintable() for text in texts)
    assert store.stories.all() == (kept,)
