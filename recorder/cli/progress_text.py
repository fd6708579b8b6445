"""Trends as a terminal shows them: a line for each, sorted by what can be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from analysis.measures.catalogue import BY_NAME
from analysis.report.text import plain
from analysis.trends import Dated, Series, Trend, Way, Week, milestones, trends
from analysis.trends.real_change import FEWEST_DAYS

SCORES: Mapping[str, str] = {
    "overall": "Overall score",
    "pace": "Pace score",
    "fillers": "Fillers score",
    "length": "Length score",
}
KNOWN = (*SCORES, *BY_NAME)

BARS = "▁▂▃▄▅▆▇█"
MOST_WEEKS = 16

HEADINGS = (
    (("better", "worse", "changed"), "Real change"),
    (("not distinguishable",), "Not yet distinguishable from your usual ups and downs"),
    (("too few days",), f"Too few practice days to tell (from {FEWEST_DAYS} on)"),
)


def label(name: str) -> str:
    """Name of a score or measure for people."""
    return SCORES[name] if name in SCORES else BY_NAME[name].label


def unit(name: str) -> str:
    """Unit of a score or measure; scores have none."""
    return "" if name in SCORES else BY_NAME[name].unit


def page(series: Series, names: Iterable[str], about: str, *, detailed: bool) -> str:
    """Write the trends of one way of analysis; ``detailed`` gives every week too."""
    found = trends(series.answers, names)
    lines = [_heading(series, about), f"Analysed by {described(series.way)}.", ""]
    for verdicts, heading in HEADINGS:
        mine = [t for t in found if (t.change.verdict if t.change else "too few days") in verdicts]
        if mine:
            lines += [heading, *map(_line, mine), ""]
    if not found:
        lines += ["Nothing of this could be measured in these answers.", ""]
    for each in found if detailed else ():
        lines += [f"{label(each.name)}, week by week", *_weeks(each), ""]
    return "\n".join(lines)


def described(way: Way) -> str:
    """Say how answers were analysed."""
    words = "from the sound alone" if way.words is None else f"words by {way.words}"
    own = f", own fillers: {', '.join(sorted(way.own_fillers))}" if way.own_fillers else ""
    return plain(f"version {way.version}, {words}{own}")


def left_out(series: Sequence[Series], *, apart: bool) -> str:
    """Say which answers were not put together with the newest, and what brings them up."""
    others = series[1:]
    count = sum(len(each.answers) for each in others)
    what = "shown apart" if apart else "left out"
    lines = [f"{_answers(count)} {what}, since numbers of different analyses do not compare:"]
    lines += [f"  {len(each.answers):>4}  {described(each.way)}" for each in others]
    lines.append("`viva reanalyze --outdated` analyses all answers alike.")
    return "\n".join(lines)


def reached(answers: Iterable[Dated]) -> str:
    """Say which milestones were reached and which is next."""
    found = milestones(answers)
    lines = ["Milestones"]
    lines += [f"  {m.at:%d %b %Y}  {m.text}" for m in sorted(
        (m for m in found if m.at), key=lambda m: m.at.timestamp() if m.at else 0.0)]  # fmt: skip
    ahead = next((m for m in found if m.at is None), None)
    if ahead:
        lines.append(f"  next:        {ahead.text}")
    return "\n".join(lines)


def spark(weeks: Sequence[Week]) -> str:
    """Draw the medians of the last weeks, low to high; a week without an answer is a dot."""
    medians = {week.start: week.median for week in weeks}
    last = weeks[-1].start
    span = min(MOST_WEEKS, (last - weeks[0].start).days // 7 + 1)
    shown = [medians.get(last - timedelta(weeks=back)) for back in reversed(range(span))]
    there = [value for value in shown if value is not None]
    low, reach = min(there), max(there) - min(there)
    return "".join("·" if value is None else _bar(value - low, reach) for value in shown)


def _bar(above: float, reach: float) -> str:
    return BARS[round(above / reach * (len(BARS) - 1))] if reach else BARS[3]


def _heading(series: Series, about: str) -> str:
    first, last = series.answers[0].at, series.answers[-1].at
    days = len({answer.at.date() for answer in series.answers})
    when = f"{_day(first.date())} – {_day(last.date())}"
    return f"Progress: {about}, {_answers(len(series.answers))} on {_count(days, 'day')}, {when}"


def _line(trend: Trend) -> str:
    name = label(trend.name) + (f", {unit(trend.name)}" if unit(trend.name) else "")
    drawn = f"  {name:28} {spark(trend.weeks):{MOST_WEEKS}} "
    if trend.change is None:
        return f"{drawn} {_number(trend.name, trend.weeks[-1].median)}"
    change, slope = trend.change, trend.slope
    ends = f"{_number(trend.name, change.before)} → {_number(trend.name, change.after)}"
    verdict = f"  {change.verdict}" if change.is_real and change.verdict != "changed" else ""
    if slope is None:
        return f"{drawn} {ends}"
    by, low, high = (_number(trend.name, v, 1) for v in (slope.per_week, slope.low, slope.high))
    sign = "+" if slope.per_week > 0 else ""
    return f"{drawn} {ends:>12}{verdict}\n{'':31}{sign}{by} a week (95 %: {low} to {high})"


def _weeks(trend: Trend) -> Iterable[str]:
    for week in trend.weeks:
        median = _number(trend.name, week.median)
        spread = ""
        if week.low is not None and week.high is not None:
            low, high = (_number(trend.name, value) for value in (week.low, week.high))
            spread = f"  middle half {low} – {high}"
        yield f"  {_day(week.start)}  {_answers(week.answers):>11}  {median:>6}{spread}"


def _number(name: str, value: float, more: int = 0) -> str:
    """Round as the catalogue says, with ``more`` digits for a slope; a true minus sign."""
    digits = (0 if name in SCORES else BY_NAME[name].digits) + more
    text = f"{value:.{digits}f}"
    return text.replace("-", "−") if float(text) else f"{0:.{digits}f}"


def _day(day: date) -> str:
    return f"{day:%d %b %Y}"


def _answers(number: int) -> str:
    return _count(number, "answer")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
