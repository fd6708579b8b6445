"""What can go wrong with the store; each message is one plain sentence for the person."""

from __future__ import annotations

from pathlib import Path


class StoreError(Exception):
    """The store can't do what was asked."""


class Unusable(StoreError):
    """The database is damaged, missing, or another program's; a backup can replace it."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


class UnknownAnswer(StoreError):
    """There is no answer with this number."""

    def __init__(self, answer_id: int) -> None:
        super().__init__(f"There is no answer {answer_id}.")
        self.answer_id = answer_id
