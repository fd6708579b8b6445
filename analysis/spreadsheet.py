"""Text in CSV files that no spreadsheet program runs as a formula (OWASP, "CSV injection").

It gets an apostrophe before it, which spreadsheet programs take as "this is text".
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠|%]|[\t\r]")


def escaped(text: str) -> str:
    """Return text for a cell."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(cell: str) -> str:
    """Return the text of a cell that `escaped` wrote."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
