"""What is read of rows that somebody else, or a damaged disk, has written into: a plain refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sessions.errors import StoreError

FOREIGN = (TypeError, ValueError, AttributeError, KeyError, OverflowError, RecursionError)
"""What reading a row raises that holds something else than Viva wrote."""


@contextmanager
def legible(database: Path) -> Iterator[None]:
    """Refuse in one sentence what Viva did not write."""
    try:
        yield
    except FOREIGN as error:
        raise StoreError(
            f"{database} holds something that Viva did not write ({error}); it has been left as it "
            "is. Restore a backup, or delete the answer."
        ) from error
