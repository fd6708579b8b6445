"""Dates and times of day as Americans write them."""

from __future__ import annotations

from datetime import date, datetime


def full_day(day: date) -> str:
    """Write a date with its year: "Sep 7, 2026"."""
    return f"{day:%b} {day.day}, {day.year}"


def short_day(day: date) -> str:
    """Write a date without its year: "Sep 7"."""
    return f"{day:%b} {day.day}"


def full_time(moment: datetime) -> str:
    """Write a moment in its own time zone: "Nov 22, 2026, 6:40 pm"."""
    half = "am" if moment.hour < 12 else "pm"
    return f"{full_day(moment)}, {moment.hour % 12 or 12}:{moment:%M} {half}"
