"""Text from people, files, and devices as the screen may show it: no markup, no control codes.

`plain` is the report's own rule, so the terminal and the screen agree.
"""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from analysis.report.dates import full_day, full_time, time_of_day
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
    """Write a target length in words: "2–3 minutes", "15–40 seconds", "2:40–4:00 minutes"."""
    low, high = target
    if low >= 60 and low % 60 == 0 and high % 60 == 0:
        return f"{low / 60:.0f}–{high / 60:.0f} minutes"
    if low >= 120:
        return f"{minutes(low)}–{minutes(high)} minutes"
    return f"{low:.0f}–{high:.0f} seconds"


def day(moment: datetime) -> str:
    """Write a date and time in the person's time zone: "Nov 22, 2026, 6:40 pm"."""
    return full_time(moment.astimezone())


def date(moment: datetime) -> str:
    """Write a date in the person's time zone: "Nov 22, 2026"."""
    return full_day(moment.astimezone())
