"""Finds the lines of keys in TOML text, which ``tomllib`` does not report.

A whole TOML statement is valid TOML by itself; part of one is not. So valid text is cut into its
statements, and each is parsed alone to see which keys it sets. That works for strings and lists
over several lines, quoted keys, and inline tables.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

Key = tuple[int | None, str | None]


class Places:
    """The lines (from 1) on which the tables and keys of valid TOML text start.

    Parameters
    ----------
    text : str
        The whole file; its lines end with a line feed only.
    name : str
        The name of the tables.
    """

    def __init__(self, text: str, name: str = "question") -> None:
        self._name = name
        self._lines: dict[Key, int] = {}
        self._tables = 0
        self._owner: int | None = None  # the table whose keys follow
        self._elsewhere = False  # inside a table of another name
        for line, statement, document in _statements(text.split("\n")):
            self._note(line, statement, document)

    def line(self, index: int | None, key: str | None) -> int:
        """Return the line of a key in the ``index``-th table (from 0), or in the file (``None``).

        Without a key, or if it is missing, that is the table's line; for a missing table, 1.
        """
        return self._lines.get((index, key)) or self._lines.get((index, None)) or 1

    def _note(self, line: int, statement: str, document: dict[str, Any]) -> None:
        if statement.startswith("["):
            self._header(line, document)
        elif self._owner is not None:
            self._keys(line, self._owner, document)
        elif not self._elsewhere:
            self._keys(line, None, document)
            self._inline(line, document.get(self._name))

    def _header(self, line: int, document: dict[str, Any]) -> None:
        self._keys(line, None, document)
        ((name, table),) = document.items()
        inner = table if isinstance(table, dict) else {}
        if document == {self._name: [{}]}:
            self._inline(line, [{}])
            self._owner = self._tables - 1
            return
        if name == self._name and self._tables:
            self._keys(line, self._tables - 1, inner)
        self._owner, self._elsewhere = None, True

    def _inline(self, line: int, tables: object) -> None:
        for table in tables if isinstance(tables, list) else ():
            self._lines.setdefault((self._tables, None), line)
            self._keys(line, self._tables, table if isinstance(table, dict) else {})
            self._tables += 1

    def _keys(self, line: int, index: int | None, document: dict[str, Any]) -> None:
        for key in document:
            self._lines.setdefault((index, key), line)


def _statements(lines: list[str]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield each statement's line, the text of its first line, and its parsed value."""
    start = 0
    while start < len(lines):
        first = lines[start].strip()
        if not first or first.startswith("#"):
            start += 1
            continue
        end, document = start, None
        while document is None and end < len(lines):
            end += 1
            document = _parse(lines[start:end])
        yield start + 1, first, document or {}
        start = end


def _parse(lines: list[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads("\n".join(lines) + "\n")
    except ValueError:  # not TOML, or a number that is too long
        return None
