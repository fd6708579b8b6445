"""The sample answer that comes with Viva, and its exact truth."""

import json
from typing import Any

import pytest
import soundfile

from analysis.demo import ANSWER, TRUTH


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(TRUTH.read_text("utf-8"))
    return found


def test_the_answer_lasts_as_long_as_its_truth_says(truth: dict[str, Any]) -> None:
    info = soundfile.info(str(ANSWER))
    assert (info.samplerate, info.channels) == (16000, 1)
    assert info.duration == pytest.approx(truth["duration"], abs=1e-3)
    assert 120 <= truth["duration"] <= 150


def test_the_truth_is_in_order(truth: dict[str, Any]) -> None:
    for name in ("words", "fillers", "discourse_markers", "pauses"):
        edges = [t for span in truth[name] for t in (span["start"], span["end"])]
        assert edges == sorted(edges)
    fillers = {filler["text"] for filler in truth["fillers"]}
    assert not {w["text"].strip(",.?").lower() for w in truth["words"]} & fillers
    assert len(truth["fillers"]) >= 8
    assert truth["question"] == "tell-me-about-yourself"


def test_nothing_is_spoken_in_a_pause(truth: dict[str, Any]) -> None:
    sounds = truth["words"] + truth["fillers"]
    for pause in truth["pauses"]:
        assert pause["end"] - pause["start"] >= 0.249
        assert not any(
            s["start"] < pause["end"] - 1e-3 and s["end"] > pause["start"] + 1e-3 for s in sounds
        )
