"""When an interview is: on the program's clock, as announced, and as a moment in time.

Clocks change on different days in different countries, and some never do. A time skipped by the
program's clock is read as the clock then shows it (an hour later); for a time that it shows twice,
the first is used, so that no one is late. Both are reported: ``oddity``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from sessions.notebook import zones

Oddity = Literal["skipped", "repeated"]

LASTS = timedelta(hours=8)
"""How long an interview day is assumed to last from its start."""


@dataclass(frozen=True, slots=True)
class Interview:
    """A day, a time on the program's clock, and that clock's IANA zone; ``None``: not known yet."""

    day: date
    time: time | None = None
    zone: str | None = None

    @property
    def moment(self) -> datetime | None:
        """The start in UTC; ``None`` unless time and zone are known."""
        rules = zones.find(self.zone)
        if self.time is None or rules is None:
            return None
        return datetime.combine(self.day, self.time, rules).astimezone(UTC)

    @property
    def oddity(self) -> Oddity | None:
        """Whether the program's clock skips this time, or shows it twice."""
        rules = zones.find(self.zone)
        if self.time is None or rules is None:
            return None
        wall = datetime.combine(self.day, self.time, rules)
        shown = wall.astimezone(UTC).astimezone(rules)
        if shown.replace(tzinfo=None) != wall.replace(tzinfo=None):
            return "skipped"
        return "repeated" if wall.utcoffset() != wall.replace(fold=1).utcoffset() else None

    def there(self) -> datetime | None:
        """Return the start as the program's clock shows it."""
        moment, rules = self.moment, zones.find(self.zone)
        return None if moment is None else moment.astimezone(rules)

    def here(self, zone: tzinfo | None) -> datetime | None:
        """Return the start as a clock in another zone shows it; ``None``: this computer's."""
        moment = self.moment
        return None if moment is None else moment.astimezone(zone)

    def days_left(self, now: datetime, zone: tzinfo | None) -> int:
        """Return the calendar days until the interview, negative once it is past.

        On the person's calendar (``zone``) if the moment is known, otherwise on the program's.
        """
        start = self.here(zone)
        if start is not None:
            return (start.date() - now.astimezone(zone).date()).days
        return (self.day - now.astimezone(zones.find(self.zone) or zone).date()).days

    def end(self, zone: tzinfo | None) -> datetime:
        """Return when the interview day is over at the latest, in UTC.

        Without a time, that is midnight at its end, on the program's clock or else on ``zone``.
        """
        if (moment := self.moment) is not None:
            return moment + LASTS
        rules = zones.find(self.zone) or zone
        after = datetime.combine(self.day + timedelta(days=1), time())
        return (after.replace(tzinfo=rules) if rules else after).astimezone(UTC)
