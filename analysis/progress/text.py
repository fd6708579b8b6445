"""Progress as plain text: a line for each measure grouped by what can be said about it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from analysis.progress import chart, names
from analysis.progress.model import ProgressReport, TrendLine
from analysis.progress.sentences import REANALYZE_HINT
from analysis.report import dates
from analysis.report.earlier import repeated
from analysis.report.text import plain

WIDTH, HEIGHT = 78, 14
"""Cells of a chart."""

INDENT = 31

MOST_REPEATED = 5
"""Questions whose first and latest attempts are compared."""


def whole(
    found: Sequence[ProgressReport], *, detailed: bool = False, mentors: Iterable[str] = ()
) -> str:
    """Write one or more ways of analysis, then the milestones and what is left out.

    ``mentors`` are sentences on how far mentors and Viva agree.
    """
    parts = [*(render(each, detailed=detailed) for each in found), reached(found[0])]
    said = [line for sentence in mentors for line in textwrap.wrap(sentence, WIDTH - 2)]
    if said:
        parts += ["", "Mentors and Viva", *(f"  {line}" for line in said)]
    if found[0].others:
        parts += ["", left_out(found[0])]
    return "\n".join(parts)


def render(progress: ProgressReport, *, detailed: bool = False) -> str:
    """Write the trends; ``detailed`` draws and lists every week too."""
    lines = [
        f"Progress: {plain(progress.about)}, {progress.summary}",
        f"Analyzed by {plain(progress.analyzed_by)}.",
        "",
    ]
    if progress.early_note:
        lines += [*textwrap.wrap(progress.early_note, WIDTH), ""]
    if progress.repeated:
        lines.append(repeated.HEADING)
        for question in progress.repeated[:MOST_REPEATED]:
            lines += textwrap.wrap(
                repeated.text(question), WIDTH, initial_indent="  ", subsequent_indent="    "
            )
        lines.append("")
    for group in progress.groups:
        lines += [group.heading, *map(_line, group.lines), ""]
    if not progress.lines:
        lines += ["None of this could be measured in these answers.", ""]
    for each in progress.lines if detailed else ():
        lines += [*_weeks(each), ""]
    return "\n".join(lines)


def reached(progress: ProgressReport) -> str:
    """Write the milestones and which is next."""
    lines = ["Milestones", *(f"  {each.when:12}  {each.text}" for each in progress.reached)]
    if progress.next_milestone:
        lines.append(f"  next:         {progress.next_milestone.text}")
    return "\n".join(lines)


def left_out(progress: ProgressReport) -> str:
    """Write which answers were not included with these."""
    lines = [f"{progress.left_out}:"]
    lines += [f"  {kind.answers:>4}  {plain(kind.description)}" for kind in progress.others]
    return "\n".join([*lines, REANALYZE_HINT])


def _line(line: TrendLine) -> str:
    name = line.label + (f", {line.unit}" if line.unit else "")
    drawn = f"  {name:28} {chart.sparkline(line.periods):{chart.SPARKLINE_PERIODS}} "
    verdict = f"  {line.verdict}" if line.verdict in ("better", "worse") else ""
    slope = f"\n{'':{INDENT}}{line.slope}" if line.slope else ""
    return f"{drawn} {line.change_text:>12}{verdict}{slope}"


def _weeks(line: TrendLine) -> Iterator[str]:
    """Draw one measure, say what it means, and list its periods."""
    yield f"{line.label}, {line.period_name} by {line.period_name}"
    for row in chart.draw(line, WIDTH, HEIGHT):
        yield "".join(piece.text for piece in row).rstrip()
    yield chart.LEGEND.format(every=line.period_name) + _good(line)
    yield from (*line.explanation, "")
    for period in line.periods:
        many = names.count(period.answers, "answer")
        spread = f"  middle half {period.spread.replace('–', ' – ')}" if period.spread else ""
        yield f"  {dates.full_day(period.start):12}  {many:>11}  {period.shown:>6}{spread}"


def _good(line: TrendLine) -> str:
    return f"   ┄ good: {line.good_shown}" if line.good else ""
