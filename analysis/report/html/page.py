"""A Report → one self-contained HTML page.

The templates, the style, and the scripts are in this folder. Without sound and without a form for a
mentor's feedback there is no script.
"""

from __future__ import annotations

import base64
from functools import cache
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

from analysis.feedback.types import SCALES
from analysis.report.html import drawing, layout, templates
from analysis.report.html.templates import SHARED
from analysis.report.model import Report
from analysis.report.text import why_no_scores
from analysis.report.transcript.moments import timestamp

STYLES = ("page.css", "figures.css", "transcript.css", "feedback.css", "print.css")
PLAYER, FORM = "player.js", "feedback.js"

PageAudio = bytes | str
"""MP3 to put inside the page, or the name of a sound file in the same folder."""


def render(report: Report, sound: PageAudio | None = None, form: str | None = None) -> str:
    """Write the page.

    ``form`` is the identifier of the answer in the form for a mentor's feedback; ``None``: the page
    has no form. If it has, and a mentor can hear or read the answer, Viva's scores are folded away
    below the form, and its marks on the words hidden with them, so that they don't sway the
    ratings.
    """
    words = any(piece.kind == "word" for piece in report.pieces)
    style = templates.read(*(SHARED / name for name in STYLES))
    wanted = {PLAYER: sound is not None, FORM: form is not None}
    script = templates.read(*(SHARED / name for name, is_wanted in wanted.items() if is_wanted))
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            paragraphs=layout.paragraphs(report.pieces),
            words=words,
            style=Markup(style),
            script=Markup(script),
            policy=templates.policy(style, script, _allowed(sound)),
            sound=None if sound is None else _source(sound),
            form=form,
            rate_first=form is not None and (sound is not None or words),
            scales=SCALES,
        )
    )


def _allowed(sound: PageAudio | None) -> str:
    """Return where the page may take sound from."""
    if sound is None:
        return ""
    return "data:" if isinstance(sound, bytes) else "'self' file:"


def _source(sound: PageAudio) -> Markup | str:
    """Return where the page finds its sound; a name is never read as an address."""
    if isinstance(sound, str):
        return "./" + quote(sound)
    return Markup("data:audio/mpeg;base64,") + Markup(base64.b64encode(sound).decode("ascii"))


@cache
def _environment() -> Environment:
    return templates.environment(
        SHARED,
        {
            "timestamp": timestamp,
            "why_no_scores": why_no_scores,
            "with_signs": layout.with_signs,
            "band_sign": drawing.BAND_SIGNS,
            "direction_sign": drawing.DIRECTION_SIGNS,
            "height": drawing.height,
            "percent": drawing.percent,
            "pace_line": drawing.pace_line,
            "middle": drawing.middle,
            "ticks": drawing.ticks,
        },
    )
