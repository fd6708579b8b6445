"""How many examples a test tries, among the quick tests and among all."""

from __future__ import annotations

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import settings

ORDINARY = 100
"""Examples of a property test that says nothing, among all tests."""


def examples(count: int) -> settings:
    """Try this many examples among all tests, and a quarter of them among the quick ones."""
    return settings(max_examples=max(1, count * settings().max_examples // ORDINARY))


def one_more(*values: object) -> list[ParameterSet]:
    """Leave further values of a parameter, each a real run of the same kind, to the slow tests."""
    return [pytest.param(value, marks=pytest.mark.slow) for value in values]
