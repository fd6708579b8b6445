"""What all HTML pages share: templates that escape, their style and script, and their policy.

Every text is escaped and loses its control characters. A page's policy lets in nothing but its own
style and script, and the sound it came with.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.report.text import plain

SHARED = Path(__file__).parent
"""The folder of the templates and styles that every page may use."""


def environment(folder: Path, names: Mapping[str, object]) -> Environment:
    """Return an environment that finds templates in a folder, then in the shared one.

    ``names`` are what its templates may use along with what each page is rendered with.
    """
    made = Environment(
        loader=FileSystemLoader((folder, SHARED)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: plain(value) if type(value) is str else value,
    )
    made.globals |= names
    return made


def read(*files: Path) -> str:
    """Read files as one text, with the line ends that browsers hash."""
    return "\n".join(file.read_text("utf-8").replace("\r\n", "\n") for file in files)


def policy(style: str, script: str = "", media: str = "") -> str:
    """Write the content-security policy: nothing may be loaded, sent, or run but what is here.

    ``media`` says where sound may come from; empty: there is none.
    """
    allowed = ["default-src 'none'", f"style-src {_hash(style)}"]
    if script:
        allowed.append(f"script-src {_hash(script)}")
    if media:
        allowed.append(f"media-src {media}")
    return "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
