"""A mock's page: everything the report says and every answer, with nothing from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.report.mock import build
from analysis.report.mock.html.page import render, said
from analysis.report.mock.model import MockReport
from analysis.report.model import Report
from tests.analysis.report.mock.test_mock_report import BEGUN, analysis, asked
from tests.browser.answer import report as answer_report

SLOW = analysis(60, scores=(("pace", 50), ("pauses", 55), ("length", 100)))
HOSTILE = "<script>alert(1)</script>\x1b[31m"


def mock_report() -> MockReport:
    """Three questions: answered, followed up because something was missing, and skipped."""
    return build(
        "Residency interview, 30 minutes",
        BEGUN,
        [
            asked(1, SLOW),
            asked(2, SLOW, is_follow_up=True, missing="result"),
            asked(3, outcome="skipped", analysis=None, answer=None),
        ],
        counted="This mock interview counts.",
    )


def reports() -> dict[int, Report]:
    return {1: answer_report(), 2: answer_report()}


def text(page: str) -> str:
    body = page[page.index("<body>") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def test_it_says_everything_the_report_says() -> None:
    mock = mock_report()
    shown = text(render(mock, reports()))
    for part in (
        mock.title,
        mock.subtitle,
        mock.consistency,
        mock.fatigue,
        mock.time,
        mock.counted,
    ):
        assert part in shown
    assert mock.time in shown and mock.counted in shown
    for row in mock.rows:
        assert f"{row.number} {row.question}" in shown
    assert "A follow-up, asked because no result was heard." in shown
    assert "skipped" in shown


def test_every_answer_has_its_moments_transcript_and_measures() -> None:
    found = answer_report()
    page = render(mock_report(), reports())
    shown = text(page)
    moments = [moment for thing in found.focus for moment in thing.moments]
    assert moments and all(shown.count(moment.at) >= 2 for moment in moments)
    assert page.count(">Transcript<") == page.count(">All measures<") == 2
    for line in found.lines:
        assert line.shown == "–" or line.label in shown
    assert said(found).split()[:3] == [p.text for p in found.pieces if p.kind != "pause"][:3]


def test_what_to_work_on_links_to_its_answers() -> None:
    page = render(mock_report(), reports())
    links = set(re.findall(r'href="#(answer-\d+)"', page))
    assert links and links <= set(re.findall(r'id="(answer-\d+)"', page))
    assert len(set(re.findall(r' id="([^"]+)"', page))) == len(re.findall(r' id="', page))


def test_an_answer_without_a_report_keeps_its_line() -> None:
    shown = text(render(mock_report(), {}))
    assert "Question 1?" in shown and "All measures" not in shown


def test_it_loads_nothing_and_runs_nothing() -> None:
    page = render(mock_report(), reports())
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    assert "default-src 'none'" in page.replace("&#39;", "'")


def test_hostile_text_stays_text() -> None:
    mock = mock_report()
    row = replace(mock.rows[0], question=HOSTILE, remark=HOSTILE)
    page = render(replace(mock, title=HOSTILE, rows=(row,)), reports())
    assert "<script" not in page and "\x1b" not in page
    assert "&lt;script&gt;" in page
