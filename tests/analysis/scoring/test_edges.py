"""One set of edges: number, score, band, label, advice, light and milestone never disagree."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.bands import Grade, bands, grade
from analysis.measures.catalog import BY_NAME, CATALOG
from analysis.measures.tempo import stretches
from analysis.scoring.advice import clock, label
from analysis.scoring.scales import scale_of
from analysis.scoring.score import score
from analysis.trends import AnalysisWay, Dated, milestones
from analysis.types import DEFAULT_TARGET, Pause, QuestionContext, Score, Span
from recorder.widgets.recording.answer_clock import GREEN, WAITING, light

UNDEFINED: dict[str, float | None] = {entry.name: None for entry in CATALOG}
WAY = AnalysisWay("1", "base.en")
GRADES: tuple[Grade, ...] = get_args(Grade)
MEASURES = {
    "pace": "words_per_minute",
    "fillers": "filler_rate",
    "pauses": "mid_clause_pause_rate",
    "length": "answer_length",
}
RANGES = {"pace": (20, 260), "fillers": (0, 30), "pauses": (0, 40), "length": (5, 600)}
NEXT = {"pace": 5.0, "fillers": 0.5, "pauses": 0.5, "length": 5.0}
"""A little more of each: what must not move a label by two words."""
MILESTONES = {"pace": "steady-pace", "fillers": "few-fillers", "length": "lengths-in-band"}
TARGETS = [(120.0, 180.0), (60.0, 120.0), (15.0, 30.0), (20.0, 45.0)]

values = st.sampled_from(sorted(RANGES)).flatmap(
    lambda name: st.tuples(st.just(name), st.floats(*RANGES[name], allow_nan=False))
)
targets = st.sampled_from(TARGETS)


def judged(name: str, value: float, target: tuple[float, float] = DEFAULT_TARGET) -> Score:
    """Return the score of an answer of two minutes with this value."""
    measures = {**UNDEFINED, "answer_length": 120.0, "pause_rate": 20.0,
                "discourse_marker_rate": 0.0, MEASURES[name]: value}  # fmt: skip
    return next(s for s in score(measures, (), target) if s.name == name)


def worded(found: Score) -> str:
    return label(found.name, found.value, low=found.band in ("below", "far_below"))


@given(values, targets)
def test_number_score_band_label_advice_and_milestone_agree(
    named: tuple[str, float], target: tuple[float, float]
) -> None:
    name, value = named
    found = judged(name, value, target)
    scale = scale_of(name, {MEASURES[name]: value}, QuestionContext(None, "", target=target))
    low, high = scale.good
    shown = round(value, BY_NAME[MEASURES[name]].digits)
    good = low <= shown <= high
    assert (found.value == 100) is (found.band == "within") is (worded(found) == "good") is good
    assert ("a little" in worded(found)) is (grade(found.value) == "slight")
    assert not (found.value >= bands().good_score and "a little" in worded(found))
    if name in MILESTONES:
        at = datetime(2026, 11, 1, tzinfo=UTC)
        answers = [Dated(at, WAY, {MEASURES[name]: value}, "q", target)] * 3
        reached = next(m for m in milestones(answers) if m.name == MILESTONES[name])
        assert (reached.at is not None) is good


@given(values, targets)
def test_what_reads_the_same_is_judged_the_same(
    named: tuple[str, float], target: tuple[float, float]
) -> None:
    name, value = named
    shown = round(value, BY_NAME[MEASURES[name]].digits)
    one, other = judged(name, value, target), judged(name, shown, target)
    assert (one.value, one.band, one.advice) == (other.value, other.band, other.advice)


@given(values)
def test_a_little_more_never_moves_a_label_by_two_words(named: tuple[str, float]) -> None:
    name, value = named
    here, there = judged(name, value), judged(name, value + NEXT[name])
    apart = abs(GRADES.index(grade(here.value)) - GRADES.index(grade(there.value)))
    assert apart <= 1
    assert abs(here.value - there.value) <= 18, "no cliff in the score either"


@given(st.floats(1, 600, allow_nan=False), targets)
def test_the_lights_and_the_report_agree_on_when_a_length_is_enough(
    seconds: float, target: tuple[float, float]
) -> None:
    whole = float(round(seconds))
    short = judged("length", whole, target).band in ("below", "far_below")
    assert (light(whole, target) is WAITING) is short


def test_two_minutes_of_two_minutes_are_good_everywhere() -> None:
    for seconds in (119.5, 119.7, 120.0, 120.4):
        found = judged("length", seconds, (120.0, 180.0))
        assert clock(seconds) == "2:00" and light(120.0, (120.0, 180.0)) is GREEN
        assert (found.value, found.band, worded(found)) == (100, "within", "good")
        assert found.advice == "2:00 is within the target of 2:00 to 3:00."


def test_some_fillers_become_many_in_steps() -> None:
    said = [judged("fillers", rate).advice.split()[0] for rate in (5, 6.4, 7, 9, 9.5, 13, 16)]
    assert said == ["Few", "Slightly", "When", "When", "Quite", "Quite", "A"]


@pytest.mark.parametrize("mid", [0.0, 3.0, 6.0, 6.1, 7.5, 8.6])
def test_pauses_nearly_all_mid_clause_are_not_said_to_help_the_listener(mid: float) -> None:
    measures = {**UNDEFINED, "answer_length": 120.0, "pause_rate": mid,
                "mid_clause_pause_rate": mid}  # fmt: skip
    (found,) = (s for s in score(measures, (), DEFAULT_TARGET) if s.name == "pauses")
    few = "You pause mid-clause no more than 6 times a minute, which does no harm."
    more = f"{mid:.1f} pauses a minute fall mid-clause, slightly more than the 6 that do no harm."
    assert found.advice == (few if mid <= 6 else more)


@pytest.mark.parametrize("rate", [0.0, 5.0, 5.1, 6.5])
def test_what_is_said_of_few_fillers_is_true_of_each_number(rate: float) -> None:
    few = "Few fillers: up to 5 a minute do no harm."
    more = "Slightly more fillers than the 5 a minute that do no harm."
    assert judged("fillers", rate).advice == (few if rate <= 5 else more)


def test_pauses_inside_the_good_range_are_not_called_high_for_their_length() -> None:
    long = tuple(Pause(10.0 * i, 10.0 * i + 3, "boundary") for i in range(1, 5))
    measures = {**UNDEFINED, "answer_length": 60.0, "pause_rate": 20.0,
                "mid_clause_pause_rate": 2.0}  # fmt: skip
    found = next(s for s in score(measures, long, DEFAULT_TARGET) if s.name == "pauses")
    assert found.value == 68 and "4 very long pauses" in found.advice
    assert label("pauses", found.value, rate_score=100) == "some very long"


@pytest.mark.parametrize("gap", [0.9, 0.25])
def test_an_even_answer_has_no_stretch_that_stands_out(gap: float) -> None:
    said = [i * gap + 0.1 for i in range(int(90 / gap))]
    assert stretches(said, Span(0.0, 90.0)) == (), "67 or 240 words a minute throughout"


def test_a_slow_part_of_a_comfortable_answer_is_a_stretch() -> None:
    said = [i * 0.45 for i in range(100)] + [45 + i * 1.2 for i in range(17)]
    said += [66 + i * 0.45 for i in range(60)]
    (found,) = stretches(said, Span(0.0, 93.0))
    assert found.kind == "dragging" and 40 <= found.start <= 50 and found.rate < 100
