"""A comparison as one HTML page, in the style of the report and under its rules.

The page holds each recording as its own sound; a small script plays a moment of one at a time.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from analysis.report.comparison.model import Comparison
from analysis.report.html import templates
from analysis.report.html.drawing import DIRECTION_SIGNS
from analysis.report.html.templates import SHARED
from analysis.report.transcript.moments import timestamp

FOLDER = Path(__file__).parent
STYLES = (SHARED / "page.css", FOLDER / "comparison.css", SHARED / "print.css")
SCRIPT = FOLDER / "comparison.js"


def render(comparison: Comparison, sounds: Mapping[int, bytes] | None = None) -> str:
    """Write the page; ``sounds`` has the MP3 of a column's recording by the column's place."""
    inside = {
        place: Markup("data:audio/mpeg;base64,") + Markup(base64.b64encode(sound).decode("ascii"))
        for place, sound in (sounds or {}).items()
    }
    style = templates.read(*STYLES)
    script = templates.read(SCRIPT) if inside else ""
    return (
        _environment()
        .get_template("comparison.html")
        .render(
            comparison=comparison,
            shown=[
                n
                for n in range(len(comparison.columns))
                if any(row.parts[n] for row in comparison.said)
            ],
            sounds=inside,
            style=Markup(style),
            script=Markup(script),
            policy=templates.policy(style, script, "data:" if inside else ""),
        )
    )


@cache
def _environment() -> Environment:
    names = {
        "timestamp": timestamp,
        "direction_sign": DIRECTION_SIGNS,
    }
    return templates.environment(FOLDER, names)
