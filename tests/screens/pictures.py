"""What tests that compare a picture of a screen have in common."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.pilot import Pilot

Before = Callable[[Pilot[None]], Awaitable[None]]
"""What is done with the app before its picture is taken."""

Snap = Callable[..., bool]
"""Pytest's ``snap_compare``."""


def named(size: tuple[int, int]) -> str:
    """Name a size in the picture's file."""
    return f"{size[0]}x{size[1]}"
