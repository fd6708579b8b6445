"""A store in its own folder, with a clock that stays fixed until it is moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sessions.store import Store


class Clock:
    """Returns the same time until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 30, 23, 59, 58, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(home: Path, clock: Clock) -> Iterator[Store]:
    with open_store(home, clock) as store:
        yield store


def open_store(home: Path, clock: Clock | None = None) -> Store:
    return Store.open(home / "viva.db", home / "recordings", now=clock or Clock())
