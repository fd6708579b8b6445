"""Time zones by the names that people use."""

from __future__ import annotations

import pytest

from sessions.notebook import zones


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ET", "America/New_York"),
        ("est", "America/New_York"),
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("Eastern Standard Time", "America/New_York"),
        ("CDT", "America/Chicago"),
        ("Arizona", "America/Phoenix"),
        ("Arizona (no daylight saving time)", "America/Phoenix"),
        ("Hawaii", "Pacific/Honolulu"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("Lagos", "Africa/Lagos"),
        ("São Paulo", "America/Sao_Paulo"),
        ("nowhere", None),
        ("", None),
        ("time", None),
    ],
)
def test_reading(text: str, name: str | None) -> None:
    assert zones.read(text) == name


def test_what_is_written_is_read_again() -> None:
    for name in zones.names():
        assert zones.read(name) == name
        assert zones.find(name) is not None


def test_us_zones_come_first_and_are_all_there() -> None:
    assert zones.search("") == zones.US
    assert [zone.label for zone in zones.US][:5] == [
        "Eastern",
        "Central",
        "Mountain",
        "Arizona (no daylight saving time)",
        "Pacific",
    ]
    assert zones.search("pacific")[0].name == "America/Los_Angeles"
    assert all(zones.find(zone.name) for zone in zones.US)
    assert set(zones.STATES.values()) == {zone.name for zone in zones.US} - {"America/Anchorage"}


def test_others_are_found_by_city_and_country() -> None:
    assert [zone.name for zone in zones.search("nigeria")] == ["Africa/Lagos"]
    assert "Asia/Kolkata" in [zone.name for zone in zones.search("indi")]
    assert [zone.name for zone in zones.search("sao pau")] == ["America/Sao_Paulo"]
    assert zones.search("zzz") == ()


def test_labels() -> None:
    assert zones.label("America/Phoenix") == "Arizona"
    assert zones.label("America/Sao_Paulo") == "America/Sao Paulo"


@pytest.mark.parametrize(
    "name", ["", None, "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "a\0b"]
)
def test_an_unknown_zone_is_none(name: str | None) -> None:
    assert zones.find(name) is None
