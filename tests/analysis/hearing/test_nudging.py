"""A nudge comes when fillers cluster or the pace runs away, never for a single um."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.hearing import nudging
from analysis.hearing.analyzer import SpeechAnalyzer
from analysis.hearing.nudging import Nudging
from analysis.sound.audio import RATE, Samples
from analysis.types import Nudge
from tests.analysis.sounds import shipped

FLUENT, SHORT = (15.0, 35.0), (15.0, 26.0)
UMS = ((3.5, 6.2), (34.8, 37.2), (90.0, 92.5))
"""Seconds of the shipped answer: without a filled pause, and with one in each."""


def cut(*spans: tuple[float, float]) -> Samples:
    return np.concatenate([shipped()[round(a * RATE) : round(b * RATE)] for a, b in spans])


def nudges(sound: Samples, piece: int = 8000) -> list[tuple[float, Nudge]]:
    """Each nudge, with the seconds of sound there were when it came."""
    analyzer, judge = SpeechAnalyzer(), Nudging()
    found = []
    for at in range(0, len(sound), piece):
        analyzer.feed(sound[at : at + piece])
        if (nudge := judge.check(analyzer)) is not None:
            found.append((min(len(sound), at + piece) / RATE, nudge))
    return found


def test_three_ums_in_a_row_nudge_once_and_soon() -> None:
    ((at, nudge),) = nudges(cut(*UMS, FLUENT))
    assert nudge.reason == "fillers"
    assert 5 < nudge.at < 8
    assert at - nudge.at < 10


def test_an_um_here_and_there_does_not() -> None:
    assert nudges(shipped()[: 60 * RATE]) == []


def test_another_cluster_waits_for_the_rest() -> None:
    again = cut(*UMS, FLUENT, *UMS, SHORT)
    assert len(nudges(again)) == 1
    later = cut(*UMS, FLUENT, FLUENT, SHORT, *UMS, SHORT)
    assert [nudge.reason for _, nudge in nudges(later)] == ["fillers", "fillers"]


def test_a_pace_far_too_fast_for_15_s_nudges(monkeypatch: pytest.MonkeyPatch) -> None:
    fluent = cut(FLUENT, FLUENT)
    assert nudges(fluent) == []
    monkeypatch.setattr(nudging, "too_fast", lambda: 1.0)
    (_, nudge), *more = nudges(fluent)
    assert (nudge.reason, more) == ("pace", [])
    assert nudge.at >= 15


def test_the_pieces_in_which_the_sound_arrives_do_not_matter() -> None:
    sound = cut(*UMS, FLUENT)
    assert [n for _, n in nudges(sound, 1600)] == [n for _, n in nudges(sound, 40000)]


def test_silence_has_nothing_to_nudge_about() -> None:
    assert nudges(np.zeros(40 * RATE, np.float32)) == []
