"""Measures against values worked out by hand, and laws that every measure must keep."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures import breakdown, disfluency, length, lexis, repair, tempo
from analysis.measures.catalog import CATALOG, show
from analysis.measures.material import Material
from analysis.measures.measure import functions, measure
from analysis.types import Filler, Pause, Span, Word

T = TypeVar("T", bound=Span)

MINUTE = Material(
    answer=Span(2.0, 62.0),
    pauses=(
        Pause(10.0, 10.5, "boundary"),
        Pause(20.0, 21.0, "mid_clause"),
        Pause(30.0, 32.5, "mid_clause"),
    ),
    fillers=(
        Filler(15.0, 15.4, "um", "filled_pause", "sound", 0.9),
        Filler(16.0, 16.2, "like", "discourse_marker", "words", 0.8),
        Filler(21.0, 21.3, "uh", "filled_pause", "both", 0.8),
    ),
    syllables=168,
    words=tuple(Word(2.0 + i * 0.5, 2.4 + i * 0.5, f"w{i % 60}") for i in range(120)),
    repetitions=(Span(3.0, 3.2),),
    restarts=(),
    drawn_out=0.02,
    change=0.34,
)


@pytest.mark.parametrize(
    ("function", "value"),
    [
        (length.answer_length, 60.0),
        (length.response_latency, 2.0),
        (tempo.words_per_minute, 120.0),
        (tempo.speech_rate, 168 / 60),
        (tempo.phonation_time, 56.0),
        (tempo.phonation_time_ratio, 56 / 60),
        (tempo.articulation_rate, 3.0),
        (tempo.acoustic_change, 34.0),
        (breakdown.pause_rate, 3.0),
        (breakdown.long_pause_rate, 2.0),
        (breakdown.mid_clause_pause_rate, 2.0),
        (breakdown.median_pause_duration, 1.0),
        (breakdown.mean_pause_duration, 4 / 3),
        # breaks: 10–10.5, 15–15.4, 20–21.3 (pause and uh together), 30–32.5: five runs
        (breakdown.mean_length_of_run, 168 / 5),
        (disfluency.filled_pause_rate, 2.0),
        (disfluency.discourse_marker_rate, 1.0),
        (disfluency.filler_rate, 3.0),
        (disfluency.fillers_per_100_words, 2.5),
        (disfluency.filler_clusters, 1.0),
        (disfluency.drawn_out_share, 2.0),
        (repair.repetition_rate, 1.0),
        (repair.restart_rate, 0.0),
        (lexis.lexical_diversity, 1.0),
    ],
)
def test_values_by_hand(function, value):  # type: ignore[no-untyped-def]
    assert function(MINUTE) == pytest.approx(value)


def test_nobody_spoke_leaves_everything_undefined() -> None:
    silence = Material(answer=None, level_db=None, noise_db=None, clipped=0.0)
    values = measure(silence)
    defined = {name for name, value in values.items() if value is not None}
    assert defined <= {"clipping"}


def test_without_words_the_measures_that_need_them_are_undefined() -> None:
    values = measure(replace(MINUTE, words=None, repetitions=None, restarts=None))
    for entry in CATALOG:
        if entry.needs_words:
            assert values[entry.name] is None, entry.name
    assert values["pause_rate"] == pytest.approx(3.0)


def test_mid_clause_rate_is_undefined_where_no_pause_was_placed() -> None:
    unplaced = replace(MINUTE, pauses=(Pause(10.0, 11.0),))
    assert breakdown.mid_clause_pause_rate(unplaced) is None


def test_every_row_has_its_function_and_the_names_are_unique() -> None:
    assert set(functions()) | {"fluency"} == {entry.name for entry in CATALOG}
    assert len({entry.name for entry in CATALOG}) == len(CATALOG)


def test_values_are_shown_with_unit_and_undefined_as_a_dash() -> None:
    assert show("words_per_minute", 131.4) == "131 words/min"
    assert show("filler_clusters", 2.0) == "2"
    assert show("speech_rate", None) == "–"


def test_the_pace_varies_by_the_words_that_are_said() -> None:
    words = tuple(Word(float(t), t + 0.5, "med-peds") for t in range(30))
    said = [t + part for t in range(20) for part in (0.1, 0.4)] + [t + 0.2 for t in range(20, 30)]
    by_writing = Material(Span(0.0, 30.0), words=words)
    assert tempo.pace_variation(by_writing) == 0.0
    by_saying = replace(by_writing, spoken_at=said)
    assert by_saying.word_count == 50
    assert tempo.pace_variation(by_saying) == pytest.approx(statistics.stdev((120, 120, 100, 80)))


def test_local_rates_tell_the_rushed_from_the_dragging() -> None:
    slow = tuple(Word(float(i), i + 0.5, "slow") for i in range(30))
    quick = tuple(Word(30 + i / 4, 30 + i / 4 + 0.2, "quick") for i in range(120))
    found = tempo.stretches([w.middle for w in slow + quick], Span(0.0, 60.0))
    assert [s.kind for s in found] == ["dragging", "rushed"]
    assert found[0].start == 0.0 and found[-1].end == 60.0


def moved(things: Sequence[T], by: float = 0.0, factor: float = 1.0) -> tuple[T, ...]:
    return tuple(replace(t, start=t.start * factor + by, end=t.end * factor + by) for t in things)


def shifted(m: Material, by: float) -> Material:
    assert m.answer and m.words and m.repetitions is not None
    return replace(
        m,
        answer=Span(m.answer.start + by, m.answer.end + by),
        pauses=moved(m.pauses, by),
        fillers=moved(m.fillers, by),
        words=moved(m.words, by),
        repetitions=moved(m.repetitions, by),
    )


@given(st.integers(0, 3600))
def test_a_later_start_changes_nothing_but_the_latency(by: float) -> None:
    before, after = measure(MINUTE), measure(shifted(MINUTE, by))
    for name in before:
        if name == "response_latency":
            assert after[name] == pytest.approx(2.0 + by)
        elif name != "pace_variation":  # words on the edge of a window may change sides
            assert after[name] == pytest.approx(before[name], rel=1e-6), name


@given(st.floats(0.25, 4.0))
def test_time_stretched_scales_rates_and_keeps_ratios(factor: float) -> None:
    assert MINUTE.answer and MINUTE.words
    slower = replace(
        MINUTE,
        answer=Span(MINUTE.answer.start * factor, MINUTE.answer.end * factor),
        pauses=moved(MINUTE.pauses, factor=factor),
        words=moved(MINUTE.words, factor=factor),
    )
    assert tempo.words_per_minute(slower) == pytest.approx(120.0 / factor)
    assert tempo.speech_rate(slower) == pytest.approx(168 / 60 / factor)
    assert tempo.phonation_time_ratio(slower) == pytest.approx(56 / 60)


def test_a_cluster_is_three_within_fifteen_seconds_and_counts_each_filler_once() -> None:
    def um(at: float) -> Filler:
        return Filler(at, at + 0.3, "um", "filled_pause", "sound")

    assert len(disfluency.clusters([um(0), um(7), um(15)])) == 1
    assert len(disfluency.clusters([um(0), um(7), um(15.1)])) == 0
    assert len(disfluency.clusters([um(float(i)) for i in range(6)])) == 1


def test_lost_time_parts_no_cluster() -> None:
    ums = [Filler(at, at + 0.3, "um", "filled_pause", "sound") for at in (10.0, 14.0, 39.0)]
    material = Material(Span(0.0, 60.0), fillers=ums)
    assert disfluency.filler_clusters(material) == 0
    holed = replace(material, lost=(Span(16.0, 36.0),))
    assert disfluency.filler_clusters(holed) == 1
    assert disfluency.filler_clusters(replace(holed, lost=(Span(16.0, 26.0),))) == 0


def test_a_caution_names_other_measures_as_the_table_does() -> None:
    labels = {entry.label for entry in CATALOG}
    for entry in CATALOG:
        assert set(re.findall("“([^”]+)”", entry.caution)) <= labels
        assert "the median" not in entry.caution
