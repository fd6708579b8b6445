"""The verdict on top: true praise with its moment, one thing to change, a step in reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.goals import Goal
from analysis.report.build import build
from analysis.report.html.page import render as page
from analysis.report.sharing import without
from analysis.report.summary.verdict import praise, smoothest, step_text, verdict, with_goal
from analysis.report.text import render
from analysis.scoring.evidence import judged
from analysis.types import Analysis, Filler, Note, Pause, Span, Word
from tests.analysis.scoring.test_evidence import heard


def answer(**measures: float) -> Analysis:
    """Make a judged answer with these measures."""
    found = heard()
    return judged(replace(found, measures={**found.measures, **measures}))


def test_the_step_is_one_that_can_be_reached() -> None:
    found = verdict(answer(words_per_minute=67.4))
    assert found is not None and found.change is not None
    assert found.change.name == "pace"
    assert found.step == "Try this question again: go from 67 to 75 words a minute."


@pytest.mark.parametrize(
    ("measures", "step"),
    [
        ({"filler_rate": 9.2}, "go from 9.2 to 7 fillers a minute."),
        ({"filler_rate": 20.0}, "go from 20 to 15 fillers a minute."),
        ({"mid_clause_pause_rate": 14.0}, "go from 14 to 10.5 mid-clause pauses a minute."),
        ({"answer_length": 70.0}, "speak for 1:35 instead of 1:10."),
        ({"answer_length": 300.0}, "speak for 4:00 instead of 5:00."),
        ({"words_per_minute": 200.0}, "go from 200 to 180 words a minute."),
    ],
)
def test_steps_keep_their_units(measures: dict[str, float], step: str) -> None:
    found = verdict(answer(**measures))
    assert found is not None and found.step == f"Try this question again: {step}"


def test_where_all_is_good_there_is_nothing_to_change() -> None:
    found = verdict(answer())
    assert found is not None and found.change is None
    assert found.step == "Nothing here needs work. Move on to the next question."


def test_one_target_at_a_time() -> None:
    both = answer(words_per_minute=60.0, filler_rate=8.0)
    worst = verdict(both)
    assert worst is not None and worst.change is not None and worst.change.name == "pace"
    goal = Goal("fillers", "filler_rate", 0, 7, 8.0)
    found = verdict(both, goal)
    assert found is not None and found.change is not None and found.change.name == "fillers"
    assert found.step == "Try this question again: go from 8 to 7 fillers a minute."
    report = with_goal(build(both), both, goal)
    assert report.verdict == found
    assert [f.name for f in report.also_worth][:1] == ["pace"], "the rest is below"


def test_a_goal_that_was_reached_elsewhere_is_kept_up() -> None:
    goal = Goal("fillers", "filler_rate", 0, 7, 8.0)
    assert step_text(goal, answer(filler_rate=6.96)) == (
        "Try this question again, and stay there: 7 fillers a minute."
    )


def test_a_step_too_small_to_notice_is_not_asked_for() -> None:
    norm = Goal("pace", "words_per_minute", 120, 160, 119.0)
    found = verdict(answer(words_per_minute=119.0), norm)
    assert found is not None and found.change is None
    assert found.step == "Nothing here needs work. Move on to the next question."


def test_the_smoothest_stretch_is_true() -> None:
    found = heard()
    assert found.transcript is not None
    breaks = (Pause(20.0, 20.6, "mid_clause"), Pause(60.0, 61.5, "boundary"))
    quiet = (Pause(40.0, 40.6, "boundary"),)  # the end of a clause: no break
    ums = (Filler(90.0, 90.4, "um", "filled_pause", "sound", 0.9),)
    notes = (Note("unheard", "…", 100.0, 101.0),)
    made = replace(found, pauses=(*breaks, *quiet), fillers=ums, notes=notes)
    best = smoothest(made)
    assert best is not None
    span, words = best
    assert 20.6 <= span.start < span.end <= 60.0
    inside = [w for w in found.transcript.words if span.start <= w.middle <= span.end]
    assert words == len(inside) == 79
    assert not any(span.overlap(each) > 0 for each in (*breaks, *ums))
    said = praise(judged(made))
    assert said is not None and said.moment is not None
    assert "Your smoothest stretch: 79 words in 39 s without a filler or a break." in said.text
    assert (said.moment.start, said.moment.end) == (span.start, span.end)


def test_the_smoothest_stretch_ends_where_the_microphone_was_gone() -> None:
    gone = Span(50.0, 50.3)
    whole, parted = (smoothest(replace(heard(), lost=lost)) for lost in ((), (gone,)))
    assert whole is not None and parted is not None
    assert whole[0].overlap(gone) > 0 and parted[0].overlap(gone) == 0
    assert parted[1] < whole[1]


def test_a_stretch_with_few_words_in_much_time_is_not_smooth() -> None:
    found = heard()
    assert found.transcript is not None
    few = tuple(replace(w, end=w.start + 0.4) for w in found.transcript.words[::5])
    assert smoothest(replace(found, transcript=replace(found.transcript, words=few))) is None


def test_only_good_scores_are_praised() -> None:
    found = praise(answer(words_per_minute=60.0, filler_rate=20.0))
    assert found is not None and found.text.startswith("Pauses and length are good. ")
    bad = praise(answer(words_per_minute=60.0, filler_rate=20.0, answer_length=400.0,
                        mid_clause_pause_rate=30.0))  # fmt: skip
    assert bad is not None and bad.text.startswith("Your smoothest stretch"), "always something"


def test_it_stands_on_top_of_the_text_and_of_the_page() -> None:
    report = build(answer(words_per_minute=67.0))
    text, html = render(report), page(report)
    assert text.index("Went well:") < text.index("Pace:") < text.index("Next:")
    assert text.index("Next:") < text.index("Overall")
    assert html.index("Went well:") < html.index("Next:") < html.index('id="scores"')
    assert "from 67 to 75 words a minute" in " ".join(text.split())
    assert html.index('data-play="') < html.index('id="scores"'), "with a moment to hear"


def test_a_shared_page_without_words_quotes_nothing_in_it() -> None:
    found = answer(words_per_minute=67.0)
    assert found.transcript is not None
    spoken = tuple(Word(w.start, w.end, "secretword") for w in found.transcript.words)
    report = build(replace(found, transcript=replace(found.transcript, words=spoken)))
    assert "secretword" in page(report)
    assert "secretword" not in page(without(report, ["transcript"]))
