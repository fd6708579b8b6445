"""Uncertainty: it holds the value, grows with doubt and noise, and withholds what is worthless."""

from dataclasses import replace

import pytest

from analysis.hearing.speech import Speech
from analysis.measures.material import Material
from analysis.measures.measure import measure
from analysis.pipeline.quality import UNUSABLE_DB, withheld_scores
from analysis.scoring.uncertainty import uncertainty
from analysis.types import Filler, Intervals, Pause, Span, Word

SURE = Material(
    answer=Span(0.0, 60.0),
    pauses=tuple(Pause(5.0 * i, 5.0 * i + 0.5) for i in range(1, 11)),
    fillers=tuple(
        Filler(6.0 * i, 6.0 * i + 0.3, "um", "filled_pause", "sound", 0.95) for i in range(1, 7)
    ),
    syllables=200,
    words=tuple(Word(0.4 * i, 0.4 * i + 0.3, "word", 0.99) for i in range(130)),
    noise_db=30.0,
)


def intervals(material: Material, nuclei: int = 200) -> Intervals:
    return uncertainty(measure(material), material, nuclei)


def width(found: Intervals, name: str) -> float:
    low, high = found[name]
    return high - low


@pytest.mark.parametrize("name", ["words_per_minute", "pause_rate", "filler_rate", "speech_rate"])
def test_the_value_lies_inside_its_interval(name: str) -> None:
    value = measure(SURE)[name]
    assert value is not None
    low, high = intervals(SURE)[name]
    assert 0 <= low < value < high


def test_doubtful_words_and_quarrelling_counts_widen_the_rate() -> None:
    assert SURE.words
    unsure = replace(SURE, words=tuple(replace(w, probability=0.5) for w in SURE.words))
    assert width(intervals(unsure), "words_per_minute") > width(intervals(SURE), "words_per_minute")
    assert width(intervals(SURE, nuclei=400), "words_per_minute") > width(
        intervals(SURE), "words_per_minute"
    )


def test_noise_widens_the_pauses_and_doubt_the_fillers() -> None:
    noisy = replace(SURE, noise_db=5.0)
    assert width(intervals(noisy), "pause_rate") == pytest.approx(
        4 * width(intervals(SURE), "pause_rate")
    )
    doubtful = replace(SURE, fillers=tuple(replace(f, confidence=0.5) for f in SURE.fillers))
    assert width(intervals(doubtful), "filler_rate") > width(intervals(SURE), "filler_rate")


def test_a_pause_or_a_filler_more_or_less_is_within_what_is_claimed() -> None:
    low, high = intervals(SURE)["pause_rate"]
    assert low <= 9.0 and high >= 12.0
    low, high = intervals(SURE)["filled_pause_rate"]
    assert low <= 5.5 and high >= 7.0
    words = tuple(replace(f, text="like", kind="discourse_marker") for f in SURE.fillers)
    assert intervals(replace(SURE, fillers=words))["filler_rate"][1] > high


def test_what_is_undefined_has_no_interval() -> None:
    assert intervals(Material(answer=None)) == {}
    assert "words_per_minute" not in intervals(replace(SURE, words=None))


def test_pauses_and_fillers_are_not_scored_where_noise_drowns_them() -> None:
    def heard(noise_db: float | None) -> Speech:
        return Speech((Span(0.0, 1.0),), (), (), (), -20.0, noise_db, 0.0)

    assert set(withheld_scores(heard(UNUSABLE_DB - 1))) == {"pauses", "fillers"}
    assert withheld_scores(heard(UNUSABLE_DB)) == {}
    assert withheld_scores(heard(None)) == {}
