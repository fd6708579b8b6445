"""An interview's time in words, and what is due around it."""

from __future__ import annotations

import time as clock
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from recorder.programs import interview_time as words
from recorder.programs.local_zone import LocalZone, this_zone
from recorder.programs.reminders import checklist, of, reminders, thank_you
from sessions.notebook.interview import Interview
from sessions.notebook.program import Program

BERLIN = LocalZone(ZoneInfo("Europe/Berlin"))
START = datetime(2026, 12, 3, 14, tzinfo=UTC)  # 09:00 in New York, 15:00 in Berlin
INTERVIEW = Interview(date(2026, 12, 3), time(9), "America/New_York")
PROGRAM = Program(
    id=1, name="Riverside", day=INTERVIEW.day, time=INTERVIEW.time, zone=INTERVIEW.zone
)


def at(**before: float) -> datetime:
    return START - timedelta(**before)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(days=12), "in 12 days"),
        (at(days=2), "in 2 days"),
        (at(days=1), "tomorrow at 3:00 pm your time"),
        (at(hours=15.1), "tomorrow at 3:00 pm your time"),
        (at(hours=14.9), "today at 3:00 pm your time"),
        (at(hours=-1), "began today at 3:00 pm your time"),
        (at(days=-1), "yesterday"),
        (at(days=-3), "3 days ago"),
    ],
)
def test_days_left(now: datetime, said: str) -> None:
    assert words.left(INTERVIEW, now, BERLIN) == said


def test_days_left_without_a_time() -> None:
    day = Interview(date(2026, 12, 3))
    assert words.left(day, at(days=1), BERLIN) == "tomorrow"
    assert words.left(day, at(), BERLIN) == "today"


def test_both_clocks() -> None:
    assert words.there(INTERVIEW) == "Thu, Dec 3, 2026, 9:00 am Eastern (EST)"
    assert words.yours(INTERVIEW, BERLIN) == "Thu, Dec 3, 2026, 3:00 pm your time (CET)"
    tokyo = LocalZone(ZoneInfo("Asia/Tokyo"))
    honolulu = Interview(date(2026, 12, 3), time(15), "Pacific/Honolulu")
    assert words.there(honolulu) == "Thu, Dec 3, 2026, 3:00 pm Hawaii (HST)"
    assert words.yours(honolulu, tokyo) == "Fri, Dec 4, 2026, 10:00 am your time (JST)"


def test_missing_parts_are_named() -> None:
    assert words.there(Interview(date(2026, 12, 3))) == "Thu, Dec 3, 2026"
    assert "Add the time" in words.yours(Interview(date(2026, 12, 3)), BERLIN)
    no_zone = Interview(date(2026, 12, 3), time(9))
    assert words.there(no_zone) == "Thu, Dec 3, 2026, 9:00 am on their clock"
    assert "Choose their time zone" in words.yours(no_zone, BERLIN)
    lost = Interview(date(2026, 12, 3), time(9), "Mars/Olympus")
    assert (
        words.yours(lost, BERLIN)
        == "This computer doesn't know the time zone Mars/Olympus; choose it again."
    )


def test_skipped_and_repeated_times_are_reported() -> None:
    assert words.clock_warning(INTERVIEW) == ""
    assert words.clock_warning(Interview(date(2026, 3, 8), time(2, 30), "America/New_York")) == (
        "Eastern clocks go forward that day and skip 2:30 am; Viva uses 3:30 am. Ask the program."
    )
    assert words.clock_warning(Interview(date(2026, 11, 1), time(1, 30), "America/New_York")) == (
        "Eastern clocks go back that day and show 1:30 am twice; Viva uses the first (EDT). "
        "Ask the program."
    )


def test_a_computer_without_a_zone_says_so() -> None:
    untold = LocalZone(ZoneInfo("UTC"), is_known=False)
    said = words.yours(INTERVIEW, untold)
    assert said.startswith("Thu, Dec 3, 2026, 2:00 pm UTC (Viva can't detect this")
    assert words.left(INTERVIEW, at(hours=2), untold) == "today at 2:00 pm UTC"


