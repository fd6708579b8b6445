"""The time zone of this computer, and whether it has one at all.

If none is set, the system silently uses UTC, and every interview time would be off by hours, so
Viva says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from sessions.notebook import zones

LOCAL = Path("/etc/localtime")
_POSIX_RULE = re.compile(r"(<[\w+-]{3,}>|[A-Za-z]{3,})[+-]?\d{1,2}.*")
"""A spelled-out zone, such as EST5EDT or <+0545>-5:45."""


@dataclass(frozen=True, slots=True)
class LocalZone:
    """The person's zone; ``zone`` is ``None`` for this computer's own.

    ``is_known``: the person or the computer has set one.
    """

    zone: tzinfo | None = None
    is_known: bool = True

    def at(self, moment: datetime) -> datetime:
        """Return a moment as the person's clock shows it."""
        return moment.astimezone(self.zone)


def this_zone(
    environment: Mapping[str, str] = os.environ, local: Path = LOCAL, system: str = os.name
) -> LocalZone:
    """Detect this computer's zone."""
    if system != "posix":
        return LocalZone()  # Windows always has one
    wanted = environment.get("TZ", "").removeprefix(":")
    if not wanted:
        return LocalZone(is_known=local.exists())
    known = zones.find(wanted) or (Path(wanted).is_absolute() and Path(wanted).is_file())
    return LocalZone(is_known=bool(known or _POSIX_RULE.fullmatch(wanted)))
