"""Scores: where the bands lie, what is left out, and what the advice may never say."""

import itertools

import pytest

from analysis.bands import ScoreCurve, bands
from analysis.measures.catalog import CATALOG
from analysis.scoring.score import WEIGHTS, overall, score, value
from analysis.types import Measures, Pause, Score

UNDEFINED: Measures = {entry.name: None for entry in CATALOG}
TARGET = (120.0, 180.0)


def judged(name: str, pauses: tuple[Pause, ...] = (), **measures: float) -> Score:
    scores = score({**UNDEFINED, **measures}, pauses, TARGET)
    return next(s for s in scores if s.name == name)


@pytest.mark.parametrize(
    ("rate", "band"),
    [(99, "far_below"), (100, "below"), (119.4, "below"), (119.5, "within"), (120, "within"),
     (160.4, "within"), (160.6, "above"), (180, "above"), (181, "far_above")],
)  # fmt: skip
def test_pace_bands(rate: float, band: str) -> None:
    assert judged("pace", words_per_minute=rate).band == band


def test_slowing_down_is_advised_only_above_the_band() -> None:
    for rate in range(20, 161):
        assert "slow down" not in judged("pace", words_per_minute=rate).advice.lower()
    assert "slow down" in judged("pace", words_per_minute=200).advice.lower()


@pytest.mark.parametrize(
    ("seconds", "band"),
    [(89, "far_below"), (90, "below"), (120, "within"), (180, "within"), (210, "above"),
     (211, "far_above")],
)  # fmt: skip
def test_length_has_a_grace_of_thirty_seconds(seconds: float, band: str) -> None:
    assert judged("length", answer_length=seconds).band == band


def test_length_is_judged_by_the_questions_own_target() -> None:
    scores = score({**UNDEFINED, "answer_length": 30.0}, (), (15.0, 40.0))
    assert scores[0].value == 100 and scores[0].band == "within"


def test_five_fillers_a_minute_cost_nothing() -> None:
    def fillers(rate: float) -> Score:
        return judged("fillers", filler_rate=rate, discourse_marker_rate=0.0)

    assert fillers(5.04).value == 100, "it reads 5.0"
    assert fillers(5.06).value == 99 and fillers(12.0).value == 40


def test_fillers_and_pace_are_not_scored_from_the_sound_alone() -> None:
    sound = {"speech_rate": 3.0, "filler_rate": 4.0, "filled_pause_rate": 4.0}
    assert score({**UNDEFINED, **sound}, (), TARGET) == ()
    assert value("pace", sound, TARGET) is None and value("fillers", sound, TARGET) is None


def test_pauses_at_boundaries_cost_nothing_unless_very_long() -> None:
    calm = judged("pauses", answer_length=60.0, mid_clause_pause_rate=2.0, pause_rate=20.0)
    assert calm.value == 100
    halting = judged("pauses", answer_length=60.0, mid_clause_pause_rate=20.0, pause_rate=20.0)
    assert halting.value == 30
    lost = judged(
        "pauses",
        (Pause(5.0, 9.0, "boundary"), Pause(20.0, 23.0, "boundary")),
        answer_length=60.0,
        mid_clause_pause_rate=2.0,
        pause_rate=20.0,
    )
    assert lost.value < calm.value


def test_what_is_undefined_scores_nothing() -> None:
    assert score(UNDEFINED, (), TARGET) == ()
    assert overall(()) is None


def test_the_overall_is_the_weighted_mean_of_what_is_there() -> None:
    def made(name: str, value: int) -> Score:
        return Score(name, value, "within", "", "")

    assert sum(WEIGHTS.values()) == 100
    everything = [made(name, 80) for name in WEIGHTS]
    assert overall(everything) == 80
    assert overall([made("pace", 100), made("pauses", 50)]) == round((2500 + 1500) / 55)


def test_curves_are_level_beyond_their_ends_and_straight_between() -> None:
    curve = ScoreCurve(((10.0, 0.0), (20.0, 100.0)))
    assert [curve.score(x) for x in (0, 10, 15, 20, 99)] == [0, 0, 50, 100, 100]


def test_the_length_curve_rises_then_falls_for_every_target() -> None:
    for target in ((15.0, 40.0), (45.0, 90.0), (60.0, 120.0), TARGET):
        curve = bands().length.curve(target)
        xs = [x for x, _ in curve.points]
        assert xs == sorted(xs)
        inside = [curve.score(target[0] + k) for k in (0, 5)]
        assert inside == [100, 100]


def test_every_score_gives_one_sentence_and_its_source() -> None:
    table = bands()
    sources = {
        "pace": table.pace.source,
        "fillers": table.fillers.source,
        "pauses": table.mid_clause_pauses.source,
        "length": table.length.source,
    }
    for wpm, um, mid, seconds in itertools.product(
        (80, 140, 220), (0, 7, 30), (0, 9, 40), (9, 150)
    ):
        for s in score(
            {
                **UNDEFINED,
                "words_per_minute": wpm,
                "filled_pause_rate": um,
                "mid_clause_pause_rate": mid,
                "pause_rate": mid + 1.0,
                "answer_length": seconds,
            },
            (),
            TARGET,
        ):
            assert s.source == sources[s.name]
            assert s.advice.endswith(".") and "{" not in s.advice
            assert 0 <= s.value <= 100


def test_a_value_alone_is_the_scores() -> None:
    for rate in (None, 90.0, 140.0, 200.0):
        measures: Measures = {
            "words_per_minute": rate,
            "speech_rate": 3.1,
            "filled_pause_rate": rate and rate / 20,
            "discourse_marker_rate": 2.0,
            "answer_length": rate,
        }
        whole = {s.name: s.value for s in score(measures, (), (60, 120))}
        for name in ("pace", "fillers", "length"):
            assert value(name, measures, (60, 120)) == whole.get(name)
