"""Ten weeks of made-up people, by the whole rule over all ten main scores and measures."""

from __future__ import annotations

import random
import statistics
from dataclasses import replace
from itertools import pairwise

import pytest

from analysis.demo.history import STEADY, MadeUpPerson, history
from analysis.trends import MAIN, by_way, trend, trends
from tests.analysis.trends.made_up import NOW, QUESTIONS, answers, claims, ever, real

IMPROVED = ("filler_rate", "mid_clause_pause_rate")
UNCHANGED = ("words_per_minute", "long_pause_rate", "pace", "length")


@pytest.mark.slow
def test_of_a_thousand_people_in_whom_nothing_changes_few_are_told_a_change() -> None:
    """Not one in twenty of any of ten; of a single measure almost no one."""
    found = claims(STEADY, 1000)
    assert found.people == 1000 and found.trends == 10_000
    assert found.per_person <= 0.05
    assert found.worst <= 0.01
    assert found.per_trend <= 0.005


@pytest.mark.slow
def test_nor_when_they_look_every_week() -> None:
    assert ever(STEADY, 200, first=5000) <= 0.05


@pytest.mark.slow
def test_phases_hardly_make_a_change() -> None:
    found = claims(replace(STEADY, memory=0.5), 1000)
    assert found.per_trend <= 0.01 and found.per_person <= 0.05


def test_known_improvement_is_found_and_what_stays_is_not_called_a_change() -> None:
    found = claims(MadeUpPerson(), 100, first=100).claims
    assert all(found[name] >= 80 for name in IMPROVED), found
    assert all(found[name] <= 5 for name in UNCHANGED), found


def test_two_ways_of_analysis_are_two_series() -> None:
    for seed in range(5):
        every = answers(MadeUpPerson(), seed)
        newest, older = by_way(every)
        assert (newest.way.words, older.way.words) == ("base.en", "tiny.en")
        assert len(newest.answers) + len(older.answers) == len(every)
        assert older.answers[-1].at < newest.answers[0].at
        with pytest.raises(ValueError, match="2 ways"):
            trend(every, "filler_rate")


def test_mixed_they_would_hide_what_each_shows() -> None:
    """The better model finds more fillers: at the switch the mixed numbers jump upward."""
    jumps = []
    for seed in range(20):
        newest, older = by_way(answers(replace(MadeUpPerson(), fillers=(8.0, 8.0)), seed))
        before, after = (
            statistics.median(v for a in part if (v := a.values["filler_rate"]) is not None)
            for part in (older.answers, newest.answers)
        )
        jumps.append(after / before)
    assert statistics.median(jumps) > 1.2
    assert not any(
        t.change and t.change.is_real
        for t in trends(by_way(answers(replace(MadeUpPerson(), fillers=(8.0, 8.0)), 3))[0].answers,
                        ("filler_rate",))
    )  # fmt: skip


def test_the_same_seed_gives_the_same_history() -> None:
    first, second = (history(random.Random(4), MadeUpPerson(), QUESTIONS, NOW) for _ in range(2))
    assert first == second and real(answers(MadeUpPerson(), 4)) == real(answers(MadeUpPerson(), 4))
    assert first != history(random.Random(5), MadeUpPerson(), QUESTIONS, NOW)


def test_a_history_is_like_a_persons() -> None:
    """Irregular days, some mocks of six answers, all before its end and in order."""
    made = history(random.Random(5), MadeUpPerson(), QUESTIONS, NOW)
    assert [m.at for m in made] == sorted(m.at for m in made)
    assert made[-1].at < NOW and (NOW - made[0].at).days <= 70
    mocks = {m.session for m in made if m.kind == "mock"}
    assert len(mocks) == 4
    assert all(sum(m.session == session for m in made) == 6 for session in mocks)
    gaps = {(b.at.date() - a.at.date()).days for a, b in pairwise(made)}
    assert len(gaps) > 2
    assert set(MAIN) - {"overall", "pace", "fillers", "length"} <= set(made[0].measures)
