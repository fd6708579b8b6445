"""Dates and times of day as Americans write them."""

from __future__ import annotations

from datetime import date, datetime, time


def full_day(day: date) -> str:
    """Write a date with its year: "Sep 7, 2026"."""
    return f"{day:%b} {day.day}, {day.year}"


def short_day(day: date) -> str:
    """Write a date without its year: "Sep 7"."""
    return f"{day:%b} {day.day}"


def full_time(moment: datetime) -> str:
    """Write a moment in its own time zone: "Nov 22, 2026, 6:40 pm"."""
    return f"{full_day(moment)}, {time_of_day(moment)}"


def time_of_day(clock: datetime | time) -> str:
    """Write the time a clock shows: "6:40 pm"; a ``datetime`` keeps its own time zone."""
    return f"{clock.hour % 12 or 12}:{clock.minute:02d} {'am' if clock.hour < 12 else 'pm'}"
