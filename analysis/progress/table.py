"""Trends as a table for a spreadsheet: a row for each way of analysis, measure, and week."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from analysis.progress.names import unit
from analysis.report.text import plain
from analysis.spreadsheet import escaped
from analysis.trends import Series, trends

COLUMNS = ("version", "words", "own_fillers", "measure", "unit", "week", "answers", "median",
           "lower_quartile", "upper_quartile")  # fmt: skip


def table(series: Sequence[Series], names: Iterable[str]) -> str:
    """Write the table as CSV, with a heading; undefined is empty."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(COLUMNS)
    wanted = tuple(names)
    for each in series:
        way = each.way
        said = (way.version, way.words or "", "; ".join(sorted(way.own_fillers)))
        kind = tuple(escaped(plain(text)) for text in said)
        for found in trends(each.answers, wanted):
            for week in found.weeks:
                numbers = (week.median, week.low, week.high)
                shown = ("" if n is None else f"{n:.4g}" for n in numbers)
                write((*kind, found.name, unit(found.name), week.start, week.answers, *shown))
    return out.getvalue()
