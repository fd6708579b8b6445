"""Trends → what people see of them. Every choice of words, numbers, and scales is here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from analysis.progress import names, sentences
from analysis.progress.axis import axis
from analysis.progress.model import (
    AnalysisMethod,
    Period,
    ProgressReport,
    ReachedMilestone,
    TrendGroup,
    TrendLine,
)
from analysis.report import dates
from analysis.report.earlier.repeated import repeated
from analysis.report.text import plain
from analysis.report.transcript.origin import words_origin
from analysis.trends import AnalysisWay, Dated, Milestone, Series, Trend, Week, milestones, trend
from analysis.trends.real_change import FEWEST_DAYS

MOST_PERIODS = 40
"""The most periods in a chart; with more, several weeks are combined."""

PERIOD_WEEKS = (1, 4, 13, 52, 260)
"""Weeks of a period: the first that gives few enough periods is used."""


def build(
    series: Sequence[Series],
    wanted: Iterable[str],
    about: str,
    *,
    place: int = 0,
    apart: bool = False,
    asked: Mapping[str, str] | None = None,
) -> ProgressReport:
    """Say everything of the series at ``place``; the others are counted, or ``apart``, shown too.

    ``series`` are as ``by_way`` gives them: never mixed, the newest way first. ``asked`` gives a
    question's text by its id.
    """
    lines = (line(series[place].answers, name) for name in wanted)
    found = tuple(each for each in lines if each is not None)
    whole = with_lines(outline(series, about, place=place, apart=apart), found)
    return replace(whole, repeated=repeated(series[place].answers, asked or {}))


def outline(
    series: Sequence[Series], about: str, *, place: int = 0, apart: bool = False
) -> ProgressReport:
    """Say what can be said without the lines."""
    passed = milestones(answer for each in series for answer in each.answers)
    return replace(
        heading(series, about, place=place, apart=apart),
        reached=tuple(map(_reached, sorted((m for m in passed if m.at), key=_when))),
        next_milestone=next((_reached(m) for m in passed if m.at is None), None),
    )


def heading(
    series: Sequence[Series], about: str, *, place: int = 0, apart: bool = False
) -> ProgressReport:
    """Say how many answers these are and how they were analyzed, and nothing else yet."""
    here = series[place]
    days = len({answer.at.date() for answer in here.answers})
    others = tuple(_method(each) for i, each in enumerate(series) if i != place)
    return ProgressReport(
        about=about,
        summary=_summary(here, days),
        analyzed_by=describe(here.way),
        early_note=_early_note(days),
        lines=(),
        groups=(),
        reached=(),
        next_milestone=None,
        shown=_method(here),
        others=others,
        left_out=_left_out(others, apart=apart),
    )


def with_lines(progress: ProgressReport, lines: tuple[TrendLine, ...]) -> ProgressReport:
    """Fill in the lines."""
    found = (
        TrendGroup(heading, tuple(each for each in lines if each.verdict in verdicts))
        for verdicts, heading in sentences.GROUPS
    )
    return replace(progress, lines=lines, groups=tuple(each for each in found if each.lines))


def line(answers: Sequence[Dated], name: str) -> TrendLine | None:
    """Say all of one score or measure; ``None`` where no answer has it."""
    weeks = _weeks(answers)
    found = trend(answers, name, weeks=weeks)
    if found is None:
        return None
    latest = found.weeks[-1].median
    good = names.good(name)
    change = found.change
    return TrendLine(
        name=name,
        label=names.label(name),
        unit=names.unit(name),
        verdict=sentences.verdict(found),
        headline=sentences.HEADLINES[sentences.verdict(found)],
        explanation=sentences.explanation(found, latest, found.days),
        latest=names.number(name, latest),
        change_text=sentences.change_text(name, change) if change else names.number(name, latest),
        slope=sentences.slope(name, found.slope) if found.slope else "",
        periods=_periods(found, weeks),
        period_name="week" if weeks == 1 else f"{weeks} weeks",
        axis=axis(
            (v for w in found.weeks for v in (w.low, w.median, w.high) if v is not None),
            usual=change.noise if change else 0.0,
            good=good,
            highest=names.highest(name),
        ),
        good=good,
        good_shown=names.range_text(name, *good) if good else "",
        meaning=names.meaning(name),
    )


def describe(way: AnalysisWay) -> str:
    """Say how answers were analyzed."""
    own = f", your own fillers: {', '.join(sorted(way.own_fillers))}" if way.own_fillers else ""
    return plain(f"version {way.version}, {words_origin(way.words)}{own}")


def _weeks(answers: Sequence[Dated]) -> int:
    """Return the weeks of a period, the same for every measure of these answers."""
    whole = (answers[-1].at.date() - answers[0].at.date()).days // 7 + 2
    return next(
        (weeks for weeks in PERIOD_WEEKS if whole / weeks <= MOST_PERIODS), PERIOD_WEEKS[-1]
    )


def _periods(found: Trend, weeks: int) -> tuple[Period, ...]:
    first = found.weeks[0].start
    return tuple(_period(found.name, week, first, weeks) for week in found.weeks)


def _period(name: str, week: Week, first: date, weeks: int) -> Period:
    median, spread = names.number(name, week.median), ""
    if week.low is not None and week.high is not None:
        spread = f"{names.number(name, week.low)}–{names.number(name, week.high)}"
    since = "Week of" if weeks == 1 else f"{weeks} weeks from"
    half = f", middle half {spread}" if spread else ""
    return Period(
        place=(week.start - first).days // (7 * weeks),
        start=week.start,
        last=week.start + timedelta(days=7 * weeks - 1),
        answers=week.answers,
        median=week.median,
        low=week.low,
        high=week.high,
        when=dates.short_day(week.start),
        shown=median,
        spread=spread,
        summary=f"{since} {dates.short_day(week.start)}: "
        f"{names.count(week.answers, 'answer')}, median {median}{half}",
    )


def _summary(series: Series, days: int) -> str:
    first, last = series.answers[0].at.date(), series.answers[-1].at.date()
    when = dates.full_day(first)
    if last != first:
        when = f"{when} – {dates.full_day(last)}"
    many = names.count(len(series.answers), "answer")
    return f"{many} on {names.count(days, 'day')}, {when}"


def _early_note(days: int) -> str:
    if days >= FEWEST_DAYS:
        return ""
    return (
        f"{names.count(days, 'practice day')} so far, so this only shows where you are now. With "
        f"{FEWEST_DAYS} or more, Viva can also say what has really changed."
    )


def _method(series: Series) -> AnalysisMethod:
    number = len(series.answers)
    return AnalysisMethod(describe(series.way), number, names.count(number, "answer"))


def _left_out(others: Sequence[AnalysisMethod], *, apart: bool) -> str:
    if not others:
        return ""
    count = names.count(sum(kind.answers for kind in others), "answer")
    what = "shown separately" if apart else "not included"
    return f"{count} {what}, because results from different analyses can't be compared"


def _reached(milestone: Milestone) -> ReachedMilestone:
    when = dates.full_day(milestone.at.date()) if milestone.at else ""
    return ReachedMilestone(milestone.text, when)


def _when(milestone: Milestone) -> float:
    return milestone.at.timestamp() if milestone.at else 0.0
