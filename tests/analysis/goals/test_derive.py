"""Goals worked out by hand, and what holds for every goal."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.goals import PROBLEMS, FocusArea, derive, goal_text, reachable, tips, wanted
from analysis.goals.norms import MEASURES, REACH, STEPS, norm
from analysis.trends import Dated
from tests.analysis.goals.material import SOUND, answers

TARGET = (120.0, 180.0)


@pytest.mark.parametrize(
    ("problem", "values", "low", "high", "said"),
    [
        # the median of the last five, 9, and 5: halfway is 7
        ("fillers", (20, 8, 9, 10, 7, 9), 0, 7, "at most 7 fillers a minute"),
        # 5.4 and 5: halfway is 5.2, towards the norm in halves is 5
        ("fillers", (5.4,), 0, 5, "at most 5 fillers a minute"),
        ("fillers", (6.5,), 0, 5.5, "at most 5.5 fillers a minute"),
        ("fillers", (3,), 0, 5, "at most 5 fillers a minute"),
        # 96 and 120: halfway is 108, towards the norm in fives is 110
        ("pace", (96,), 110, 160, "at least 110 words a minute"),
        ("pace", (118,), 120, 160, "between 120 and 160 words a minute"),
        ("pace", (140,), 120, 160, "between 120 and 160 words a minute"),
        ("pace", (190,), 120, 175, "at most 175 words a minute"),
        ("pauses", (9.4,), 0, 7.5, "at most 7.5 mid-clause pauses a minute"),
        # 260 s and 180 s: halfway is 220
        ("length", (260,), 120, 220, "an answer of at most 3:40"),
        # 40 % more than 60 s is nearer than halfway
        ("length", (60,), 85, 180, "an answer of at least 1:25"),
        # 10 % more than 67 is nearer than halfway
        ("pace", (67,), 75, 160, "at least 75 words a minute"),
        ("fillers", (20,), 0, 15, "at most 15 fillers a minute"),
        ("length", (150,), 120, 180, "an answer of between 2:00 and 3:00"),
    ],
)
def test_a_goal_is_half_the_way_to_the_norm_or_what_can_be_reached(
    problem: FocusArea, values: tuple[float, ...], low: float, high: float, said: str
) -> None:
    goal = derive(problem, answers(MEASURES[problem, True], *values), question="q", target=TARGET)
    assert (goal.low, goal.high, goal.earlier) == (low, high, values[-1])
    assert goal_text(goal, TARGET) == said


def test_without_an_answer_the_goal_is_the_norm() -> None:
    goal = derive("pace", [])
    assert (goal.low, goal.high, goal.earlier, goal.by_words) == (120, 160, None, True)
    assert derive("pace", [], by_words=False).measure == "speech_rate"


def test_from_the_sound_alone_other_measures_are_asked_for() -> None:
    goal = derive("pace", answers("speech_rate", 2.5, way=SOUND))
    assert (goal.measure, goal.low, goal.high, goal.by_words) == ("speech_rate", 2.8, 4.0, False)
    assert goal_text(goal) == "at least 2.8 syllables a second"
    goal = derive("pauses", answers("pause_rate", 25, way=SOUND))
    assert goal_text(goal) == "at most 21 pauses a minute"


def test_a_new_question_takes_over_the_share_by_which_others_ran_over() -> None:
    # others ran half over their target of 60 s: 90 s of 60; here that is 60 s of 40
    other = answers("answer_length", 90, question="other", target=(30, 60))
    goal = derive("length", other, question="q", target=(15, 40))
    assert (goal.low, goal.high, goal.earlier) == (15, 50, None)
    # half of the shortest: 60 s of 120, and 40 % more
    other = answers("answer_length", 15, question="other", target=(30, 60))
    assert derive("length", other, question="q", target=(120, 180)).low == 85


def test_a_length_is_held_against_the_same_question_first() -> None:
    mixed = [*answers("answer_length", 300, question="other"), *answers("answer_length", 200)]
    goal = derive("length", mixed, question="q", target=TARGET)
    assert (goal.high, goal.earlier) == (190, 200)


def test_undefined_values_are_passed_over() -> None:
    goal = derive("fillers", answers("filler_rate", 9, None, None))
    assert (goal.high, goal.earlier) == (7, 9)


def test_a_goal_is_a_step_from_the_last_answer_too() -> None:
    # the usual 81 words a minute ask for 90; the last answer had 89
    goal = derive("pace", answers("words_per_minute", 80, 81, 81, 80, 89))
    assert (goal.low, goal.high, goal.earlier) == (95, 160, 89)


@given(
    st.floats(0, 400),
    st.tuples(st.floats(1, 200), st.floats(0, 200)).map(lambda t: (t[0], t[0] + t[1])),
    st.sampled_from(sorted(STEPS)),
)
def test_no_goal_lies_beyond_the_norm_or_behind_what_is_usual(
    usual: float, good: tuple[float, float], measure: str
) -> None:
    low, high = reachable(usual, good, measure)
    assert low <= good[0] and high >= good[1]
    assert low == good[0] or usual - 1e-6 <= low
    assert high == good[1] or high <= usual + 1e-6
    assert low == good[0] or high == good[1]
    reach = usual * REACH[measure] + STEPS[measure] + 1e-6
    assert (low == good[0] or low - usual <= reach) and (high == good[1] or usual - high <= reach)


@given(st.lists(st.floats(40, 300), min_size=1, max_size=8))
def test_slower_is_asked_for_only_above_the_band(rates: list[float]) -> None:
    made: list[Dated] = answers("words_per_minute", *rates)
    goal = derive("pace", made)
    usual = statistics.median(rates[-5:])
    assert (goal.high > 160) <= (usual > 160)
    assert (wanted(goal) == "less") <= (usual > 160 or rates[-1] > 160)
    assert (goal.low < 120) <= (usual < 120)


def test_each_problem_has_tips_for_what_its_goal_asks() -> None:
    for problem in PROBLEMS:
        for direction in ("more", "less"):
            its = tips(problem, direction)
            assert its and all(tip.text for tip in its)
    slow = derive("pace", answers("words_per_minute", 96))
    assert wanted(slow) == "more"
    assert not any("slow down" in tip.text.lower() for tip in tips("pace", wanted(slow)))


def test_the_norms_are_those_of_the_report() -> None:
    goods = {p: norm(p, MEASURES[p, True], TARGET).good for p in PROBLEMS}
    assert goods == {
        "fillers": (0, 5),
        "pauses": (0, 6),
        "pace": (120, 160),
        "length": TARGET,
    }
