"""A mock's report as an HTML page: every answer with its measures and moments."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.report.mock import MockReport
from analysis.report.model import Report
from recorder.person.settings import Settings
from recorder.reports.fetch import report_of
from sessions.answers.mocks import Mock
from sessions.errors import StoreError
from sessions.store import Store


def page_name(mock: Mock) -> str:
    """Name a mock's page."""
    return f"mock-{mock.id}.html"


def answer_reports(
    store: Store, mock: Mock, settings: Settings
) -> Iterator[tuple[int, Report | None]]:
    """Yield the report of each answer by its number, ``None`` if it has none; each takes a moment.

    A deleted answer, and one that can't be read, is left out as in the mock's own report.
    """
    for step in mock.steps:
        if step.state == "answered" and step.answer_id is not None:
            yield step.answer_id, _report(store, step.answer_id, settings)


def write(report: MockReport, answers: dict[int, Report]) -> str:
    """Write the page as text."""
    from analysis.report.mock.html.page import render  # brings the templates with it

    return render(report, answers)


def _report(store: Store, answer_id: int, settings: Settings) -> Report | None:
    try:
        analysis = store.analysis(answer_id)
        if analysis is None:
            return None
        return report_of(store, store.answer(answer_id), analysis, off=settings.remarks_off)
    except StoreError:
        return None
