"""A MockReport and the reports of its answers → one self-contained HTML page.

There is no script and no sound: the page shows when something was said, and Viva plays it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from analysis.report.html import templates
from analysis.report.html.templates import SHARED
from analysis.report.mock.model import MockReport
from analysis.report.mock.text import medians
from analysis.report.model import Report
from analysis.report.transcript.moments import timestamp

FOLDER = Path(__file__).parent
STYLES = (SHARED / "page.css", FOLDER / "mock.css", SHARED / "print.css")


def render(report: MockReport, answers: Mapping[int, Report]) -> str:
    """Write the page; ``answers`` are the reports of its answers, by their numbers."""
    style = templates.read(*STYLES)
    return (
        _environment()
        .get_template("mock.html")
        .render(
            mock=report,
            medians=medians(report),
            answers=answers,
            style=Markup(style),
            policy=templates.policy(style),
        )
    )


def said(report: Report) -> str:
    """Return the transcript as plain text, with fillers and without pauses."""
    return " ".join(piece.text for piece in report.pieces if piece.kind != "pause")


@cache
def _environment() -> Environment:
    return templates.environment(FOLDER, {"timestamp": timestamp, "said": said})
