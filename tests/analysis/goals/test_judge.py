"""Whether a goal was reached, within what the measuring can tell; and the next goal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.goals import Goal, GoalOutcome, JudgedGoal, is_done, judge, missed_in_a_row, next_goal
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
        (FILLERS, 6.6, (5.8, 8.0), "about"),  # the goal is within the range
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
    assert "once this answer is transcribed" in goal_line(FILLERS, heard).text
    by_sound = replace(FILLERS, by_words=False)
    assert judge(by_sound, heard) == "not judged", "fillers need the words"
    pauses = Goal("pauses", "pause_rate", 0, 20, 25, by_words=False)
    assert judge(pauses, analysis("pause_rate", 19, words=False)) == "reached"
    assert judge(pauses, analysis("pause_rate", 19)) == "not judged"
    assert judge(LENGTH, analysis("answer_length", 200, length=200, words=False)) == "not judged"
    by_sound = replace(LENGTH, by_words=False)
    for words in (True, False):
        heard = analysis("answer_length", 200, length=200, words=words)
        assert judge(by_sound, heard) == "reached", "a length is the same with words"


def test_an_answer_with_too_little_in_it_is_not_judged() -> None:
    assert judge(FILLERS, analysis("filler_rate", 0, length=59)) == "not judged"
    assert judge(FILLERS, analysis("filler_rate", 0, length=60)) == "reached"
    assert judge(FILLERS, analysis("filler_rate", 0, length=16, target=(15, 40))) == "reached"
    short = Goal("length", "answer_length", 85, 180, 60)
    assert judge(short, analysis("answer_length", 7, length=7)) == "not judged"
    line = goal_line(FILLERS, analysis("filler_rate", 0, length=29))
    assert line.text.endswith("There isn't enough in this answer to say; the goal stays the same.")


def test_what_the_report_says() -> None:
    reached = goal_line(FILLERS, analysis("filler_rate", 5.2, range_=(4.4, 6.5)))
    assert reached.text == (
        "Goal reached: 5.2 fillers a minute; the goal was at most 7 fillers a minute."
    )
    about = goal_line(FILLERS, analysis("filler_rate", 6.6, range_=(5.8, 8.0)))
    assert about.text.startswith("Close to the goal: 6.6 fillers a minute (5.8–8);")
    missed = goal_line(FILLERS, analysis("filler_rate", 11))
    assert missed.text.startswith("Goal not reached yet: 11 fillers a minute;")
    assert missed.more.startswith("Try this: When you feel an um coming")
    again = goal_line(FILLERS, analysis("filler_rate", 11), _judged(FILLERS, "missed"))
    assert again.more.startswith("Try this: An um usually comes before a delay")


def test_the_text_and_the_page_show_it_and_a_shared_page_does_not() -> None:
    made = analysis("filler_rate", 5.2)
    report = build(made, goal=goal_line(FILLERS, made))
    assert "Goal reached: 5.2 fillers" in render(report)
    assert 'class="goal reached"' in html(report)
    assert 'class="goal' not in html(without(report, ["history"]))
    assert "Goal" not in render(build(made))


def test_a_goal_that_is_reached_is_raised() -> None:
    last = answers("filler_rate", 6.8)
    # 7 and 5: halfway is 6
    judged = _judged(FILLERS, "missed", "reached")
    assert next_goal("fillers", last, judged) == replace(FILLERS, high=6, earlier=6.8)
    line = goal_line(FILLERS, analysis("filler_rate", 5))
    assert line.more == "The next goal is at most 6 fillers a minute."


def test_a_goal_stays_until_it_is_reached() -> None:
    for outcomes in (("missed",) * 5, ("about", "missed"), ("not judged",), ("missed", "about")):
        judged = _judged(FILLERS, *outcomes)
        kept = next_goal("fillers", answers("filler_rate", 12, 12, 13), judged)
        assert kept == replace(FILLERS, earlier=13), "whatever the answers are"


@pytest.mark.parametrize(
    ("goal", "outcome", "last", "low", "high"),
    [
        (PACE, "missed", 104, 110, 160),
        (PACE, "missed", 109, 115, 160),  # 110 is one word a minute more
        (PACE, "about", 105.6, 115, 160),  # it is shown as 106
        (replace(PACE, low=90), "missed", 89, 95, 160),
        (PACE, "reached", 114, 120, 160),  # the next one, 115, is one word a minute more
        (PACE, "missed", 117, 110, 160),  # beyond it already
        (replace(PACE, low=120), "missed", 119, 120, 160),  # the norm is all that is asked
        (FILLERS, "missed", 7.3, 0, 6.5),
        (FILLERS, "missed", 7.5, 0, 7),
        (FILLERS, "reached", 6.2, 0, 5.5),
        (replace(FILLERS, high=5), "missed", 5.3, 0, 5),
    ],
)
def test_the_next_goal_is_a_step_that_can_be_noticed(
    goal: Goal, outcome: GoalOutcome, last: float, low: float, high: float
) -> None:
    found = next_goal(goal.problem, answers(goal.measure, last), _judged(goal, outcome))
    assert (found.low, found.high) == (low, high)


def test_the_report_of_a_goal_that_was_reached_names_the_same_next_goal() -> None:
    line = goal_line(PACE, analysis("words_per_minute", 114))
    assert line.more == "The next goal is between 120 and 160 words a minute."


def test_a_goal_that_is_the_norm_is_done_when_it_is_reached() -> None:
    norm = replace(FILLERS, high=5)
    line = goal_line(norm, analysis("filler_rate", 4), _judged(norm, "reached", "reached"))
    assert line.more == "That's the good range. Move on to something else."
    judged = _judged(norm, "missed", "reached")
    assert next_goal("fillers", answers("filler_rate", 4), judged).high == 5
    assert is_done(judged) and not is_done(judged[:1]) and not is_done(())
    assert not is_done(_judged(FILLERS, "reached"))


def test_tips_go_by_how_often_a_goal_was_missed() -> None:
    judged = _judged(FILLERS, "missed", "reached", "missed", "about", "missed", "not judged")
    assert missed_in_a_row(judged) == 2
    assert missed_in_a_row(()) == 0


def test_a_goal_of_another_kind_or_side_is_not_kept() -> None:
    kept = _judged(FILLERS, "missed")
    assert not next_goal("fillers", answers("filler_rate", 9, way=SOUND), kept).by_words
    slow = _judged(PACE, "missed")
    assert next_goal("pace", answers("words_per_minute", 190), slow).high == 175


def test_the_goal_of_a_length_stays_too() -> None:
    goal = Goal("length", "answer_length", 85, 180, 60)
    for lengths in ((60, 62), (60, 45, 95), (60, 110)):
        here = answers("answer_length", *lengths)
        kept = next_goal("length", here, _judged(goal, "missed"), question="q", target=(120, 180))
        assert (kept.low, kept.high) == (85, 180)
    here = answers("answer_length", 60, 90)
    raised = next_goal("length", here, _judged(goal, "reached"), question="q", target=(120, 180))
    assert (raised.low, raised.high) == (105, 180)


def _judged(goal: Goal, *outcomes: GoalOutcome) -> tuple[JudgedGoal, ...]:
    return tuple(JudgedGoal(goal, outcome) for outcome in outcomes)
