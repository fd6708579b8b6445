"""Theil–Sen, its interval and Kendall's test: by hand, against SciPy, and by their properties."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.trends.robust import (
    kendall_variance,
    quartiles,
    rank_autocorrelation,
    ranks_beside_step,
    theil_sen,
    variance_factor,
)

WEEKS = (0.0, 1.0, 2.0, 3.0, 4.0)


def test_five_points_by_hand() -> None:
    """Ten slopes: -1 -1 1/3 1/2 3/4 | 1 1 4/3 2 3; S = 8 - 2 = 6; Var S = 5·4·15/18 = 50/3."""
    slope = theil_sen(WEEKS, (1, 3, 2, 5, 4))
    assert slope is not None
    assert slope.per_week == pytest.approx(0.875)
    assert slope.p == pytest.approx(0.2207, abs=1e-4)  # z = 5 / 4.0825 = 1.2247
    assert (slope.low, slope.high) == (-1, 3)  # C = 1.96 · 4.0825 = 8.0: the 1st and the 10th
    assert slope.days == 5


def test_ties_shrink_the_variance() -> None:
    """With pairs 2 2 and 3 3 in six: (6·5·17 - 2·(2·1·9)) / 18 = 474 / 18."""
    assert kendall_variance((1, 2, 2, 3, 3, 4)) == pytest.approx(474 / 18)
    flat = theil_sen(WEEKS, (2, 2, 2, 2, 2))
    assert flat is not None
    assert (flat.per_week, flat.low, flat.high, flat.p) == (0, 0, 0, 1)


def test_one_wild_value_does_not_move_it() -> None:
    line = theil_sen(range(9), [2.0 * x for x in range(9)])
    wild = theil_sen(range(9), [2.0 * x if x != 4 else 900.0 for x in range(9)])
    assert line and wild and line.per_week == wild.per_week == 2.0


def test_what_makes_no_slope() -> None:
    assert theil_sen((0, 1), (1, 2)) is None
    with pytest.raises(ValueError, match="same time"):
        theil_sen((0, 0, 1), (1, 2, 3))
    with pytest.raises(ValueError, match="3 times and 2 values"):
        theil_sen((0, 1, 2), (1, 2))


def test_quartiles_by_hand() -> None:
    assert quartiles((4, 1, 3, 2)) == (1.75, 3.25)
    assert quartiles((1, 2)) is None


def test_rank_autocorrelation_by_hand() -> None:
    """Ranks -1.5 -0.5 0.5 1.5: (0.75 - 0.25 + 0.75) / 5; ties share: -0.5 -0.5 1 of squares 1.5."""
    assert rank_autocorrelation((1, 2, 3, 4)) == pytest.approx(1.25 / 5)
    assert rank_autocorrelation((4, 4, 9)) == pytest.approx((0.25 - 0.5) / 1.5)
    assert rank_autocorrelation((7, 7, 7)) == 0


def test_how_often_a_point_is_counted_by_hand() -> None:
    """Of 3 points with r = 0.5: 1 + 2·(2/3·0.5 + 1/3·0.25) = 1.8333."""
    assert variance_factor(0.5, 3) == pytest.approx(1 + 2 * (2 / 3 * 0.5 + 1 / 3 * 0.25))
    assert variance_factor(-0.4, 30) == variance_factor(0.0, 30) == 1
    assert variance_factor(1.0, 30) == variance_factor(0.9, 30)


def test_a_step_leaves_nothing_alike() -> None:
    step = [1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8]
    assert rank_autocorrelation(step) > 0.4 and rank_autocorrelation(ranks_beside_step(step)) < 0
    assert rank_autocorrelation(ranks_beside_step([1, 2])) == rank_autocorrelation((1, 2))


def test_phases_widen_the_interval_and_raise_p() -> None:
    y = [0, 1, 2, 1, 0, -1, -2, -1, 1, 3, 5, 4, 3, 2, 1, 2, 3, 5, 6, 5]
    plain, careful = (theil_sen(range(20), y, phases=phases) for phases in (False, True))
    assert plain is not None and careful is not None
    assert careful.per_week == plain.per_week and careful.p > plain.p
    assert careful.low <= plain.low and careful.high >= plain.high


numbers = st.integers(-50, 50)
values = st.lists(numbers, min_size=3, max_size=25)


@settings(deadline=None)
@given(values, st.sampled_from([0.8, 0.95, 0.99]))
def test_it_is_what_scipy_gives(y: list[int], confidence: float) -> None:
    ours = theil_sen(range(len(y)), y, confidence=confidence)
    theirs = stats.theilslopes(y, range(len(y)), confidence)
    assert ours is not None
    assert (ours.per_week, ours.low, ours.high) == pytest.approx(
        (theirs.slope, theirs.low_slope, theirs.high_slope)
    )


@given(values, st.randoms(use_true_random=False), numbers)
def test_neither_order_nor_the_start_of_time_matters(
    y: list[int], chance: object, shift: int
) -> None:
    points = list(enumerate(y))
    chance.shuffle(points)  # type: ignore[attr-defined]
    moved = theil_sen([x + shift for x, _ in points], [v for _, v in points])
    assert moved == theil_sen(range(len(y)), y)


@given(values, st.sampled_from([0.25, 2.0, -1.0, -4.0]), numbers)
def test_it_scales_with_the_values_and_against_time(y: list[int], by: float, plus: int) -> None:
    plain = theil_sen(range(len(y)), y)
    scaled = theil_sen(range(len(y)), [by * v + plus for v in y])
    slower = theil_sen([4 * x for x in range(len(y))], y)
    assert plain and scaled and slower
    assert scaled.per_week == pytest.approx(by * plain.per_week)
    assert slower.per_week == pytest.approx(plain.per_week / 4)
    assert plain.p == pytest.approx(scaled.p) == pytest.approx(slower.p)
    assert plain.low <= plain.per_week <= plain.high
