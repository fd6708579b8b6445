"""Trends as a CSV file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from analysis.progress.table import COLUMNS, table
from analysis.trends import by_way
from tests.analysis.progress.test_repeated import WAY, answered


def test_a_row_for_each_week_in_which_nothing_runs() -> None:
    way = replace(WAY, own_fillers=frozenset({"=1+1"}))
    answers = [replace(answered(24 * day, "failure"), way=way) for day in (0, 1, 8, 15)]
    (head, *rows) = csv.reader(io.StringIO(table(by_way(answers), ("words_per_minute",))))
    assert tuple(head) == COLUMNS
    assert sum(int(row[6]) for row in rows) == len(answers)
    assert {(row[2], row[3], row[7]) for row in rows} == {("'=1+1", "words_per_minute", "110")}
