"""What earlier answers tell in a report: the usual range, and the last attempts."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from analysis.report.build import build
from analysis.report.earlier.usual import EarlierMeasures
from analysis.report.model import Report
from analysis.report.text import render
from tests.analysis.sample import ANALYSIS

NOW = datetime(2026, 11, 22, 9, 5)


def earlier(days: float, fillers: float | None = 9.0, **changed: Any) -> EarlierMeasures:
    """An answer some days ago that can be compared, but for what is changed."""
    made = EarlierMeasures(
        recorded_at=NOW - timedelta(days=days),
        question_id="why-med-peds",
        version="1",
        model="small.en",
        overall=60,
        measures={
            "filler_rate": fillers,
            "words_per_minute": 130.0,
            "answer_length": 80.0,
            "mid_clause_pause_rate": 8.4,
        },
    )
    return replace(made, **changed)


def report(*history: EarlierMeasures) -> Report:
    return build(ANALYSIS, recorded_at=NOW, history=history)


def bar(found: Report, name: str) -> object:
    return next(b.usual for b in found.bars if b.name == name)


def test_usual_is_the_median_and_the_middle_half() -> None:
    found = report(*(earlier(9 - i, rate) for i, rate in enumerate((2.0, 4.0, 6.0, 8.0, 10.0))))
    usual = next(b.usual for b in found.bars if b.name == "fillers")
    assert usual is not None
    assert (usual.low, usual.median, usual.high, usual.count) == (4.0, 6.0, 8.0, 5)
    assert usual.shown == "4.0–8.0/min"
    assert found.usual is not None and found.usual.shown == "60"


def test_four_answers_are_not_enough_to_call_anything_usual() -> None:
    found = report(*(earlier(i) for i in range(1, 5)))
    assert found.usual is None and all(b.usual is None for b in found.bars)


@pytest.mark.parametrize("changed", [{"version": "0"}, {"model": None}])
def test_what_was_heard_in_another_way_is_not_compared(changed: dict[str, Any]) -> None:
    found = report(*(earlier(i, **changed) for i in range(1, 8)))
    assert found.usual is None and found.attempts == () and found.changes == ()


def test_lengths_are_usual_for_one_question_only() -> None:
    others = [earlier(i, question_id="burnout") for i in range(1, 8)]
    found = report(*others)
    assert bar(found, "length") is None and bar(found, "pace") is not None
    assert found.attempts == ()


def test_lengths_are_compared_only_for_the_same_target() -> None:
    shorter = [earlier(i, target=(40.0, 80.0)) for i in range(1, 8)]
    found = report(*shorter)
    assert bar(found, "length") is None and bar(found, "pace") is not None
    assert "length" not in {change.name for change in found.changes}
    same = report(*(earlier(i, target=(60.0, 120.0)) for i in range(1, 8)))
    assert bar(same, "length") is not None
    assert "length" in {change.name for change in same.changes}


def test_a_usual_range_lies_on_the_bars_scale() -> None:
    found = report(*(earlier(i, 50.0 + i) for i in range(1, 8)))
    fillers = next(b for b in found.bars if b.name == "fillers")
    assert fillers.usual is not None and fillers.usual.high <= fillers.high


def test_the_first_and_the_last_attempts_with_this_one_at_the_end() -> None:
    found = report(*(earlier(days) for days in (1, 19, 3, 8)))
    assert [a.when for a in found.attempts] == [
        "Nov 3, 2026", "Nov 19, 2026", "Nov 21, 2026", "Nov 22, 2026",
    ]  # fmt: skip
    assert [a.this for a in found.attempts] == [False, False, False, True]
    figure = found.attempts[-1].figure("fillers")
    assert figure is not None and figure.shown == "17.1/min"
    assert next(b.shown for b in found.bars if b.name == "fillers") == figure.shown


def test_two_attempts_on_one_day_are_told_apart_by_the_hour() -> None:
    found = report(earlier(0.1), earlier(0.2), earlier(3))
    assert [a.when for a in found.attempts] == [
        "Nov 19, 2026", "Nov 22, 2026, 4:17 am", "Nov 22, 2026, 6:41 am",
        "Nov 22, 2026, 9:05 am",
    ]  # fmt: skip


def test_changes_since_the_first_are_said_with_their_direction() -> None:
    changes = {c.name: c for c in report(earlier(9, 4.0), earlier(2, 17.0)).changes}
    assert changes["fillers"].text == "Fillers 4 → 17 a minute"
    assert changes["fillers"].direction == "worse"
    assert changes["length"].text == "Length 1:20 → 36 s"
    assert changes["length"].direction == "worse"
    assert changes["pauses"].text == "Mid-clause pauses 8.4 → 8.6 a minute"


def test_what_chance_may_do_has_no_direction() -> None:
    changes = {c.name: c for c in report(earlier(2, 13.0)).changes}
    # 8 fillers in 36 s against 17 in 80 s; from 130 to 104 words a minute is more than chance
    assert changes["fillers"].direction is None and changes["pauses"].direction is None
    assert changes["pace"].direction == "worse"


def test_the_terminal_says_what_is_usual_and_what_changed() -> None:
    text = render(report(*(earlier(i, 3.0) for i in range(1, 8))), width=60)
    assert "Overall 37 of 100 (usually 60)" in text and "  usually 3.0/min" in text
    assert "Since your first attempt, Nov 15, 2026: Pace 130 →" in text
    said = " ".join(text.split())
    assert "Fillers 3 → 17 a minute (worse)" in said
    assert "pauses 8.4 → 8.6 a minute (could be chance)" in said
    assert max(map(len, text.splitlines())) <= 60


def test_what_lies_within_the_uncertainty_has_no_direction() -> None:
    (change,) = [c for c in report(earlier(2, 20.0)).changes if c.name == "fillers"]
    assert change.direction is None


def test_a_measure_that_was_undefined_then_is_left_out() -> None:
    found = report(earlier(2, None))
    assert found.attempts[0].figure("fillers") is None
    assert "fillers" not in {c.name for c in found.changes}
