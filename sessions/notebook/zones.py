"""Time zones: US zones by their names, others by place, country, or IANA name.

The rules come from the system or, if it has none (Windows), from the package ``tzdata``.
"""

from __future__ import annotations

import re
import unicodedata
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone: its IANA ``name``, its label, and the other words it can be found by."""

    name: str
    label: str
    words: tuple[str, ...] = ()


US: tuple[Zone, ...] = (
    Zone("America/New_York", "Eastern", ("et", "est", "edt", "eastern", "new york")),
    Zone("America/Chicago", "Central", ("ct", "cst", "cdt", "central", "chicago")),
    Zone("America/Denver", "Mountain", ("mt", "mst", "mdt", "mountain", "denver")),
    Zone("America/Phoenix", "Arizona (no daylight saving time)", ("arizona", "phoenix")),
    Zone("America/Los_Angeles", "Pacific", ("pt", "pst", "pdt", "pacific", "los angeles")),
    Zone("America/Anchorage", "Alaska", ("akst", "akdt", "akt", "alaska", "anchorage")),
    Zone("Pacific/Honolulu", "Hawaii", ("hst", "hawaii", "honolulu")),
    Zone("America/Puerto_Rico", "Puerto Rico", ("ast", "atlantic", "puerto rico", "san juan")),
)
"""In the order in which they are offered."""

UTC = Zone("Etc/UTC", "UTC", ("utc", "gmt", "z", "zulu", "universal"))

_STATES = {
    "America/New_York": "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL LA MN MO MS OK WI",
    "America/Denver": "CO MT NM UT WY",
    "America/Los_Angeles": "CA NV WA",
    "America/Phoenix": "AZ",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR",
}
STATES: Mapping[str, str] = {s: zone for zone, states in _STATES.items() for s in states.split()}
"""Where all or nearly all of a state keeps one time; the zone of others is not guessed."""

_BY_NAME: Mapping[str, Zone] = {zone.name: zone for zone in (*US, UTC)}
_IDLE = {"time", "standard", "daylight", "us", "usa", "canada", "and", "zone"}
_NO_PLACE = ("Etc/", "posix/", "right/", "SystemV/")


def find(name: str | None) -> ZoneInfo | None:
    """Return the rules of a zone; ``None`` for none, or one this computer doesn't know."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def label(name: str) -> str:
    """Return a zone's display name: "Eastern", "Africa/Lagos"."""
    zone = _BY_NAME.get(name)
    return zone.label.split(" (")[0] if zone else name.replace("_", " ")


def read(text: str) -> str | None:
    """Return the IANA name for what a person or spreadsheet calls a zone; ``None``: unknown.

    Takes "ET", "EST", "Eastern Time (US & Canada)", "New York" and "america/new_york".
    """
    whole = text.strip().casefold().replace(" ", "_")
    for name in names():
        if name.casefold() == whole:
            return name
    said = _bare(text)
    for zone in (*US, UTC):
        if said in zone.words or said == _bare(zone.label):
            return zone.name
    places = [name for name in names() if said and _fold(name.rsplit("/", 1)[-1]) == said]
    return places[0] if len(places) == 1 else None


def search(text: str) -> tuple[Zone, ...]:
    """Return zones that match every word, US ones first; without words, only those."""
    wanted = _fold(text).split()
    if not wanted:
        return US
    found = [zone for zone in (*US, *_elsewhere()) if _matches(zone, wanted)]
    return tuple(found)


@cache
def names() -> tuple[str, ...]:
    """Return every zone that stands for a place, by its IANA name."""
    there = zoneinfo.available_timezones()
    return tuple(sorted(n for n in there if "/" in n and not n.startswith(_NO_PLACE)))


@cache
def _elsewhere() -> tuple[Zone, ...]:
    countries = _countries()
    return tuple(
        Zone(name, label(name), countries.get(name, ())) for name in names() if name not in _BY_NAME
    )


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """Return each zone's country, from the tables that come with ``tzdata``."""
    folder = resources.files("tzdata") / "zoneinfo"
    tables = [(folder / table).read_text("utf-8") for table in ("iso3166.tab", "zone.tab")]
    rows = [[row.split("\t") for row in t.splitlines() if not row.startswith("#")] for t in tables]
    named = {row[0]: row[1] for row in rows[0]}
    return {row[2]: (named.get(row[0], ""),) for row in rows[1]}


def _matches(zone: Zone, wanted: list[str]) -> bool:
    words = _fold(" ".join((zone.name, zone.label, *zone.words))).split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _bare(text: str) -> str:
    return " ".join(word for word in _fold(text).split() if word not in _IDLE)


def _fold(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    return " ".join(
        re.findall(r"[^\W\d]+", "".join(c for c in bare if not unicodedata.combining(c)))
    )
