"""Progress → one self-contained HTML page, in the style of the report and under its rules.

There is no script.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from analysis.progress.html.drawing import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, ChartDrawing
from analysis.progress.model import ProgressReport
from analysis.progress.sentences import REANALYZE_HINT
from analysis.report.dates import full_day
from analysis.report.html import templates
from analysis.report.html.templates import SHARED

FOLDER = Path(__file__).parent
STYLES = (SHARED / "page.css", FOLDER / "progress.css", SHARED / "print.css")


def render(found: Sequence[ProgressReport]) -> str:
    """Write the page of one or more ways of analysis, each with its own charts."""
    style = templates.read(*STYLES)
    return (
        _environment()
        .get_template("progress.html")
        .render(
            found=found,
            first=found[0],
            style=Markup(style),
            policy=templates.policy(style),
            up=Markup("<code>viva reanalyze --outdated</code>")
            + REANALYZE_HINT.removeprefix("`viva reanalyze --outdated`"),
        )
    )


@cache
def _environment() -> Environment:
    return templates.environment(
        FOLDER,
        {
            "full_day": full_day,
            "plot": ChartDrawing,
            "width": WIDTH,
            "height": HEIGHT,
            "left": LEFT,
            "right": RIGHT,
            "top": TOP,
            "bottom": BOTTOM,
        },
    )
