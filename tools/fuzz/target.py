"""What a target is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Feed = Callable[[bytes, Path], None]


@dataclass(frozen=True, slots=True)
class Target:
    """A name, what its inputs grow from, and how an input is fed; raises on what must not be."""

    name: str
    seeds: Callable[[Path], Sequence[bytes]]
    feed: Feed
