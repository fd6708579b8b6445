"""A Report → one self-contained HTML page.

The templates, the style and the script lie beside this file. Every text goes through the escaping
of the templates, without its control characters; the page's own policy lets in nothing but its own
style and script, and the sound it came with.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.report.html import drawing, layout
from analysis.report.model import Report
from analysis.report.text import plain
from analysis.report.transcript.moments import at

FOLDER = Path(__file__).parent
STYLES = ("page.css", "figures.css", "transcript.css", "print.css")
SCRIPT = "player.js"

PageAudio = bytes | str
"""MP3 to lie inside the page, or the name of a sound file that lies beside it."""


def render(report: Report, sound: PageAudio | None = None) -> str:
    """Write the page; without sound it has no script."""
    style = "\n".join(_read(name) for name in STYLES)
    script = _read(SCRIPT) if sound is not None else ""
    return (
        _environment()
        .get_template("page.html")
        .render(
            report=report,
            paragraphs=layout.paragraphs(report.pieces),
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script, sound),
            sound=None if sound is None else _source(sound),
        )
    )


def policy(style: str, script: str, sound: PageAudio | None) -> str:
    """Write the content-security policy: nothing may be loaded, sent or run but what is here."""
    allowed = ["default-src 'none'", f"style-src {_hash(style)}"]
    if script:
        allowed.append(f"script-src {_hash(script)}")
    if sound is not None:
        allowed.append("media-src data:" if isinstance(sound, bytes) else "media-src 'self' file:")
    return "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _source(sound: PageAudio) -> Markup | str:
    """Where the page finds its sound; a name is never read as an address."""
    if isinstance(sound, str):
        return "./" + quote(sound)
    return Markup("data:audio/mpeg;base64,") + Markup(base64.b64encode(sound).decode("ascii"))


def _read(name: str) -> str:
    """Read a file of this folder, its line ends as browsers hash them."""
    return (FOLDER / name).read_text("utf-8").replace("\r\n", "\n")


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
        "at": at,
        "band_sign": drawing.BAND_SIGNS,
        "direction_sign": drawing.DIRECTION_SIGNS,
        "height": drawing.height,
        "percent": drawing.percent,
        "pace_line": drawing.pace_line,
        "ticks": drawing.ticks,
    }
    return environment
