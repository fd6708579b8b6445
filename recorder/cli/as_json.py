"""JSON on one line, as every command prints it."""

from __future__ import annotations

import json


def as_json(value: object) -> str:
    """Write readable JSON: letters as they are, unprintable characters escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
