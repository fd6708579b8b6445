"""Text from people, files and devices as the screen may show it: never markup, never control codes.

`plain` is the report's own rule, so that terminal and screen agree.
"""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from analysis.report.text import plain

__all__ = ["date", "day", "minutes", "plain", "span", "styled"]


def styled(text: str, style: str = "") -> Content:
    """Text in one style, shown as it is."""
    return Content.styled(plain(text), style) if style else Content(plain(text))


def minutes(seconds: float) -> str:
    """Write a running time as 1:05."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def span(target: tuple[float, float]) -> str:
    """Write a target in words: "2–3 minutes", "15–40 seconds"."""
    low, high = target
    if low >= 60 and low % 60 == 0 and high % 60 == 0:
        return f"{low / 60:.0f}–{high / 60:.0f} minutes"
    return f"{low:.0f}–{high:.0f} seconds"


def day(time: datetime) -> str:
    """Write a day and time in the person's own time zone: "22 Nov 2026, 18:40"."""
    return f"{time.astimezone():%d %b %Y, %H:%M}".lstrip("0")


def date(time: datetime) -> str:
    """Write a day in the person's own time zone: "22 Nov 2026"."""
    return f"{time.astimezone():%d %b %Y}".lstrip("0")
