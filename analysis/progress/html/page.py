"""Progress → one self-contained HTML page, in the style of the report and under its rules.

There is no script. Every text goes through the escaping of the templates.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.progress.html.drawing import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, ChartDrawing
from analysis.progress.model import ProgressReport
from analysis.progress.sentences import UP
from analysis.report.html import page as report
from analysis.report.text import plain

FOLDER = Path(__file__).parent
SHARED = ("page.css", "print.css")
"""Of the report's styles, those that fit; `progress.css` comes between."""


def render(found: Sequence[ProgressReport]) -> str:
    """Write the page of one or more ways of analysis, each with its own charts."""
    shared = [_read(report.FOLDER / name) for name in SHARED]
    style = "\n".join([shared[0], _read(FOLDER / "progress.css"), shared[1]])
    return (
        _environment()
        .get_template("page.html")
        .render(
            found=found,
            first=found[0],
            style=Markup(style),
            policy=report.policy(style, "", None),
            up=Markup("<code>viva reanalyze --outdated</code>")
            + UP.removeprefix("`viva reanalyze --outdated`"),
        )
    )


def _read(file: Path) -> str:
    """Read a file, its line ends as browsers hash them."""
    return file.read_text("utf-8").replace("\r\n", "\n")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: plain(value) if type(value) is str else value,
    )
    environment.globals |= {
        "plot": ChartDrawing,
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "top": TOP,
        "bottom": BOTTOM,
    }
    return environment
