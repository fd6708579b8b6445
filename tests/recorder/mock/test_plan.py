"""Planning a mock: no question twice, the right length, recent questions wait."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.bank import Bank
from prompts.loader import load
from prompts.types import KINDS, Question, QuestionKind
from recorder.mock.mix import FollowUps, Mix, MixPart
from recorder.mock.plan import FOLLOW_UP_TARGET, RECENT, follow_up_id, make
from recorder.mock.presets import (
    ASKING,
    FAREWELL,
    HIREVUE,
    KIRA,
    PRESETS,
    RESIDENCY,
    own,
    video,
)
from tests.examples import examples

BANK = load()
SEEDS = st.integers(0, 2**32)
FOLLOW_UPS = st.sampled_from(get_args(FollowUps))
KINDS_CHOSEN = st.frozensets(st.sampled_from(KINDS))


def mixes() -> st.SearchStrategy[Mix]:
    """Every preset and all kinds of custom mixes."""
    timed = st.builds(
        own,
        minutes=st.integers(1, 90),
        kinds=KINDS_CHOSEN,
        thinking=st.integers(0, 60),
        follow_ups=FOLLOW_UPS,
    )
    counted = st.builds(
        own, questions=st.integers(1, 200), kinds=KINDS_CHOSEN, follow_ups=FOLLOW_UPS
    )
    return st.one_of(st.sampled_from(PRESETS), timed, counted)


@given(mixes(), SEEDS)
@examples(60)
def test_nothing_is_asked_twice_and_the_length_is_met(mix: Mix, seed: int) -> None:
    plan = make(mix, BANK, seed)
    ids = [step.question.id for step in plan.steps]
    assert len(set(ids)) == len(ids)
    asked = [step for step in plan.steps if step.follows is None]
    if mix.minutes is not None:
        assert plan.seconds <= 60 * mix.minutes
    else:
        assert mix.questions is not None and len(asked) <= mix.questions


@given(mixes(), SEEDS)
@examples(40)
def test_the_same_seed_gives_the_same_plan(mix: Mix, seed: int) -> None:
    assert make(mix, BANK, seed) == make(mix, BANK, seed)


@given(mixes(), SEEDS)
@examples(60)
def test_a_follow_up_comes_right_after_its_question(mix: Mix, seed: int) -> None:
    plan = make(mix, BANK, seed)
    for place, step in enumerate(plan.steps):
        if step.follows is None:
            continue
        assert mix.follow_ups and step.follows == place - 1
        parent = plan.steps[step.follows].question
        number = parent.follow_ups.index(step.question.text) + 1
        assert step.question.id == follow_up_id(parent.id, number)
        assert step.question.target == FOLLOW_UP_TARGET
        assert step.question.kind == parent.kind


@given(st.integers(2, 60), SEEDS)
@examples(30)
def test_a_number_of_questions_is_met_while_the_bank_has_any(questions: int, seed: int) -> None:
    plan = make(own(questions=questions, follow_ups="pointed"), BANK, seed)
    assert sum(step.follows is None for step in plan.steps) == questions


@given(st.integers(20, 60), SEEDS)
@examples(30)
def test_the_minutes_are_used(minutes: int, seed: int) -> None:
    left = 60 * minutes - make(own(minutes=minutes), BANK, seed).seconds
    assert left < 60  # the bank has short questions to fill up with


@given(SEEDS)
@examples(30)
def test_the_residency_interview_follows_its_order(seed: int) -> None:
    questions = [step.question for step in make(RESIDENCY, BANK, seed).steps]
    first, second = questions[:2]
    assert first.kind == "small_talk" and first.id != FAREWELL
    assert second.id == "tell-me-about-yourself"
    assert [q.kind for q in questions[-3:]] == ["asking", "asking", "small_talk"]
    kinds, categories = {q.kind for q in questions}, {q.category for q in questions}
    assert {"behavioural", "ethical", "motivational"} <= kinds
    assert {"Med-Peds", "IMG and pathway"} <= categories
    assert any("follow-up" in q.id for q in questions)


@pytest.mark.parametrize("minutes", [2, 3])
@given(SEEDS)
@examples(20)
def test_the_video_interview_has_six_questions_under_its_limit(minutes: int, seed: int) -> None:
    mix = video(minutes)
    plan = make(mix, BANK, seed)
    assert (len(plan.steps), mix.thinking, mix.limit) == (6, 30, 60 * minutes)
    assert all(step.question.target[1] <= 60 * minutes for step in plan.steps)
    assert all(0 < step.question.target[0] < step.question.target[1] for step in plan.steps)


@pytest.mark.parametrize(("mix", "questions", "limit"), [(HIREVUE, 5, 120), (KIRA, 7, 60)])
@given(SEEDS)
@examples(20)
def test_a_one_way_interview_has_its_questions_under_its_limit(
    mix: Mix, questions: int, limit: int, seed: int
) -> None:
    plan = make(mix, BANK, seed)
    assert (len(plan.steps), mix.style, mix.thinking, mix.limit) == (questions, "video", 30, limit)
    assert all(step.follows is None for step in plan.steps)
    assert all(
        0 < step.question.target[0] < step.question.target[1] <= limit for step in plan.steps
    )


@pytest.mark.parametrize("mix", [mix for mix in PRESETS if mix.style == "video"])
def test_every_one_way_interview_has_the_usual_shape(mix: Mix) -> None:
    assert mix.questions in range(3, 8) and mix.thinking == 30 and not mix.follow_ups
    assert mix.limit is not None and 60 <= mix.limit <= 180


@given(SEEDS, st.integers(0, RECENT - 1))
@examples(30)
def test_what_was_not_asked_lately_comes_first(seed: int, ago: int) -> None:
    kind: QuestionKind = "ethical"
    pool = [q.id for q in BANK.questions if q.kind == kind]
    lately = [*(set[str]() for _ in range(ago)), set(pool[4:])]
    plan = make(own(questions=4, kinds=[kind]), BANK, seed, lately)
    assert {step.question.id for step in plan.steps} == set(pool[:4])


@given(SEEDS)
@examples(20)
def test_if_all_were_asked_the_oldest_come_first(seed: int) -> None:
    pool = [q.id for q in BANK.questions if q.kind == "ethical"]
    asked = [set(pool[6:]), set(pool[3:6]), set(pool[:3])]
    plan = make(own(questions=3, kinds=["ethical"]), BANK, seed, asked)
    assert {step.question.id for step in plan.steps} == set(pool[:3])


@given(SEEDS)
@examples(20)
def test_old_mocks_do_not_count(seed: int) -> None:
    everything = {q.id for q in BANK.questions}
    long_ago = [set[str]() for _ in range(RECENT)] + [everything]
    mix = own(questions=5)
    assert make(mix, BANK, seed, long_ago) == make(mix, BANK, seed)


@given(SEEDS, st.frozensets(st.sampled_from(KINDS), min_size=1))
@examples(40)
def test_a_custom_mix_asks_what_was_chosen_with_kinds_mixed(
    seed: int, kinds: frozenset[QuestionKind]
) -> None:
    plan = make(own(questions=12, kinds=kinds), BANK, seed)
    assert {step.question.kind for step in plan.steps} <= kinds
    middle = kinds - {"small_talk", "asking"}
    found = Counter(s.question.kind for s in plan.steps if s.question.kind in middle)
    if middle and min(found.values()) > 5:
        assert max(found.values()) - min(found.values()) <= 1


def test_a_category_alone() -> None:
    plan = make(own(questions=9, categories=["Med-Peds"]), BANK, 1)
    assert len(plan.steps) == 9
    assert {step.question.category for step in plan.steps} == {"Med-Peds"}


def test_a_bank_with_nothing_that_fits_gives_an_empty_plan() -> None:
    assert make(own(minutes=30), Bank(()), 1).steps == ()
    long = Question("long", "Why?", "General", "behavioural", (120, 180), ())
    assert make(own(minutes=1), Bank((long,)), 1).steps == ()


def test_a_mix_has_one_length() -> None:
    with pytest.raises(ValueError, match="either"):
        Mix("none", "residency", (ASKING,))
    with pytest.raises(ValueError, match="either"):
        own(minutes=3, questions=3)


def test_a_part_selects_by_id_kind_and_category() -> None:
    question = BANK.get("future-patients")
    assert MixPart(categories=frozenset({"Med-Peds"})).accepts(question)
    assert not MixPart(categories=frozenset({"General"})).accepts(question)
    assert not MixPart(ids=("a-mistake",)).accepts(question)
    assert not MixPart(without=frozenset({question.id})).accepts(question)
