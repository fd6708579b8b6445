"""How many examples a property test tries."""

from __future__ import annotations

from hypothesis import settings

ORDINARY = 100
"""Examples of a property test that says nothing, among all tests."""


def examples(count: int) -> settings:
    """Try this many examples among all tests, and a quarter of them among the quick ones."""
    return settings(max_examples=max(1, count * settings().max_examples // ORDINARY))
