"""Time that is neither speech nor a pause: found in the sound, and in no pace of a report."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from analysis.demo import TRUTH
from analysis.hearing.speech import Speech, without
from analysis.interchange import from_json, to_json
from analysis.pipeline.follow import RecordingAnalysis
from analysis.protocol import Job
from analysis.report.build import build
from analysis.report.model import Report
from analysis.sound.audio import RATE
from analysis.types import Analysis, Pause, Span, Word
from analysis.words.doubtful import answer
from tests.analysis.sounds import shipped
from tests.examples import one_more

PAUSE = (45.0, 55.0)
"""Seconds of the shipped answer between which a pause is cut open."""


@cache
def words() -> tuple[Word, ...]:
    told = json.loads(TRUTH.read_text("utf-8"))["words"]
    return tuple(Word(w["start"], w["end"], w["text"]) for w in told)


def middle_of_a_pause() -> float:
    pauses = json.loads(TRUTH.read_text("utf-8"))["pauses"]
    inside = [p for p in pauses if PAUSE[0] < p["start"] and p["end"] < PAUSE[1]]
    longest = max(inside, key=lambda p: p["end"] - p["start"])
    return float(longest["start"] + longest["end"]) / 2


@cache
def analyzed(zeros: float) -> Analysis:
    """The shipped answer with a number of seconds of zeros in the middle of a pause."""
    at = middle_of_a_pause()
    later = tuple(
        w if w.start < at else replace(w, start=w.start + zeros, end=w.end + zeros) for w in words()
    )
    first, last = np.split(shipped(), [round(at * RATE)])
    recording = RecordingAnalysis(Job(1, Path("a.wav"), words=later, words_by="base"), None)
    recording.acoustics.feed(np.concatenate([first, np.zeros(round(zeros * RATE), "f4"), last]))
    recording.complete(RATE)
    return from_json(json.loads(json.dumps(to_json(recording.result()))))


def uneven_parts(report: Report) -> list[str]:
    """Return which parts of the answer a report calls slow or rushed."""
    assert report.timeline
    said = [f.headline for f in report.focus if "stretch" in f.headline]
    return said + [s.kind for s in report.timeline.stretches]


@pytest.mark.parametrize("zeros", [20.0, *one_more(5.0, 90.0)])
def test_a_dead_microphone_changes_no_pace(zeros: float) -> None:
    whole, holed = analyzed(0.0), analyzed(zeros)
    (lost,) = holed.lost
    assert whole.lost == () and lost.duration == pytest.approx(zeros, abs=1.5)
    assert (end := answer(holed)) and (usual := answer(whole))
    assert end.end == pytest.approx(usual.end + zeros, abs=0.1)
    before, after = (a.measures["pace_variation"] or 0 for a in (whole, holed))
    assert after == pytest.approx(before, abs=3)
    assert uneven_parts(build(holed)) == uneven_parts(build(whole))
    lines = [build(a).timeline for a in (whole, holed)]
    for of in (min, max):
        first, second = (of(p.rate for p in line.paces) for line in lines if line)
        assert second == pytest.approx(first, abs=8), "two words of a window"


PAUSES = (Pause(10.0, 10.5), Pause(20.0, 20.5), Pause(29.5, 30.0), Pause(40.0, 40.4))
HEARD = Speech(
    (Span(0, 10), Span(10.5, 20), Span(20.5, 29.5), Span(30, 40), Span(40.4, 50)),
    PAUSES, (), (), -20.0, 40.0, 0.0,
)  # fmt: skip


def test_only_gaps_that_are_no_pause_are_lost() -> None:
    assert HEARD.lost == ()
    assert replace(HEARD, pauses=PAUSES[1:]).lost == (Span(10.0, 10.5),)


def test_speech_that_is_left_out_between_two_pauses_is_lost_without_them() -> None:
    left = without(HEARD, [Span(20.4, 29.6)])
    assert left.pauses == PAUSES
    assert left.lost == (Span(20.5, 29.5),)
