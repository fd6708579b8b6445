"""The stable JSON form: what is written is read back, and garbage is refused by name."""

import json
import math
from typing import Any

import pytest

from analysis.interchange import NotAnAnalysis, from_json, to_json, words_from_json
from tests.analysis.sample import ANALYSIS


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
