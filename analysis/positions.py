"""Where a pause falls in what was said: at a clause boundary, or inside a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.types import Pause, Word


def place(pauses: Sequence[Pause], words: Sequence[Word]) -> tuple[Pause, ...]:
    """Give each pause its position; ``None`` where no words are near."""
    placed = []
    for pause in pauses:
        before = [w for w in words if w.middle < pause.middle]
        if not words or not before:
            placed.append(replace(pause, position=None))
            continue
        at_end = before[-1].text.rstrip("\"'").endswith((".", ",", "?", "!", ";", ":"))
        placed.append(replace(pause, position="boundary" if at_end else "mid_clause"))
    return tuple(placed)
