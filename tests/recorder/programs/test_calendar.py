"""The interviews as a calendar file: what another program reads in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Alarm, Calendar, Event

from recorder.programs.calendar import calendar, dated
from sessions.notebook.program import Program
from sessions.store import Store

NOW = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)


def read(*programs: Program, now: datetime = NOW) -> dict[str, Event]:
    """Write the programs, read the file back, and return the events by their summary."""
    found = parsed(*programs, now=now)
    return {str(event.summary).removeprefix("Interview: "): event for event in found.events}


def parsed(*programs: Program, now: datetime = NOW) -> Calendar:
    marks = {program.id: f"mark-{program.id}" for program in programs}
    made = Calendar.from_ical(calendar(programs, marks, now))
    assert isinstance(made, Calendar)
    return made


def begins(event: Event) -> datetime:
    """When it starts; fails for one that lasts all day."""
    assert isinstance(event.start, datetime)
    return event.start


def program(number: int = 1, **values: Any) -> Program:
    known = {"day": date(2026, 12, 3), "time": time(9), "zone": "America/New_York"}
    return Program(id=number, **{"name": "Riverside", **known, **values})


def minutes(event: Event) -> list[float]:
    triggers = [alarm.TRIGGER for alarm in event.walk("VALARM") if isinstance(alarm, Alarm)]
    return sorted(t.total_seconds() / 60 for t in triggers if isinstance(t, timedelta))


def test_an_interview_is_in_the_programs_time_zone_with_two_alarms() -> None:
    event = read(program(city="Cleveland", state="OH"))["Riverside"]
    assert begins(event).astimezone(UTC) == datetime(2026, 12, 3, 14, tzinfo=UTC)
    assert str(begins(event).tzinfo) == "America/New_York"
    assert event.end - event.start == timedelta(hours=8)
    assert minutes(event) == [-60, -30]
    assert event.location == "Cleveland, OH"
    assert "Thu, Dec 3, 2026, 9:00 am Eastern (EST)" in str(event.description)


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (date(2026, 10, 31), time(9), datetime(2026, 10, 31, 13, tzinfo=UTC)),
        (date(2026, 11, 2), time(9), datetime(2026, 11, 2, 14, tzinfo=UTC)),
        (date(2027, 3, 14), time(2, 30), datetime(2027, 3, 14, 7, 30, tzinfo=UTC)),  # skipped
        (date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),  # twice: first
    ],
)
def test_clocks_that_change(day: date, at: time, utc: datetime) -> None:
    event = read(program(day=day, time=at))["Riverside"]
    assert begins(event).astimezone(UTC) == utc


@pytest.mark.parametrize("zone", ["America/New_York", "America/Phoenix", "Asia/Kolkata"])
def test_the_file_brings_the_rules_of_its_time_zones(zone: str) -> None:
    made = parsed(program(zone=zone))
    assert [str(each["tzid"]) for each in made.timezones] == [zone]
    rules = made.timezones[0].to_tz()
    for day in (date(2026, 1, 15), date(2026, 7, 15), date(2026, 12, 3)):
        (event,) = parsed(program(zone=zone, day=day)).events
        there = begins(event).replace(tzinfo=None).replace(tzinfo=rules)
        assert there.astimezone(UTC) == begins(event).astimezone(UTC)


def test_what_is_not_known_is_not_made_up() -> None:
    events = read(
        program(1, name="No time", time=None),
        program(2, name="No zone", zone=None),
        program(3, name="Odd zone", zone="Mars/Olympus"),
        program(4, name="No date", day=None),
    )
    assert set(events) == {"No time", "No zone", "Odd zone"}
    for event in events.values():
        assert event.start == date(2026, 12, 3) and event.end == date(2026, 12, 4)
        assert minutes(event) == []
    assert "9:00 am on their clock" in str(events["No zone"].description)
    assert "The time isn't in Viva's notebook yet." in str(events["No time"].description)


def test_a_past_interview_has_no_alarms() -> None:
    event = read(program(day=date(2026, 11, 2)))["Riverside"]
    assert minutes(event) == [] and begins(event).date() == date(2026, 11, 2)


def test_any_text_comes_back_as_it_was_and_adds_no_line() -> None:
    long = "Universitätsklinikum Zürich; Kinder, Jugend \\ Erwachsene – " + "ä" * 300
    odd = "Evil\r\nEND:VEVENT\r\nATTENDEE:mailto:x@example.org"
    events = read(program(1, name=long), program(2, name=odd))
    assert long in events
    (other,) = set(events) - {long}
    assert other.split() == odd.split() and "ATTENDEE" not in events[other]
    text = calendar([program(name=long)], {1: "a"}, NOW)
    assert max(len(line) for line in text.split(b"\r\n")) <= 75


def test_importing_again_updates_the_same_event(tmp_path: Path) -> None:
    with Store.open(tmp_path / "viva.db", tmp_path / "recordings") as store:
        first = store.programs.add("A", day=date(2026, 12, 3))
        second = store.programs.add("B", day=date(2026, 12, 3))
        before = store.programs.identifiers()
        store.programs.change(first.id, name="Another name", day=date(2026, 12, 10))
        after = store.programs.identifiers()
        found = dated(store.programs.all())
    assert before == after and before[first.id] != before[second.id]
    old = read(*found, now=NOW)["B"]
    new = read(*found, now=NOW + timedelta(minutes=1))["B"]
    assert new.uid == old.uid and new.sequence > old.sequence


def test_only_what_a_calendar_needs_is_in_it() -> None:
    secret = dict.fromkeys(("contacts", "likes", "concerns", "met", "thanks"), "secret")
    assert b"secret" not in calendar([program(1, **secret)], {1: "a"}, NOW)
