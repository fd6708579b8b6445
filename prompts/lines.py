"""Finds the line of a key in a TOML text, which ``tomllib`` does not tell.

A text cut off after a whole statement is TOML again; cut off inside one it is not. So the line on
which a key first appears is found by parsing longer and longer beginnings of the text. That is
right for strings and lists over many lines, quoted keys and inline tables alike.
"""

from __future__ import annotations

import tomllib
from typing import Any


def line_of(text: str, index: int | None, key: str | None) -> int:
    """Line (from 1) where the statement of a key begins, in a TOML text that is valid.

    Parameters
    ----------
    text : str
        The whole file, its lines ended by a line feed only.
    index : int or None
        Which ``[[question]]`` the key belongs to, from 0; ``None``: to the file itself.
    key : str or None
        The key; ``None``: the start of the table. A missing key gives the table's line, and a
        missing table line 1.
    """
    lines = text.split("\n")
    table_line = 1
    complete = 0
    for end in range(1, len(lines) + 1):
        document = _parse(lines[:end])
        if document is None:
            continue
        start, complete = complete + 1, end
        if not lines[start - 1].strip():
            continue
        table = _table(document, index)
        if table is None:
            continue
        if table_line == 1 and index is not None:
            table_line = start
        if key is None or key in table:
            return start if index is not None or key is not None else 1
    return table_line


def _parse(lines: list[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads("\n".join(lines) + "\n")
    except tomllib.TOMLDecodeError:
        return None


def _table(document: dict[str, Any], index: int | None) -> dict[str, Any] | None:
    if index is None:
        return document
    tables = document.get("question")
    if not isinstance(tables, list) or len(tables) <= index:
        return None
    table = tables[index]
    return table if isinstance(table, dict) else {}
