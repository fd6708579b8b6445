"""Interview times: on both clocks, across clock changes, half hours and the date line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.notebook import zones
from sessions.notebook.interview import Interview

EAST, WEST = "America/New_York", "America/Los_Angeles"


def shown(interview: Interview, zone: str) -> str:
    start = interview.here(ZoneInfo(zone))
    assert start is not None
    return f"{start:%a %d %b %H:%M}"


@pytest.mark.parametrize(
    ("day", "at", "zone", "here", "expected"),
    [
        # Europe has gone back (Oct 25, 2026), New York goes a week later (Nov 1): five hours apart
        ("2026-10-24", "09:00", EAST, "Europe/Berlin", "Sat 24 Oct 15:00"),
        ("2026-10-28", "09:00", EAST, "Europe/Berlin", "Wed 28 Oct 14:00"),
        ("2026-11-02", "09:00", EAST, "Europe/Berlin", "Mon 02 Nov 15:00"),
        # and in spring New York goes forward (Mar 8) three weeks before Europe (Mar 29)
        ("2026-03-07", "09:00", EAST, "Europe/London", "Sat 07 Mar 14:00"),
        ("2026-03-09", "09:00", EAST, "Europe/London", "Mon 09 Mar 13:00"),
        ("2026-03-30", "09:00", EAST, "Europe/London", "Mon 30 Mar 14:00"),
        # the southern hemisphere has its summer now; Arizona never changes
        ("2026-07-01", "09:00", EAST, "America/Sao_Paulo", "Wed 01 Jul 10:00"),
        ("2026-12-03", "09:00", EAST, "Australia/Sydney", "Fri 04 Dec 01:00"),
        ("2026-07-01", "09:00", EAST, "Australia/Sydney", "Wed 01 Jul 23:00"),
        ("2026-07-01", "09:00", "America/Phoenix", "America/Denver", "Wed 01 Jul 10:00"),
        ("2026-12-03", "09:00", "America/Phoenix", "America/Denver", "Thu 03 Dec 09:00"),
        # half and quarter hours
        ("2026-12-03", "09:00", EAST, "Asia/Kolkata", "Thu 03 Dec 19:30"),
        ("2026-12-03", "09:00", EAST, "Asia/Kathmandu", "Thu 03 Dec 19:45"),
        ("2026-12-03", "09:00", EAST, "Australia/Lord_Howe", "Fri 04 Dec 01:00"),
        ("2026-07-01", "09:00", EAST, "Australia/Lord_Howe", "Wed 01 Jul 23:30"),
        # the date line: a Thursday afternoon in Hawaii is Friday in Kiribati, and earlier there
        ("2026-12-03", "15:00", "Pacific/Honolulu", "Pacific/Kiritimati", "Fri 04 Dec 15:00"),
        ("2026-12-03", "08:00", "Pacific/Auckland", "Pacific/Honolulu", "Wed 02 Dec 09:00"),
    ],
)
def test_a_time_on_the_persons_clock(
    day: str, at: str, zone: str, here: str, expected: str
) -> None:
    interview = Interview(date.fromisoformat(day), time.fromisoformat(at), zone)
    assert interview.oddity is None
    assert shown(interview, here) == expected
    there = interview.there()
    assert there is not None and f"{there:%Y-%m-%d %H:%M}" == f"{day} {at}"


def test_a_skipped_time_is_an_hour_later_and_reported() -> None:
    skipped = Interview(date(2026, 3, 8), time(2, 30), EAST)
    assert skipped.oddity == "skipped"
    there = skipped.there()
    assert there is not None and (f"{there:%H:%M %Z}") == "03:30 EDT"
    assert skipped.moment == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


def test_a_repeated_time_is_the_first_and_reported() -> None:
    repeated = Interview(date(2026, 11, 1), time(1, 30), EAST)
    assert repeated.oddity == "repeated"
    assert repeated.moment == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # 01:30 EDT, not EST
    assert Interview(date(2026, 11, 1), time(2, 0), EAST).oddity is None
    assert Interview(date(2026, 11, 1), time(1, 30), "America/Phoenix").oddity is None


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-12-01T23:59:00", 2),
        ("2026-12-02T00:01:00", 1),
        ("2026-12-02T23:59:00", 1),
        ("2026-12-03T00:01:00", 0),
        ("2026-12-03T23:00:00", 0),
        ("2026-12-04T00:01:00", -1),
        ("2026-11-21T12:00:00", 12),
    ],
)
def test_days_left_are_days_of_the_persons_calendar(now: str, left: int) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    interview = Interview(date(2026, 12, 3), time(9), EAST)
    assert interview.days_left(datetime.fromisoformat(now).replace(tzinfo=berlin), berlin) == left


def test_tomorrow_is_tomorrow_even_if_the_day_has_25_hours() -> None:
    zone = ZoneInfo(EAST)
    interview = Interview(date(2026, 11, 2), time(8), EAST)
    assert interview.days_left(datetime(2026, 10, 31, 23, 30, tzinfo=zone), zone) == 2
    assert interview.days_left(datetime(2026, 11, 1, 0, 30, tzinfo=zone), zone) == 1


def test_beyond_the_date_line_it_is_another_day_than_announced() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    interview = Interview(date(2026, 12, 3), time(15), "Pacific/Honolulu")  # 4 Dec 10:00 in Tokyo
    assert interview.days_left(datetime(2026, 12, 3, 9, tzinfo=tokyo), tokyo) == 1


def test_without_a_time_the_days_are_the_programs() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    now = datetime(2026, 12, 3, 9, tzinfo=tokyo)  # 2 Dec, 14:00 in Hawaii
    assert Interview(date(2026, 12, 3), None, "Pacific/Honolulu").days_left(now, tokyo) == 1
    assert Interview(date(2026, 12, 3)).days_left(now, tokyo) == 0
    assert Interview(date(2026, 12, 3), time(9)).moment is None
    assert Interview(date(2026, 12, 3), time(9), "Mars/Olympus").moment is None


def test_the_end_of_an_interview_day() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    known = Interview(date(2026, 12, 3), time(9), EAST)
    assert known.end(berlin) == datetime(2026, 12, 3, 22, tzinfo=UTC)
    day_only = Interview(date(2026, 12, 3), None, WEST)
    assert day_only.end(berlin) == datetime(2026, 12, 4, 8, tzinfo=UTC)
    assert Interview(date(2026, 12, 3)).end(berlin) == datetime(2026, 12, 3, 23, tzinfo=UTC)


@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.times().map(lambda t: t.replace(microsecond=0)),
    st.sampled_from([z.name for z in zones.US] + ["Europe/London", "Australia/Lord_Howe"]),
)
def test_every_time_is_shown_as_written_unless_reported(day: date, at: time, zone: str) -> None:
    interview = Interview(day, at, zone)
    there, moment = interview.there(), interview.moment
    assert there is not None and moment is not None and moment.tzinfo is UTC
    written = datetime.combine(day, at)
    if interview.oddity == "skipped":
        assert there.replace(tzinfo=None) in (
            written + timedelta(hours=1),
            written + timedelta(minutes=30),
        )
    else:
        assert there.replace(tzinfo=None) == written
    if interview.oddity == "repeated":
        later = datetime.combine(day, at, ZoneInfo(zone)).replace(fold=1).astimezone(UTC)
        assert moment < later
