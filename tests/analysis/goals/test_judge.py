"""Whether a goal was reached, within what the measuring can tell; and the next goal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.goals import Goal, GoalOutcome, JudgedGoal, judge, next_goal, streak
from analysis.report.build import build
from analysis.report.goal import goal_line
from analysis.report.html.page import render as html
from analysis.report.sharing import without
from analysis.report.text import render
from tests.analysis.goals.material import SOUND, analysis, answers

FILLERS = Goal("fillers", "filler_rate", 0, 7, 9)
PACE = Goal("pace", "words_per_minute", 110, 160, 96)
LENGTH = Goal("length", "answer_length", 120, 220, 260)


@pytest.mark.parametrize(
    ("goal", "value", "range_", "outcome"),
    [
        (FILLERS, 5.2, (4.4, 6.5), "reached"),
        (FILLERS, 5.2, None, "reached"),
        (FILLERS, 6.6, (5.8, 8.0), "about"),  # the goal lies within the range
        (FILLERS, 7.6, (6.9, 8.8), "about"),
        (FILLERS, 8.4, (7.5, 10.0), "missed"),
        (FILLERS, 7.04, None, "reached"),  # it is shown as 7.0
        (FILLERS, 7.06, None, "missed"),
        (FILLERS, None, None, "not judged"),
        (PACE, 112, (111, 115), "reached"),
        (PACE, 112, (107, 116), "about"),
        (PACE, 100, (96, 104), "missed"),
        (PACE, 175, (170, 180), "missed"),  # over the other end of the norm
    ],
)
def test_the_range_of_the_measure_decides(
    goal: Goal, value: float | None, range_: tuple[float, float] | None, outcome: GoalOutcome
) -> None:
    assert judge(goal, analysis(goal.measure, value, range_=range_)) == outcome


def test_numbers_of_another_kind_are_not_judged() -> None:
    heard = analysis("filler_rate", 2, words=False)
    assert judge(FILLERS, heard) == "not judged"
    assert "judged when the words are written down" in goal_line(FILLERS, heard).text
    by_sound = replace(FILLERS, by_words=False)
    assert judge(by_sound, heard) == "reached"
    assert judge(by_sound, analysis("filler_rate", 2)) == "not judged"
    assert judge(LENGTH, analysis("answer_length", 200, length=200, words=False)) == "reached"


def test_a_rate_of_a_few_seconds_is_not_judged() -> None:
    assert judge(FILLERS, analysis("filler_rate", 0, length=29)) == "not judged"
    assert judge(FILLERS, analysis("filler_rate", 0, length=16, target=(15, 40))) == "reached"
    line = goal_line(FILLERS, analysis("filler_rate", 0, length=29))
    assert line.text.endswith("This answer is too short to judge a rate.")


def test_what_the_report_says() -> None:
    reached = goal_line(FILLERS, analysis("filler_rate", 5.2, range_=(4.4, 6.5)))
    assert reached.text == (
        "Goal reached: 5.2 fillers a minute; the goal was at most 7 fillers a minute."
    )
    about = goal_line(FILLERS, analysis("filler_rate", 6.6, range_=(5.8, 8.0)))
    assert about.text.startswith("About at the goal: 6.6 fillers a minute (5.8–8);")
    missed = goal_line(FILLERS, analysis("filler_rate", 11))
    assert missed.text.startswith("Not at the goal yet: 11 fillers a minute;")
    assert missed.more.startswith("Try this: When you feel an um coming")
    again = goal_line(FILLERS, analysis("filler_rate", 11), _judged(FILLERS, "missed"))
    assert again.more.startswith("Try this: An um mostly comes before a delay")


def test_the_text_and_the_page_show_it_and_a_shared_page_does_not() -> None:
    made = analysis("filler_rate", 5.2)
    report = build(made, goal=goal_line(FILLERS, made))
    assert "Goal reached: 5.2 fillers" in render(report)
    assert 'class="goal reached"' in html(report)
    assert 'class="goal' not in html(without(report, ["history"]))
    assert "Goal" not in render(build(made))


def test_three_in_a_row_raise_the_goal() -> None:
    last = answers("filler_rate", 6.2)
    two = _judged(FILLERS, "reached", "reached")
    assert next_goal("fillers", last, two) == replace(FILLERS, earlier=6.2)
    # 7 and 5: half-way is 6
    three = _judged(FILLERS, "reached", "reached", "reached")
    assert next_goal("fillers", last, three) == replace(FILLERS, high=6, earlier=6.2)
    line = goal_line(FILLERS, analysis("filler_rate", 5), two)
    assert line.more == "3 in a row: the next goal is at most 6 fillers a minute."
    line = goal_line(FILLERS, analysis("filler_rate", 5), two[:1])
    assert line.more == "2 in a row; after 3 the goal moves on."


def test_three_in_a_row_at_the_norm_say_to_go_on() -> None:
    norm = replace(FILLERS, high=5)
    line = goal_line(norm, analysis("filler_rate", 4), _judged(norm, "reached", "reached"))
    assert line.more == "3 in a row, and in the good range: go on to another problem."
    judged = _judged(norm, "reached", "reached", "reached")
    assert next_goal("fillers", answers("filler_rate", 4), judged).high == 5


def test_three_in_a_row_missed_set_it_afresh() -> None:
    judged = _judged(FILLERS, "missed", "missed", "missed")
    assert next_goal("fillers", answers("filler_rate", 12, 12, 13), judged).high == 8.5


def test_about_and_not_judged_are_passed_over() -> None:
    judged = _judged(FILLERS, "missed", "reached", "about", "reached", "not judged", "reached")
    assert streak(judged) == ("reached", 3)
    assert streak(()) == ("not judged", 0)


def test_a_row_counts_for_one_goal_only() -> None:
    judged = (
        *_judged(FILLERS, "reached", "reached"),
        *_judged(replace(FILLERS, high=6), "reached"),
    )
    assert streak(judged) == ("reached", 1)


def test_a_goal_of_another_kind_or_side_is_not_kept() -> None:
    kept = _judged(FILLERS, "missed")
    assert not next_goal("fillers", answers("filler_rate", 9, way=SOUND), kept).by_words
    slow = _judged(PACE, "missed")
    assert next_goal("pace", answers("words_per_minute", 190), slow).high == 175


def test_a_length_hangs_on_its_question() -> None:
    judged = _judged(LENGTH, "reached")
    here = answers("answer_length", 100, target=(30, 60))
    assert next_goal("length", here, judged, question="q", target=(30, 60)).high == 80
    judged = _judged(LENGTH, "reached", "reached", "reached")
    goal = next_goal("length", here, judged, question="q", target=(30, 60))
    assert (goal.low, goal.high) == (30, 60)


def _judged(goal: Goal, *outcomes: GoalOutcome) -> tuple[JudgedGoal, ...]:
    return tuple(JudgedGoal(goal, outcome) for outcome in outcomes)
