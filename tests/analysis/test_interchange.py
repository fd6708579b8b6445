"""The stable JSON form: what is written is read back, and garbage is refused by name."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as whenever
from hypothesis import strategies as st

from analysis.interchange import NotAnAnalysis, from_json, to_json, words_from_json
from analysis.types import PartScore, PartScores, Span
from tests.analysis.sample import ANALYSIS

SCORED = replace(
    ANALYSIS,
    part_scores=PartScores("why Med-Peds", -3.25, (PartScore(0.5, 4.123, "moment", 1.75),)),
)


def test_an_analysis_survives_the_way_there_and_back() -> None:
    assert from_json(json.loads(json.dumps(to_json(ANALYSIS)))) == ANALYSIS


def test_the_form_is_the_one_promised() -> None:
    data = to_json(ANALYSIS)
    assert list(data) == [
        "schema", "version", "recording", "model", "question", "transcript", "pauses", "fillers",
        "measures", "uncertainty", "scores", "overall", "notes",
    ]  # fmt: skip
    assert data["schema"] == 1
    assert data["pauses"][0] == {"start": 3.1, "end": 3.62, "position": "boundary"}
    assert data["fillers"][0] == {
        "start": 4.2,
        "end": 4.6,
        "text": "um",
        "kind": "filled_pause",
        "evidence": "sound",
        "confidence": 0.8,
    }
    assert data["question"]["target"] == [60.0, 120.0]


def test_the_scores_of_parts_are_read_back() -> None:
    data = to_json(SCORED)
    assert data["part_scores"] == {
        "kind": "why Med-Peds",
        "off": -3.25,
        "parts": [{"name": "moment", "start": 0.5, "end": 4.123, "score": 1.75}],
    }
    assert from_json(json.loads(json.dumps(data))) == SCORED


def test_lost_time_is_read_back_and_only_written_where_there_is_any() -> None:
    data = to_json(replace(ANALYSIS, lost=(Span(12.0, 32.5004),)))
    assert data["lost"] == [{"start": 12.0, "end": 32.5}]
    assert from_json(json.loads(json.dumps(data))).lost == (Span(12.0, 32.5),)
    assert "lost" not in to_json(ANALYSIS)
    for garbage in ([{"start": 3}], [{"start": 3, "end": 2}], [{"start": "0", "end": 2}], [4]):
        with pytest.raises(NotAnAnalysis):
            from_json({**data, "lost": garbage})


numbers = st.floats(-1e6, 1e6)


@whenever(numbers, st.lists(st.tuples(numbers, numbers, st.text(), numbers), max_size=4))
def test_scores_of_parts_keep_three_digits(
    off: float, rows: list[tuple[float, float, str, float]]
) -> None:
    parts = tuple(PartScore(min(a, b), max(a, b), name, score) for a, b, name, score in rows)
    scored = replace(ANALYSIS, part_scores=PartScores("gap", off, parts))
    back = from_json(json.loads(json.dumps(to_json(scored)))).part_scores
    assert back is not None and [p.name for p in back.parts] == [p.name for p in parts]
    assert back.off == pytest.approx(off, abs=0.0006)
    for read, written in zip(back.parts, parts, strict=True):
        for name in ("start", "end", "score"):
            assert getattr(read, name) == pytest.approx(getattr(written, name), abs=0.0006)


def test_an_analysis_saved_before_parts_were_scored_has_none() -> None:
    data = to_json(SCORED)
    del data["part_scores"]
    assert from_json(data) == ANALYSIS
    assert "part_scores" not in to_json(ANALYSIS)


PART = {"name": "moment", "start": 0.5, "end": 4.0, "score": 1.75}


@pytest.mark.parametrize(
    "spoil",
    [
        3,
        [],
        {"kind": "gap", "off": 0.0},
        {"kind": "gap", "off": None, "parts": []},
        {"kind": "gap", "off": math.nan, "parts": []},
        {"kind": "gap", "off": "1", "parts": []},
        {"kind": "gap", "off": 10**400, "parts": []},
        {"kind": "gap", "off": 0.0, "parts": 3},
        {"kind": "gap", "off": 0.0, "parts": [{**PART, "score": math.inf}]},
        {"kind": "gap", "off": 0.0, "parts": [{**PART, "score": True}]},
        {"kind": "gap", "off": 0.0, "parts": [{**PART, "end": 0.0}]},
        {"kind": "gap", "off": 0.0, "parts": [{"name": "moment", "score": 1.0}]},
    ],
)
def test_bad_scores_of_parts_are_refused(spoil: object) -> None:
    with pytest.raises(NotAnAnalysis):
        from_json({**to_json(ANALYSIS), "part_scores": spoil})


@pytest.mark.parametrize(
    "spoil",
    [
        {"schema": 2},
        {"pauses": [{"start": 2.0, "end": 1.0, "position": None}]},
        {"pauses": [{"start": 1.0, "end": 2.0, "position": "middle"}]},
        {"fillers": [{}]},
        {"recording": None},
        {"scores": 3},
    ],
)
def test_what_is_no_analysis_is_refused(spoil: dict[str, Any]) -> None:
    with pytest.raises(NotAnAnalysis):
        from_json({**to_json(ANALYSIS), **spoil})


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        {"words": "hello"},
        {"words": [{"start": 0.0, "end": 1.0}]},
        {"words": [{"start": 2.0, "end": 1.0, "text": "a"}]},
        {"words": [{"start": math.nan, "end": 1.0, "text": "a"}]},
        {"words": ["a"]},
    ],
)
def test_a_bad_transcript_is_refused(given: object) -> None:
    with pytest.raises(NotAnAnalysis):
        words_from_json(given)


def test_a_transcript_needs_only_times_and_text() -> None:
    (word,) = words_from_json({"words": [{"start": 0, "end": 1, "text": "hello"}]})
    assert (word.start, word.end, word.text, word.probability) == (0.0, 1.0, "hello", 1.0)
