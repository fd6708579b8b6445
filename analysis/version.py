"""Which analysis this is; apart from the steps, so that the screen process knows it too."""

from __future__ import annotations

VERSION = "5"
"""Raised when the same sound would give other numbers."""
