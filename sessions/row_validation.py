"""Refuses rows that another program or a damaged disk has written into, in plain sentences."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sessions.errors import StoreError

FOREIGN = (TypeError, ValueError, AttributeError, LookupError, OverflowError, RecursionError)
"""What reading a row raises if it has something other than what Viva wrote."""


@contextmanager
def validated(database: Path) -> Iterator[None]:
    """Refuse in one sentence what Viva didn't write."""
    try:
        yield
    except FOREIGN as error:
        raise StoreError(
            f"{database} contains something Viva didn't write ({error}). Viva left it as it is. "
            "Restore a backup, or delete the answer or note that contains it."
        ) from error


_NONE = type(None)
TEXT, MAYBE_TEXT = (str,), (str, _NONE)
NUMBER, MAYBE_NUMBER = (float, int), (float, int, _NONE)
WHOLE, MAYBE_WHOLE = (int,), (int, _NONE)
"""What a column may contain; SQLite itself accepts anything."""


def expect(row: sqlite3.Row, kinds: Mapping[str, tuple[type, ...]]) -> None:
    """Refuse with ``TypeError`` a row with a value of another kind, or an infinite number."""
    for name, fits in kinds.items():
        value = row[name]
        if not isinstance(value, fits) or (isinstance(value, float) and not math.isfinite(value)):
            raise TypeError(f"{name} is {type(value).__name__}")


def one_of(value: object, known: tuple[str, ...]) -> None:
    """Refuse with ``ValueError`` a word that is none of these."""
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")


def texts(value: object) -> tuple[str, ...]:
    """Return a list of texts from JSON; refuses anything else with ``TypeError``."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError("a list of texts is something else")
    return tuple(value)
