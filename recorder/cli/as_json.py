"""JSON on one line, as every command prints it."""

from __future__ import annotations

import json


def as_json(value: object) -> str:
    """Write JSON that can be read as text: letters as they are, what cannot be shown escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