@pytest.mark.parametrize(
    ("wanted", "local", "is_known"),
    [
        ("Europe/Berlin", False, True),
        (":America/New_York", False, True),
        ("UTC", False, True),
        ("EST5EDT", False, True),
        ("<+0545>-5:45", False, True),
        ("Mars/Olympus", True, False),
        ("", True, True),
        ("", False, False),
    ],
)
def test_whether_this_computer_has_a_time_zone(
    tmp_path: Path, wanted: str, local: bool, is_known: bool
) -> None:
    file = tmp_path / "localtime"
    if local:
        file.touch()
    environment = {"TZ": wanted} if wanted else {}
    assert this_zone(environment, file, "posix").is_known is is_known
    assert this_zone({}, tmp_path / "none", "nt").is_known


@pytest.fixture
def in_lagos(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Africa/Lagos")
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


def test_this_computers_own_clock(in_lagos: None) -> None:
    assert words.yours(INTERVIEW, this_zone()) == "Thu, Dec 3, 2026, 3:00 pm your time (WAT)"


@pytest.mark.parametrize(
    ("now", "kinds", "late"),
    [
        (at(days=8), [], False),
        (at(days=7), ["interview"], False),
        (at(minutes=1), ["interview"], False),
        (at(minutes=-1), ["notes", "thanks"], False),
        (at(hours=-71), ["notes", "thanks"], False),
        (at(hours=-73), ["thanks"], True),
        (at(days=-15), [], False),
    ],
)
def test_what_is_due(now: datetime, kinds: list[str], late: bool) -> None:
    found = of(PROGRAM, now, BERLIN)
    assert [reminder.kind for reminder in found] == kinds
    assert any(reminder.late for reminder in found) is late


def test_what_is_done_is_not_due() -> None:
    done = Program(id=1, name="R", day=INTERVIEW.day, culture="kind", thanked=date(2026, 12, 4))
    assert of(done, at(hours=-30), BERLIN) == ()
    assert thank_you(done, at(hours=-30), BERLIN) == "Thank-you sent on Fri, Dec 4, 2026"
    assert of(Program(id=1, name="R"), START, BERLIN) == ()


def test_the_window_of_the_thank_you_is_on_the_persons_clock() -> None:
    assert "24 to 72 hours" in thank_you(PROGRAM, at(hours=1), BERLIN)
    assert thank_you(PROGRAM, at(hours=-2), BERLIN) == (
        "Send a thank-you between Fri, Dec 4, 2026, 3:00 pm and Sun, Dec 6, 2026, 3:00 pm"
    )
    assert thank_you(PROGRAM, at(hours=-25), BERLIN) == "Thank-you due by Sun, Dec 6, 2026, 3:00 pm"
    assert thank_you(PROGRAM, at(hours=-73), BERLIN).startswith(
        "Thank-you overdue since Sun, Dec 6"
    )


def test_the_most_urgent_comes_first() -> None:
    other = Program(id=2, name="Lakeside", day=date(2026, 12, 4), time=time(9), zone="UTC")
    found = reminders((other, PROGRAM), at(hours=1), BERLIN)
    assert [reminder.program.name for reminder in found] == ["Riverside", "Lakeside"]
    assert found[0].text == "Interview today at 3:00 pm your time: Riverside"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(days=9), "in 9 days, Thu 3:00 pm your time"),
        (at(days=1), "tomorrow at 3:00 pm your time"),
        (at(days=-1), "yesterday"),
    ],
)
def test_soon_names_day_and_hour(now: datetime, said: str) -> None:
    assert words.soon(INTERVIEW, now, BERLIN) == said


@pytest.mark.parametrize(
    ("now", "when"),
    [
        (at(days=9), "week"),
        (at(days=2), "week"),
        (at(days=1), "day"),
        (at(hours=2), "today"),
        (at(minutes=-1), "after"),
        (at(days=-3), "after"),
    ],
)
def test_which_checklist_it_is_time_for(now: datetime, when: str) -> None:
    assert checklist(PROGRAM, now, BERLIN) == when


def test_without_a_date_there_is_a_week() -> None:
    assert checklist(Program(id=1, name="R"), START, BERLIN) == "week"
