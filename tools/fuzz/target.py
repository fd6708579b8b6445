"""Defines a target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Feed = Callable[[bytes, Path], None]


@dataclass(frozen=True, slots=True)
class Target:
    """A name, seeds for its inputs, and a function that feeds one and raises if it broke a rule."""

    name: str
    seeds: Callable[[Path], Sequence[bytes]]
    feed: Feed
