"""A day's round from a store: chosen once, checked off, swapped, and new the next day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from analysis.goals import JudgedGoal
from analysis.types import Analysis, QuestionContext, Recording, Transcript, Word
from prompts.bank import Bank
from prompts.loader import load
from recorder.today.daily_list import DailyList, minutes
from recorder.today.goals import OFF, earlier_goals, goal_for
from recorder.today.history import known, recent
from recorder.today.problems import stands_out
from recorder.today.wording import reason_text, remaining_text
from sessions.store import Store

BANK = load()
SPOKEN = (Word(0.5, 0.9, "I"), Word(1.0, 1.4, "chose"))


class World:
    """A store with a clock set by hand."""

    def __init__(self, root: Path) -> None:
        self.time = datetime(2026, 11, 22, 9, tzinfo=UTC)
        self.store = Store.open(root / "viva.db", root / "recordings", now=lambda: self.time)

    def today(self, count: int = 3, bank: Bank = BANK) -> DailyList:
        return DailyList(self.store, bank, count)

    def answered(
        self,
        question_id: str,
        overall: int | None = 85,
        *,
        model: str | None = "base.en",
        judged: bool = True,
        **measures: float,
    ) -> int:
        question = BANK.get(question_id)
        answer = self.store.begin_answer(
            self.store.begin_session("practice").id,
            QuestionContext(question.id, question.text, question.kind, question.target),
        )
        self.store.finish_recording(answer.id, duration=130, sample_rate=8000, overflows=0)
        if overall is not None:
            transcript = Transcript(SPOKEN, 130, model=model) if model else None
            measures = {"answer_length": 130.0, **measures}
            analysis = Analysis(
                "2",
                Recording(str(answer.path), 130, 8000),
                overall=overall if judged else None,
                transcript=transcript,
                measures=measures,
            )
            self.store.save_analysis(answer.id, analysis, own_fillers=())
        return answer.id


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    with made.store:
        yield made


def fillers(rate: float) -> dict[str, Any]:
    """Return the measures of an answer with so many fillers a minute."""
    return {"filler_rate": rate, "filled_pause_rate": rate, "discourse_marker_rate": 0.0}


def ids(today: DailyList) -> list[str]:
    return [item.question.id for item in today.items()]


def test_the_list_stays_all_day_and_done_ones_are_checked(world: World) -> None:
    first = ids(world.today())
    world.answered(first[1], 62)
    world.answered("failure", 40)
    world.time += timedelta(hours=6)
    items = world.today().items()
    assert [item.question.id for item in items] == first
    assert [(item.done, item.overall) for item in items] == [
        (False, None), (True, 62), (False, None)]  # fmt: skip
    assert remaining_text(items) == "1 of 3 done; 2 left, about 7 minutes."
    assert reason_text(items[1]) == "Answered today, overall 62"


def test_the_next_day_has_a_list_of_its_own(world: World) -> None:
    world.answered("failure", 40, **fillers(9))
    world.time += timedelta(days=1)
    items = world.today().items()
    assert items[0].question.id == "failure"
    assert reason_text(items[0]) == "Fillers: 9/min last time, yesterday · target 2:00–3:00"
    assert not any(item.done for item in items)


def test_a_swap_stays_and_what_it_replaced_does_not_come_back(world: World) -> None:
    first = ids(world.today())
    swapped = world.today().swap(first[0])
    assert swapped is not None and swapped.question.id not in first
    assert ids(world.today()) == [swapped.question.id, *first[1:]]
    seen = {*first, swapped.question.id}
    for _ in range(5):
        other = world.today().swap(ids(world.today())[0])
        assert other is not None and other.question.id not in seen
        seen.add(other.question.id)
    assert world.today().swap("no-such-question") is None


def test_more_and_fewer(world: World) -> None:
    five = ids(world.today(5))
    assert ids(world.today(2)) == five[:2]
    assert ids(world.today(6))[:5] == five


def test_a_bank_that_is_too_small_gives_a_short_list(world: World) -> None:
    small = Bank(BANK.questions[:2])
    assert len(ids(world.today(bank=small))) == 2
    assert world.today(bank=small).swap(small.questions[0].id) is None
    gone = Bank(BANK.questions[1:])
    assert BANK.questions[0].id not in ids(world.today(bank=gone))


def test_the_next_open_one_follows_until_all_are_done(world: World) -> None:
    today = world.today()
    first, second, third = ids(today)
    assert second in today and "no-such-question" not in today
    following = today.following(second)
    assert following is not None and following.id == third
    world.answered(third)
    following = today.following(third)
    assert following is not None and following.id == first
    world.answered(first)
    world.answered(second, None)
    assert today.following(second) is None
    items = today.items()
    assert remaining_text(items) == "3 questions answered. That's enough for today."
    assert minutes(items) == 0
    assert "not scored yet" in reason_text(items[1])


def test_midnight_is_where_the_person_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        world.time = datetime(2026, 11, 23, 3, tzinfo=UTC)  # still the 22nd in New York
        first = ids(world.today())
        world.answered(first[0])
        assert str(world.store.days.today()) == "2026-11-22"
        assert world.today().items()[0].done
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("away", [timedelta(days=1), timedelta(days=-1)])
@pytest.mark.parametrize(
    ("overall", "ahead", "behind"),
    [
        (85, "Already answered, overall 85", "Due: 1 day since a good answer (85)"),
        (62, "Already answered, overall 62", "Fillers: 9/min last time, yesterday"),
        (None, "Already answered, without a score", "Answered yesterday, without a score"),
    ],
)
def test_a_reason_stays_true_when_an_answer_is_dated_another_day(
    world: World, away: timedelta, overall: int | None, ahead: str, behind: str
) -> None:
    first = ids(world.today())
    assert world.today().items()[0].why.startswith("Never answered")
    world.time += away
    world.answered(first[0], overall, **fillers(9))
    world.time -= away
    item = world.today().items()[0]
    assert item.question.id == first[0]
    assert (item.why, item.done) == (ahead if away.days > 0 else behind, False)


def test_a_good_answer_that_isn_t_due_again_is_named_as_such(world: World) -> None:
    first = ids(world.today())[0]
    for days in (9, 2):  # then it is due after three days
        world.time -= timedelta(days=days)
        world.answered(first, 85)
        world.time += timedelta(days=days)
    assert world.today().items()[0].why == "Answered 2 days ago, overall 85"


def test_a_reason_stays_the_same_until_the_next_answer(world: World) -> None:
    for question, overall in (("failure", 40), ("leadership", 81), ("biggest-strength", 90)):
        world.answered(question, overall, **fillers(9))
    for _ in range(6):
        world.answered("team-conflict", 95)
    world.time += timedelta(days=1)
    drawn = {item.question.id: item.why for item in world.today(9).items()}
    assert drawn["leadership"].startswith("Overall 81 last time, yesterday; usually")
    stored = {each.question_id: each.why for each in world.store.days.of(world.store.days.today())}
    assert drawn == stored
    world.answered("team-conflict", 20)
    assert {i.question.id: i.why for i in world.today(9).items() if not i.done} == {
        id: why for id, why in drawn.items() if id != "team-conflict"
    }


def test_scores_from_another_kind_of_analysis_are_not_mixed(world: World) -> None:
    for _ in range(6):
        world.answered("failure", 95, model="tiny.en")
        world.time += timedelta(minutes=5)
    world.answered("leadership", 85)
    assert known(world.store).usual is None
    statuses = known(world.store).statuses
    assert (statuses["failure"].comparable, statuses["leadership"].comparable) == (False, True)
    assert [a.question for a in recent(world.store)] == ["leadership"]


def test_what_stands_out_and_its_goal(world: World) -> None:
    question = BANK.get("leadership")
    assert goal_for(world.store, None, question) is None
    world.answered("failure", 60, **fillers(9), words_per_minute=118)
    first = goal_for(world.store, None, question)
    assert first is not None and first.line == "at most 7 fillers a minute; last time 9"
    for rate in (9, 11):
        world.answered("failure", 60, **fillers(rate), words_per_minute=118)
    assert stands_out(recent(world.store)) == "fillers"
    offer = goal_for(world.store, None, question)
    assert offer is not None and offer.line == "at most 7 fillers a minute; last time 11"
    world.answered("failure", 80, **fillers(6), words_per_minute=118)
    lucky = goal_for(world.store, "fillers", question)
    assert lucky is not None
    assert lucky.line == "at most 7 fillers a minute; last time 6, so do that again"
    assert goal_for(world.store, OFF, question) is None
    pace = goal_for(world.store, "pace", question)
    assert pace is not None and pace.asked == "between 120 and 160 words a minute"


def test_a_goal_stays_until_an_answer_reaches_it(world: World) -> None:
    question = BANK.get("failure")
    world.answered("failure", 60, **fillers(9))
    for rate in (12, 6.9, 14):  # 6.9 is about at the goal, as its range says
        offer = goal_for(world.store, None, question)
        assert offer is not None and offer.goal.high == 7
        world.store.goals.add(world.answered("failure", 60, **fillers(rate)), offer.goal)
        if rate == 6.9:
            break
    assert [each.outcome for each in _kept(world)] == ["missed", "reached"]
    offer = goal_for(world.store, None, question)
    assert offer is not None and offer.line == "at most 6 fillers a minute; last time 6.9"


def test_one_thing_at_a_time_until_its_goal_is_all_that_is_asked(world: World) -> None:
    question = BANK.get("failure")
    world.answered("failure", 60, **fillers(9), words_per_minute=118)
    first = goal_for(world.store, None, question)
    assert first is not None and first.problem == "fillers"
    world.store.goals.add(
        world.answered("failure", 60, **fillers(9), words_per_minute=60), first.goal
    )
    kept = goal_for(world.store, None, question)
    assert kept is not None and kept.problem == "fillers", "though pace costs more now"
    norm = replace(first.goal, high=5)
    world.store.goals.add(world.answered("failure", 60, **fillers(4), words_per_minute=60), norm)
    following = goal_for(world.store, None, question)
    assert following is not None and following.problem == "pace"


def test_a_goal_that_was_dropped_is_set_afresh(world: World) -> None:
    question = BANK.get("failure")
    world.answered("failure", 60, **fillers(20), words_per_minute=80)
    first = goal_for(world.store, "fillers", question)
    assert first is not None and first.goal.high == 15
    world.store.goals.add(
        world.answered("failure", 60, **fillers(9), words_per_minute=80), first.goal
    )
    pace = goal_for(world.store, "pace", question)
    assert pace is not None
    for _ in range(4):
        answer = world.answered("failure", 60, **fillers(9), words_per_minute=80)
        world.store.goals.add(answer, pace.goal)
    again = goal_for(world.store, "fillers", question)
    assert again is not None and again.goal.high == 7, "what is usual by now"


def test_a_length_goal_stays_at_its_question(world: World) -> None:
    question, other = BANK.get("failure"), BANK.get("leadership")
    world.answered("failure", 60, answer_length=65)
    first = goal_for(world.store, "length", question)
    assert first is not None and (first.goal.low, first.goal.high) == (95, 180)
    for length in (62, 80, 70):
        answer = world.answered("failure", 60, answer_length=length)
        world.store.goals.add(answer, first.goal)
        elsewhere = goal_for(world.store, "length", other)
        assert elsewhere is not None
        world.store.goals.add(world.answered("leadership", 60, answer_length=61), elsewhere.goal)
        kept = goal_for(world.store, "length", question)
        assert kept is not None and (kept.goal.low, kept.goal.high) == (95, 180)


def test_an_answer_with_too_little_in_it_changes_nothing(world: World) -> None:
    question = BANK.get("failure")
    today = world.today()
    first, *_ = ids(today)
    world.answered(first, 62, judged=False, answer_length=7)
    tried = today.items()[0]
    assert not tried.done and known(world.store).statuses == {}
    assert reason_text(tried).startswith("Tried, but there was too little in the answer")
    assert known(world.store).tried == {first}
    assert recent(world.store) == () and goal_for(world.store, None, question) is None
    world.time += timedelta(days=1)
    again = next(i for i in world.today().items() if i.question.id == first)
    assert reason_text(again).startswith("Tried, but there was too little in the answer")


def test_an_answer_from_the_sound_alone_is_an_attempt_when_it_is_long_enough(
    world: World,
) -> None:
    world.answered("failure", 60, judged=False, model=None, pause_rate=40)
    assert "failure" in known(world.store).statuses
    question = BANK.get("failure")
    offer = goal_for(world.store, None, question, by_words=False)
    assert offer is not None and offer.problem == "pauses"
    assert goal_for(world.store, "pace", question, by_words=False) is None


def _kept(world: World) -> tuple[JudgedGoal, ...]:
    return earlier_goals(world.store, "fillers")
