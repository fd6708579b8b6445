"""The analysis version, in its own module so that the screen process can import it."""

from __future__ import annotations

VERSION = "13"
"""Raised when the same sound would give other numbers."""
