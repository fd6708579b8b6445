"""Dated answers → weeks, slope, verdict, milestones: by hand and by their properties."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.catalog import BY_NAME
from analysis.scoring.score import WEIGHTS
from analysis.trends import BETTER, MAIN, AnalysisWay, Dated, by_way, milestones, trend, trends
from analysis.trends.real_change import change, days, noise, slope
from tests.analysis.trends.people import Person
from tests.examples import examples

MONDAY = datetime(2026, 9, 7, 18, tzinfo=UTC)
WORDS = AnalysisWay("2", "base.en")


def dated(day: float, way: AnalysisWay = WORDS, **values: float | None) -> Dated:
    return Dated(MONDAY + timedelta(days=day), way, values, target=(60, 120))


def rates(*found: tuple[float, float | None]) -> list[Dated]:
    return [dated(day, filler_rate=value) for day, value in found]


def test_weeks_begin_on_monday_and_have_median_and_quartiles() -> None:
    found = trend(
        rates((0, 8), (1, 6), (6.2, 7), (6.2, 5), (7, 4), (9, None), (21, 2)), "filler_rate"
    )
    assert found is not None and found.answers == 6
    assert [(w.start, w.answers, w.median, w.low, w.high) for w in found.weeks] == [
        (date(2026, 9, 7), 4, 6.5, 5.75, 7.25),
        (date(2026, 9, 14), 1, 4, None, None),
        (date(2026, 9, 28), 1, 2, None, None),
    ]


def test_the_day_is_the_persons_own() -> None:
    """Half past midnight on Monday in Kyiv is still Sunday in UTC."""
    late = MONDAY.replace(hour=21, minute=30) + timedelta(days=-1)
    local = late.astimezone(ZoneInfo("Europe/Kyiv"))
    for at, week in ((late, date(2026, 8, 31)), (local, date(2026, 9, 7))):
        found = trend([Dated(at, WORDS, {"overall": 1})], "overall")
        assert found is not None and found.weeks[0].start == week


def test_a_change_by_hand() -> None:
    """Eight days, two answers each, falling by 1 a week from 10; 0.5 between neighbors."""
    points = [(MONDAY + timedelta(days=7 * w, minutes=m), 10.0 - w + 0.5 * m)
              for w in range(8) for m in (0, 1)]  # fmt: skip
    found = days(points)
    moves = slope(found)
    judged = change(found, moves, "lower")
    assert moves is not None and judged is not None
    assert moves.per_week == pytest.approx(-1)
    assert (judged.before, judged.after) == (9.75, 3.75)  # 9 9.5 10 10.5; 3 3.5 4 4.5
    assert judged.noise == 0.5  # eight differences of 0.5 and seven of 1.5
    assert judged.verdict == "better" and judged.is_real
    for better, verdict in (("higher", "worse"), (None, "changed")):
        again = change(found, moves, better)  # type: ignore[arg-type]
        assert again is not None and again.verdict == verdict


def test_a_small_steady_change_within_the_noise_is_not_called_real() -> None:
    points = [(MONDAY + timedelta(days=d, minutes=m), 100 + 0.1 * d + (8 if m else 0))
              for d in range(40) for m in (0, 1)]  # fmt: skip
    found = days(points)
    moves, judged = slope(found), change(found, slope(found))
    assert moves is not None and judged is not None and moves.p < 0.001
    assert judged.after - judged.before < judged.noise
    assert judged.verdict == "not distinguishable" and not judged.is_real


def test_few_days_say_nothing_however_clear_they_look() -> None:
    found = trend(rates(*((d, 20 - 3 * d) for d in range(6))), "filler_rate")
    assert found is not None and found.change is not None
    assert found.change.verdict == "too few days"
    one = trend(rates((0, 3)), "filler_rate")
    assert one is not None and (one.slope, one.change) == (None, None)
    assert trend(rates((0, None)), "filler_rate") is None
    assert trend([], "filler_rate") is None


def test_ways_are_kept_apart_and_never_mixed() -> None:
    sound, old = AnalysisWay("2", None), AnalysisWay("1", "base.en")
    tic = replace(WORDS, own_fillers=frozenset({"matlab"}))
    answers = [dated(0, old, overall=1), dated(1, overall=2), dated(2, sound, overall=3),
               dated(3, overall=4), dated(2.5, tic, overall=5)]  # fmt: skip
    series = by_way(answers)
    assert [s.way for s in series] == [WORDS, tic, sound, old]
    assert [a.values["overall"] for a in series[0].answers] == [2, 4]
    with pytest.raises(ValueError, match="4 ways"):
        trend(answers, "overall")


def test_the_tables_name_what_there_is() -> None:
    known = {*BY_NAME, *WEIGHTS, "overall"}
    assert set(MAIN) | set(BETTER) <= known
    assert [t.name for t in trends(rates((0, 3)))] == ["filler_rate"]


def reached(answers: list[Dated]) -> dict[str, float]:
    found = {m.name: m.at for m in milestones(answers)}
    return {name: (at - MONDAY) / timedelta(days=1) for name, at in found.items() if at}


def test_milestones_by_hand() -> None:
    answers = [
        dated(0, answer_length=200, filler_rate=4, words_per_minute=110),
        dated(1, answer_length=90, filler_rate=4.9, words_per_minute=120),
        dated(2, answer_length=50, filler_rate=None, words_per_minute=160),
        dated(3, answer_length=60, filler_rate=3, words_per_minute=161),
        *(dated(7 * week, overall=80) for week in (1, 2, 3)),
    ]
    assert reached(answers) == {
        "first-answer": 0,
        "length-in-band": 1,
        "few-fillers": 3,
        "good-overall": 21,
        "four-weeks": 21,
    }
    assert reached([dated(d) for d in range(10)])["ten-answers"] == 9


def test_a_run_does_not_go_on_in_another_way_nor_without_words() -> None:
    other, sound = AnalysisWay("3", "base.en"), AnalysisWay("2", None)
    assert "few-fillers" not in reached(
        [*rates((0, 1), (1, 1)), dated(2, other, filler_rate=1), dated(3, filler_rate=1)]
    )
    assert "few-fillers" not in reached([dated(d, sound, filler_rate=1) for d in range(5)])


points = st.lists(st.tuples(st.integers(0, 60), st.integers(-20, 20)), min_size=2, max_size=30)


@given(points, st.randoms(use_true_random=False), st.integers(-60, 60))
def test_neither_order_nor_date_matters(
    found: list[tuple[int, int]], chance: object, weeks: int
) -> None:
    here = [dated(d, overall=v) for d, v in found]
    there = [replace(a, at=a.at + timedelta(weeks=weeks)) for a in here]
    chance.shuffle(there)  # type: ignore[attr-defined]
    a, b = trend(here, "overall"), trend(there, "overall")
    assert a is not None and b is not None
    assert a.change == b.change
    assert [(w.answers, w.median) for w in a.weeks] == [(w.answers, w.median) for w in b.weeks]
    if a.slope and b.slope:
        assert a.slope.per_week == pytest.approx(b.slope.per_week)
        assert a.slope.p == b.slope.p


@given(points, st.sampled_from([0.25, 2.0, 8.0]), st.integers(-9, 9))
def test_the_verdict_does_not_depend_on_the_unit(
    found: list[tuple[int, int]], by: float, plus: int
) -> None:
    plain = trend([dated(d, overall=v) for d, v in found], "overall")
    other = trend([dated(d, overall=by * v + plus) for d, v in found], "overall")
    assert plain is not None and other is not None
    if plain.change and other.change:
        assert plain.change.verdict == other.change.verdict
        assert other.change.noise == pytest.approx(by * plain.change.noise)


@examples(20)
@given(st.integers(0, 1000), st.floats(-3, 3))
def test_turned_round_in_value_a_change_is_the_opposite(seed: int, by: float) -> None:
    points = Person(change=by, weeks=4).points(random.Random(seed))
    up = days(points)
    down = days((at, -value) for at, value in points)
    first, second = change(up, slope(up), "higher"), change(down, slope(down), "lower")
    assert first and second and first.verdict == second.verdict
    assert noise(up) == pytest.approx(noise(down))


def test_ten_thousand_answers_are_fast() -> None:
    chance = random.Random(1)
    answers = [
        replace(dated(day / 10), values={name: chance.gauss(0, 1) for name in MAIN})
        for day in range(10_000)
    ]
    start = time.process_time()
    found = trends(answers)
    assert time.process_time() - start < 3
    assert len(found) == len(MAIN) and not any(t.change and t.change.is_real for t in found)
    assert all(t.slope and t.slope.days <= 200 for t in found)
