"""What is said of trends, by hand: words, numbers, axis, periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.progress import build, chart, text
from analysis.progress.axis import axis
from analysis.progress.model import SIGNS, TrendLine
from analysis.trends import by_way
from analysis.trends.types import AnalysisWay
from tests.analysis.trends.test_trends import dated, rates


def falling(days: int = 12) -> TrendLine:
    """Fillers fall by one each week from 12, with two answers a day that differ by 0.5."""
    found = build.line(
        rates(*((7.0 * d + m / 24, 12.0 - d + 0.5 * m) for d in range(days) for m in (0, 1))),
        "filler_rate",
    )
    assert found is not None
    return found


def test_a_real_change_is_said_with_what_it_rests_on() -> None:
    line = falling()
    assert (line.verdict, line.sign, line.headline) == ("better", "✓", "Real change: better")
    assert line.change_text == "11.2 → 2.2" and line.slope == "−1.00 a week (95%: −1.00 to −1.00)"
    assert line.explanation == (
        "From 11.2 in your first days to 2.2/min in your latest. Your answers usually differ by "
        "0.50 from one to the next, so this is a real change.",
        "Trend: −1.00 a week (95%: −1.00 to −1.00).",
        "Your latest median is inside the good range (up to 5/min).",
    )
    assert line.good == (0.0, 5.0) and line.period_name == "week" and line.places == 12


def test_what_is_not_distinguishable_says_why() -> None:
    line = build.line(rates(*((d, 8.0 + 3 * (d % 2)) for d in range(20))), "filler_rate")
    assert line is not None and line.headline == "No clear change yet"
    assert (
        "differ by 3.00 from one to the next, so this could just be ups and downs"
        in line.explanation[0]
    )
    assert line.explanation[-1].startswith("Your latest median is above the good range")


def test_few_days_say_how_many_are_wanted() -> None:
    line = build.line(rates((0, 3), (1, 4)), "filler_rate")
    assert line is not None and line.sign == SIGNS["too few days"]
    assert line.explanation[0] == (
        "2 practice days so far. With 7 or more, Viva can tell a real change from ups and downs."
    )
    said = build.outline(by_way(rates((0, 3), (1, 4))), "all questions")
    assert said.early_note.startswith(
        "2 practice days so far, so this only shows where you are now."
    )


def test_a_week_says_its_answers_median_and_middle_half() -> None:
    line = build.line(rates((0, 8), (1, 6), (2, 7), (14, 4)), "filler_rate")
    assert line is not None
    first, last = line.periods
    assert (first.place, last.place, line.places) == (0, 2, 3)
    assert first.summary == "Week of Sep 7: 3 answers, median 7.0, middle half 6.5–7.5"
    assert last.summary == "Week of Sep 21: 1 answer, median 4.0" and last.spread == ""
    assert (first.start, first.last) == (date(2026, 9, 7), date(2026, 9, 13))


def test_of_many_weeks_some_are_put_together() -> None:
    line = build.line(rates(*((7 * week, week % 5) for week in range(100))), "filler_rate")
    assert line is not None and line.period_name == "4 weeks" and len(line.periods) == 25
    assert line.periods[0].answers == 4
    assert line.periods[1].start == date(2026, 9, 7) + timedelta(weeks=4)
    assert line.periods[0].last == line.periods[1].start - timedelta(days=1)


def test_other_ways_are_counted_and_never_in_the_numbers() -> None:
    old = AnalysisWay("1", "tiny.en")
    series = by_way([dated(0, old, filler_rate=99), *rates(*((d, 5) for d in range(1, 9)))])
    found = build.build(series, ("filler_rate", "pace"), "all questions")
    assert found.left_out.startswith("1 answer not included") and found.others[0].answers == 1
    assert [line.name for line in found.lines] == ["filler_rate"]
    assert all(period.median == 5 for period in found.lines[0].periods)
    apart = build.build(series, ("filler_rate",), "all questions", place=1, apart=True)
    assert apart.lines[0].latest == "99.0" and "shown separately" in apart.left_out
    assert "99" not in text.render(found)


def test_an_axis_has_round_marks_and_the_goal_on_it() -> None:
    found = axis((9.0, 14.0), usual=1.0, good=(0.0, 5.0))
    assert found.low <= 5 and found.high >= 14
    shown = [mark.shown for mark in axis((60, 96), highest=100).marks]
    assert shown == ["50", "60", "70", "80", "90", "100"]
    assert axis((100.0, 100.0), highest=100).high == 100
    assert axis((0.0,)).low == 0


def test_small_ups_and_downs_are_drawn_small() -> None:
    """Values that differ by the usual difference take at most about a quarter of the height."""
    found = axis((50.0, 52.0), usual=2.0)
    assert 2.0 / (found.high - found.low) <= 0.3


@given(
    st.lists(st.floats(0, 500), min_size=1, max_size=20),
    st.floats(0, 50),
    st.sampled_from([None, (0.0, 5.0), (120.0, 160.0)]),
)
def test_every_value_is_on_the_axis(
    values: list[float], usual: float, good: tuple[float, float] | None
) -> None:
    found = axis(values, usual=usual, good=good)
    assert found.low <= min(values) + 1e-6 and found.high >= max(values) - 1e-6
    assert 2 <= len(found.marks) <= 8
    assert found.marks[0].value == pytest.approx(found.low)
    assert found.marks[-1].value == pytest.approx(found.high)


def drawn(line: TrendLine, width: int = 60, height: int = 16) -> list[str]:
    return ["".join(piece.text for piece in row) for row in chart.draw(line, width, height)]


def test_a_chart_has_medians_spread_goal_and_dates() -> None:
    rows = drawn(falling())
    assert sum(row.count("○") for row in rows) == 12  # two answers a week: no middle half
    assert any("┄┄┄" in row for row in rows)
    assert rows[-1].split()[:2] == ["Sep", "7"] and rows[-1].split()[-2:] == ["Nov", "23"]
    with_spread = build.line(rates(*((d, 5.0 + d % 3) for d in range(28))), "filler_rate")
    assert with_spread is not None
    rows = drawn(with_spread)
    assert sum(row.count("●") for row in rows) == 4 and sum(row.count("░") for row in rows) > 4


def test_a_chart_falls_where_the_values_fall() -> None:
    rows = drawn(falling())
    heights = [next(i for i, row in enumerate(rows) if row[column:].startswith("○"))
               for column in sorted(row.index("○") for row in rows if "○" in row)]  # fmt: skip
    assert heights == sorted(heights)


@given(st.integers(20, 120), st.integers(6, 40), st.integers(1, 12))
def test_a_chart_fits_where_it_is_drawn(width: int, height: int, days: int) -> None:
    rows = drawn(falling(days), width, height)
    assert len(rows) == height
    assert max(map(len, rows)) <= width


def test_a_column_belongs_to_the_week_drawn_there() -> None:
    line = falling()
    for period in line.periods:
        labels = max(len(mark.shown) for mark in line.axis.marks) + 2
        plot = chart.Plot(line, 60 - labels, 14)
        assert chart.at(line, 60, 16, labels + plot.column(period)) is period
    assert chart.at(line, 60, 16, 0) is None
