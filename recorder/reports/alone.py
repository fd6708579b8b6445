"""The report of an analysis alone; importing it takes neither the store nor the question bank."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from analysis.content import remarks
from analysis.report.build import build
from analysis.report.comments.covered import NAME
from analysis.report.model import Report
from analysis.report.sharing import without_coverage
from analysis.types import Analysis


def report_alone(
    analysis: Analysis, *, off: Collection[str] = (), recorded_at: datetime | None = None
) -> Report:
    """Build a report from an analysis alone, without anything the store knows.

    ``off`` names the remarks on what was said that the person does not want.
    """
    report = build(analysis, recorded_at=recorded_at, remarks=remarks(analysis, off=off))
    return as_wanted(report, off)


def as_wanted(report: Report, off: Collection[str]) -> Report:
    """Leave out what the person turned off."""
    return without_coverage(report) if NAME in off else report
