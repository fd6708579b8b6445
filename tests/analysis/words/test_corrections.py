"""A person's corrections go before what was heard, and hold after another analysis."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.interchange import from_json, to_json
from analysis.pipeline.follow import RecordingAnalysis
from analysis.protocol import Job, decode, encode, job_from_message, job_to_message
from analysis.types import Analysis, Correction, Filler, Word
from analysis.words.corrections import corrected_fillers, corrected_words
from tests.analysis.sounds import three_phrases

HEARD = (Word(0.5, 0.9, "I"), Word(0.9, 1.3, "grow"), Word(1.3, 2.0, "up"))
UM = Filler(1.3, 1.6, "um", "filled_pause", "sound", 0.7)


def texts(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


def test_other_words_take_the_place_of_those_that_were_written() -> None:
    words = corrected_words(HEARD, [Correction(0.9, 1.3, "word", "really grew")])
    assert texts(words) == ["I", "really", "grew", "up"]
    assert words[1].start == 0.9 and words[2] == Word(1.1, 1.3, "grew")


def test_a_word_that_nobody_said_goes() -> None:
    assert texts(corrected_words(HEARD, [Correction(0.9, 1.3, "word")])) == ["I", "up"]


def test_words_beside_a_correction_stay() -> None:
    assert texts(corrected_words(HEARD, [Correction(1.25, 1.35, "word", "and")])) == [
        "I",
        "grow",
        "and",
        "up",
    ]


def test_a_later_correction_of_the_same_place_counts() -> None:
    twice = [Correction(0.9, 1.3, "word", "glue"), Correction(0.9, 1.3, "word", "grew")]
    assert texts(corrected_words(HEARD, twice)) == ["I", "grew", "up"]


def test_a_false_filler_goes_and_a_missed_one_comes() -> None:
    rejected = Correction(1.3, 1.6, "no_filler")
    assert corrected_fillers([UM], [rejected]) == ()
    (missed,) = corrected_fillers([], [Correction(2.0, 2.3, "filler", "Um,")])
    assert (missed.text, missed.kind, missed.evidence) == ("um", "filled_pause", "person")
    (marker,) = corrected_fillers([], [Correction(2.0, 2.3, "filler", "you know")])
    assert marker.kind == "discourse_marker"


def test_the_last_word_on_a_filler_counts() -> None:
    said = [Correction(1.3, 1.6, "no_filler"), Correction(1.3, 1.6, "filler", "er")]
    assert [f.text for f in corrected_fillers([UM], said)] == ["er"]
    assert corrected_fillers([UM], said[::-1]) == ()


@pytest.fixture
def corrected() -> Analysis:
    corrections = (
        Correction(0.9, 1.3, "word", "grew"),
        Correction(2.7, 3.0, "filler", "um"),
    )
    job = Job(0, Path("a.wav"), words=HEARD, words_by="base.en", corrections=corrections)
    following = RecordingAnalysis(job, None)
    following.acoustics.feed(np.asarray(three_phrases(), np.float32))
    following.complete(16_000)
    return following.result()


def test_the_analysis_is_made_of_the_corrected_answer(corrected: Analysis) -> None:
    assert corrected.transcript and corrected.transcript.text == "I grew up"
    assert corrected.heard and corrected.heard.text == "I grow up"
    assert corrected.model == "base.en"
    assert [f.evidence for f in corrected.fillers] == ["person"]
    assert corrected.measures["filled_pause_rate"]


def test_corrections_are_kept_with_the_analysis(corrected: Analysis) -> None:
    back = from_json(json.loads(json.dumps(to_json(corrected))))
    assert back.corrections == corrected.corrections
    assert back.heard and texts(back.heard.words) == texts(HEARD)
    plain = to_json(replace(corrected, corrections=(), heard=None))
    assert "corrections" not in plain and "heard" not in plain


def test_a_job_takes_its_corrections_along(corrected: Analysis) -> None:
    job = Job(1, Path("a.wav"), words=HEARD, words_by="base.en", corrections=corrected.corrections)
    assert job_from_message(decode(encode(job_to_message(job)))) == job
