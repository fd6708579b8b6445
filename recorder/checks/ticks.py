"""What is checked off on the checklists, and when: a small TOML file, a table for each owner.

An owner is one interview or program, such as ``program-3``; ``general`` is for none in particular.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from recorder.files import private_toml

GENERAL = "general"


class Ticks:
    """The check marks of one owner, read from the file each time."""

    def __init__(self, path: Path, owner: str | None = None) -> None:
        self._path = path
        self._owner = owner or GENERAL

    def all(self) -> dict[str, datetime]:
        """When each item was checked off, by the item's id."""
        mine = private_toml.read(self._path).get(self._owner, {})
        found = {id: _time(at) for id, at in mine.items()} if isinstance(mine, Mapping) else {}
        return {id: at for id, at in found.items() if at is not None}

    def set(self, id: str, at: datetime | None) -> None:
        """Check an item off at this time, or uncheck it; ``OSError`` if that can't be saved."""
        ticks = {**self.all(), id: at}
        self._keep({id: at for id, at in ticks.items() if at is not None})

    def clear(self, ids: Iterable[str]) -> int:
        """Uncheck these items; returns how many were checked. ``OSError`` as in `set`."""
        before, gone = self.all(), set(ids)
        left = {id: at for id, at in before.items() if id not in gone}
        if len(left) < len(before):
            self._keep(left)
        return len(before) - len(left)

    def _keep(self, ticks: Mapping[str, datetime]) -> None:
        everything = private_toml.read(self._path)
        mine = {id: at.astimezone(UTC).isoformat(timespec="seconds") for id, at in ticks.items()}
        private_toml.write(self._path, {**everything, self._owner: mine})


def _time(at: object) -> datetime | None:
    try:
        read = datetime.fromisoformat(str(at))
    except ValueError:
        return None
    return read if read.tzinfo else None
