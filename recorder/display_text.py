"""Text from people, files, and devices as the screen may show it: no markup, no control codes.

`plain` is the report's own rule, so the terminal and the screen agree.
"""

from __future__ import annotations

from datetime import datetime, time

from textual.content import Content

from analysis.report.text import plain

__all__ = ["date", "day", "minutes", "plain", "span", "styled", "time_of_day"]


def styled(text: str, style: str = "") -> Content:
    """Return text in one style, with any markup in it shown literally."""
    return Content.styled(plain(text), style) if style else Content(plain(text))


def minutes(seconds: float) -> str:
    """Write a running time as 1:05."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def span(target: tuple[float, float]) -> str:
    """Write a target length in words: "2–3 minutes", "15–40 seconds"."""
    low, high = target
    if low >= 60 and low % 60 == 0 and high % 60 == 0:
        return f"{low / 60:.0f}–{high / 60:.0f} minutes"
    return f"{low:.0f}–{high:.0f} seconds"


def day(moment: datetime) -> str:
    """Write a date and time in the person's time zone: "Nov 22, 2026, 6:40 pm"."""
    return f"{date(moment)}, {time_of_day(moment.astimezone())}"


def date(moment: datetime) -> str:
    """Write a date in the person's time zone: "Nov 22, 2026"."""
    local = moment.astimezone()
    return f"{local:%b} {local.day}, {local.year}"


def time_of_day(clock: datetime | time) -> str:
    """Write the time a clock shows: "6:40 pm". A ``datetime`` keeps its own time zone."""
    return f"{clock.hour % 12 or 12}:{clock.minute:02d} {'am' if clock.hour < 12 else 'pm'}"
