"""Goals stored with their answers; a day's lists; answers in a few fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.goals.types import Goal
from sessions.answers.days import Chosen
from sessions.answers.past import PastAnswer
from sessions.store import Store, StoreError
from sessions.types import AnalysisOrigin
from tests.sessions.conftest import Clock
from tests.sessions.material import analysed, begin, record

GOAL = Goal("fillers", "filler_rate", 0, 7, 9.4, True)


def test_a_goal_is_saved_from_the_first_sample_on(store: Store) -> None:
    answer = begin(store)
    store.goals.add(answer.id, GOAL)
    assert store.goals.of(answer.id) == GOAL
    assert store.goals.of(answer.id + 1) is None
    other = replace(GOAL, problem="pace", measure="words_per_minute", earlier=None, by_words=False)
    store.goals.add(answer.id, other)
    assert store.goals.of(answer.id) == other


def test_a_goal_is_deleted_with_its_answer(store: Store) -> None:
    answer = record(store)
    store.goals.add(answer.id, GOAL)
    store.delete_answer(answer.id)
    assert store.goals.of(answer.id) is None
    with pytest.raises(StoreError):
        store.goals.add(answer.id, GOAL)


def test_the_last_goals_of_a_problem_come_in_order(store: Store) -> None:
    ids = [record(store).id for _ in range(4)]
    for place, id in enumerate(ids):
        store.goals.add(id, replace(GOAL, high=10.0 - place))
    store.goals.add(ids[1], replace(GOAL, problem="length", measure="answer_length"))
    assert [id for id, _ in store.goals.last("fillers")] == [ids[0], ids[2], ids[3]]
    assert [g.high for _, g in store.goals.last("fillers", limit=2)] == [8, 7]
    assert [id for id, _ in store.goals.last("fillers", before=ids[3])] == [ids[0], ids[2]]
    assert store.goals.last("pauses") == ()


def test_a_days_list_uses_the_last_of_each_place(store: Store, clock: Clock) -> None:
    day = store.days.today()
    store.days.add(day, [Chosen(0, "a", "why a"), Chosen(1, "b", "why b")])
    store.days.add(day, [Chosen(0, "c", "why c"), Chosen(1, "a", "never twice on a day")])
    assert store.days.of(day) == (Chosen(0, "c", "why c"), Chosen(1, "b", "why b"))
    assert store.days.seen(day) == {"a", "b", "c"}
    assert store.days.of(date(2026, 1, 1)) == ()
    clock.move(days=1)
    assert (store.days.today() - day).days == 1


def test_the_past_has_every_answer_in_a_few_fields(store: Store, clock: Clock) -> None:
    first = record(store)
    store.save_analysis(first.id, analysed(first.path, overall=61), own_fillers=["matlab"])
    store.save_analysis(first.id, analysed(first.path, overall=70, pace=None))
    clock.move(hours=1)
    second = record(store, "failure")
    begin(store)
    assert store.past.answers() == (
        PastAnswer(first.id, "a-mistake", first.recorded_at, (120, 180),
              AnalysisOrigin("1", True, "base.en", None), 70, first.duration),
        PastAnswer(second.id, "failure", second.recorded_at, (120, 180), None, None,
              second.duration),
    )  # fmt: skip
    assert [a.id for a in store.past.answers(limit=1)] == [second.id]
    assert [a.id for a in store.past.answers(question_id="a-mistake")] == [first.id]
    measures = store.past.measures([first.id, second.id, 99])
    assert set(measures) == {first.id}
    assert measures[first.id]["words_per_minute"] is None
