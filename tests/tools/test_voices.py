"""Telling joined recordings apart: distance, ratio, and stretches that go to the wrong speaker."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from analysis.hearing.voices import APART, CLEAR
from tools.voices import (
    Halves,
    Joined,
    Points,
    halves_of,
    join,
    joined_pairs,
    print_joined,
    speaker,
)


def around(center: float, count: int, spread: float = 0.5) -> Points:
    """Points alternately on either side of a center."""
    points = np.zeros((count, 8), np.float32)
    points[:, 0] = center
    points[:, 1] = [spread * (-1) ** place for place in range(count)]
    return points


def test_the_ratio_is_the_distance_over_the_spread_within() -> None:
    halves = halves_of(np.concatenate([around(0, 4), around(10, 4)]))
    assert halves.distance == pytest.approx(10)
    assert halves.ratio == pytest.approx(20)
    assert halves.is_clear
    assert halves_of(around(0, 4)) == Halves(0.0, 0.0, frozenset())


def test_a_split_is_clear_only_if_it_is_noticed_and_wide_enough() -> None:
    assert not Halves(APART - 1, CLEAR + 1, frozenset()).is_clear
    assert not Halves(APART + 1, CLEAR - 0.1, frozenset()).is_clear
    assert Halves(APART, CLEAR, frozenset()).is_clear


def test_stretches_at_the_wrong_speaker_are_counted_whatever_the_halves_are_called() -> None:
    assert Joined(Halves(9, 4, frozenset({4, 5})), 4, 6).wrong == 0
    assert Joined(Halves(9, 4, frozenset({0, 1, 2, 3})), 4, 6).wrong == 0
    assert Joined(Halves(9, 4, frozenset({3, 4, 5})), 4, 6).wrong == 1
    assert join(around(0, 9), around(10, 4)).wrong == 0


def test_a_name_says_whose_recording_it_is() -> None:
    assert speaker("all_124_ST1") == speaker("all_124_ST2") == "all_124"
    assert speaker("00112") != speaker("00114")


def test_only_different_speakers_are_joined(capsys: pytest.CaptureFixture[str]) -> None:
    placed = {"ann1": around(0, 20), "ann2": around(1, 20), "bob1": around(10, 20)}
    found = joined_pairs(placed, itertools.permutations, ((9, 4), (12, 6)))
    assert [(each.first, each.count) for each in found] == [(9, 13)] * 4 + [(12, 18)] * 4
    print_joined([*found, Joined(Halves(1, 1, frozenset({0})), 9, 13)])
    said = capsys.readouterr().out
    assert "9 joined recordings" in said
    assert "clear: 89% (8); 100.00% of 124 stretches right, 0 wrong" in said
