"""The arithmetic of keeping up, computed by hand."""

import pytest

from analysis.models.known import KNOWN
from analysis.models.real_time_factor import (
    BEST_FIRST,
    RELATIVE,
    Cost,
    estimate_cost,
    memory,
    recommend,
)


def test_every_known_model_has_its_cost_and_its_rank() -> None:
    assert set(RELATIVE) == set(BEST_FIRST) == {model.name for model in KNOWN}


def test_a_chunk_of_10_s_costs_one_window_and_10_s_of_decoding() -> None:
    cost = Cost(window=2.6, second=0.1)
    assert cost.of(10) == pytest.approx(3.6)
    assert cost.work == pytest.approx(0.36) and cost.keeps_up


def test_the_wait_is_the_tail_plus_the_rest_of_the_current_chunk() -> None:
    # tail: 2.6 + 5 · 0.1 = 3.1; current chunk: 3.6² ÷ 20 = 0.648
    assert Cost(2.6, 0.1).wait == pytest.approx(3.748)


def test_a_slow_model_falls_behind_with_every_second() -> None:
    # a chunk takes 20 s: work 2; current chunk 20 − 5; tail 20; behind 1 · (120 − 10)
    cost = Cost(20.0, 0.0)
    assert cost.work == pytest.approx(2) and not cost.keeps_up
    assert cost.wait == pytest.approx(15 + 20 + 110)


def test_the_wait_has_no_jump_where_a_model_just_keeps_up() -> None:
    assert Cost(9.999, 0).wait == pytest.approx(Cost(10.001, 0).wait, abs=0.2)


def test_other_models_are_estimated_from_the_reference() -> None:
    reference = Cost(0.5, 0.03)
    assert estimate_cost("tiny.en", reference) == reference
    small = estimate_cost("small.en", reference)
    assert small.window == pytest.approx(0.5 * RELATIVE["small.en"].window)
    assert small.second == pytest.approx(0.03 * RELATIVE["small.en"].second)


def test_the_best_that_keeps_up_and_has_the_memory_is_recommended() -> None:
    costs = {name: estimate_cost(name, Cost(0.5, 0.03)) for name in RELATIVE}
    assert costs["medium.en"].work > 0.7 > costs["small.en"].work
    assert recommend(costs, {}) == "small"
    assert recommend(costs, {"small": False}) == "distil-small.en"
    assert recommend({name: Cost(20, 1) for name in RELATIVE}, {}) is None


def test_a_larger_download_takes_more_memory() -> None:
    assert memory(148) == 498_000_000
