"""Files as a mentor's page saves them."""

from __future__ import annotations

import json
from typing import Any

ANSWER = "0123456789abcdef" * 2


def content(**values: Any) -> dict[str, Any]:
    """What a file says, with some of it changed."""
    return {
        "format": "viva-feedback",
        "version": 1,
        "answer": ANSWER,
        "mentor": "Dr. Lee",
        "ratings": {"clarity": 4, "delivery": 3},
        "comment": "Good.\nSay the result first.",
        "marks": [{"at": 0.75, "comment": "Slower here"}, {"at": 0, "comment": "A good start"}],
        **values,
    }


def file(**values: Any) -> bytes:
    """The file's bytes."""
    return json.dumps(content(**values), ensure_ascii=False).encode()
