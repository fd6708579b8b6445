"""The retelling drill: its rounds, when today offers it, and the new question a day later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from analysis.types import QuestionContext
from prompts.types import Question
from recorder.today.retelling import (
    DONE_TODAY,
    NEW_QUESTION,
    SHORTEST,
    asked_question,
    begin,
    can_be_retold,
    counted,
    offer,
    outline,
    rounds,
    test_answer,
    to_test,
    today_line,
)
from sessions.answers.retellings import Retelling
from tests.recorder.today.test_daily_list import BANK, World

test_answer.__test__ = False  # type: ignore[attr-defined]
WHY = BANK.get("why-medicine-pediatrics")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    with made.store:
        yield made


def tell(world: World, drill: Retelling, count: int) -> Retelling:
    """Save this many tellings; end the drill after the last."""
    for _ in range(count):
        told = world.store.retellings.get(drill.id).round
        assert told is not None
        asked = QuestionContext(drill.question.id, drill.question.text, target=told.target)
        answer = world.store.begin_answer(drill.session_id, asked)
        world.store.retellings.set_answer(drill.id, told.place, answer.id)
        world.store.finish_recording(answer.id, duration=130, sample_rate=8000, overflows=0)
    found = world.store.retellings.get(drill.id)
    return world.store.retellings.end(drill.id) if found.round is None else found


def test_three_minutes_become_four_three_and_two() -> None:
    assert rounds((120, 180)) == ((160, 240), (120, 180), (80, 120))
    assert rounds((45, 90)) == ((60, 120), (45, 90), (30, 60))


def test_every_question_that_can_be_retold_has_shrinking_rounds() -> None:
    for question in BANK.questions:
        if can_be_retold(question):
            highs = [high for _, high in rounds(question.target)]
            assert highs == sorted(set(highs), reverse=True) and min(highs) >= 40
            assert all(low < high for low, high in rounds(question.target))
        else:
            assert question.target[1] < SHORTEST


def test_the_offer_names_the_times_and_the_evidence(world: World) -> None:
    line = today_line(world.store, WHY, world.store.days.today())
    assert "(r)" in line and "4:00, 3:00, and 2:00" in line
    assert "de Jong & Perfetti 2011" in line and "24 learners" in line
    assert "Languages 2023" in outline(WHY) and "Suzuki 2021" in outline(WHY)
    small_talk = BANK.get("goodbye")
    assert today_line(world.store, small_talk, world.store.days.today()) == ""


def test_the_offer_says_what_the_drill_is_good_for(world: World) -> None:
    world.answered(WHY.id, words_per_minute=92.0, mid_clause_pause_rate=4.0)
    found = offer(world.store, WHY)
    assert found is not None and found.why == "Pace: 92 words/min last time"
    world.answered(WHY.id, words_per_minute=190.0, mid_clause_pause_rate=14.0, pause_rate=20.0)
    found = offer(world.store, WHY)
    assert found is not None and found.why == "14 mid-clause pauses/min last time"
    world.answered(WHY.id, words_per_minute=190.0, mid_clause_pause_rate=4.0, pause_rate=9.0)
    found = offer(world.store, WHY)
    assert found is not None and found.why == ""  # too fast already


def test_today_offers_to_continue_and_says_when_it_is_done(world: World) -> None:
    drill = tell(world, begin(world.store, WHY), 1)
    day = world.store.days.today()
    expected = "Unfinished retelling drill: 1 of 3 told. Press r to continue."
    assert today_line(world.store, WHY, day) == expected
    tell(world, drill, 2)
    assert today_line(world.store, WHY, day).startswith(DONE_TODAY)
    world.time += timedelta(days=1)
    assert "4:00" in today_line(world.store, WHY, world.store.days.today())


def test_a_new_question_tests_it_a_day_later(world: World) -> None:
    drill = tell(world, begin(world.store, WHY), 3)
    assert to_test(world.store, world.store.days.today()) is None
    assert NEW_QUESTION not in world.today().items()[0].why
    world.time += timedelta(days=1)
    first, *others = world.today().items()
    assert first.why == f"{NEW_QUESTION} yesterday"
    assert first.question.id != WHY.id and can_be_retold(first.question)
    assert len(others) == 2 and all(NEW_QUESTION not in item.why for item in others)
    drill = world.store.retellings.get(drill.id)
    assert drill.new_question == first.question.id and test_answer(world.store, drill) is None
    number = world.answered(first.question.id)
    assert test_answer(world.store, drill) == number
    assert counted(world.store).endswith("1 finished, 1 tested later with a new question.")
    world.time += timedelta(days=1)
    assert all(NEW_QUESTION not in item.why for item in world.today().items())


def test_a_new_question_left_out_comes_again_but_not_for_ever(world: World) -> None:
    tell(world, begin(world.store, WHY), 3)
    for _ in range(7):
        world.time += timedelta(days=1)
        assert NEW_QUESTION in world.today().items()[0].why
    world.time += timedelta(days=1)
    assert NEW_QUESTION not in world.today().items()[0].why


def test_an_answer_on_the_same_day_tests_nothing(world: World) -> None:
    drill = tell(world, begin(world.store, WHY), 3)
    world.store.retellings.set_new_question(drill.id, "a-mistake")
    world.answered("a-mistake")
    assert test_answer(world.store, world.store.retellings.get(drill.id)) is None


def test_a_drill_that_was_ended_early_is_not_counted_or_tested(world: World) -> None:
    assert counted(world.store) == ""
    drill = tell(world, begin(world.store, WHY), 2)
    world.store.retellings.end(drill.id)
    world.time += timedelta(days=1)
    assert to_test(world.store, world.store.days.today()) is None
    assert counted(world.store) == ""
    tell(world, begin(world.store, WHY), 3)
    assert counted(world.store) == "Retelling drills: 1 finished, none tested later yet."


def test_the_question_is_asked_as_it_was_saved(world: World) -> None:
    drill = begin(world.store, WHY)
    asked = asked_question(drill, (80, 120))
    assert asked == Question(WHY.id, WHY.text, WHY.category, WHY.kind, (80, 120), ())
