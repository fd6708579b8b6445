"""The level meter: the current level with a held peak, on a scale from −60 to 0 dB.

Redrawn at the screen's rate from levels the take measured; it computes nothing from samples.
"""

from __future__ import annotations

import math

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

FLOOR = -60.0
QUIET = -40.0
LOUD = -3.0


def share(level_db: float) -> float:
    """Return a level's position on the meter, 0–1."""
    if not math.isfinite(level_db):
        return 0.0
    return min(1.0, max(0.0, (level_db - FLOOR) / -FLOOR))


def word(peak_db: float) -> tuple[str, str]:
    """Describe a held peak: a word and its style."""
    if peak_db < FLOOR:
        return "no sound", "$foreground-muted"
    if peak_db < QUIET:
        return "quiet", "$warning"
    if peak_db > LOUD:
        return "too loud", "$error"
    return "good", "$success"


class LevelMeter(Widget):
    """A bar for the newest peak, a mark for the held one, and a word for both."""

    level_db: reactive[float] = reactive(-math.inf)
    held_db: reactive[float] = reactive(-math.inf)

    def show(self, level_db: float, held_db: float) -> None:
        """Show new levels; tenths of a decibel are not worth a redraw."""
        self.level_db = round(level_db) if math.isfinite(level_db) else level_db
        self.held_db = round(held_db) if math.isfinite(held_db) else held_db

    def reset(self) -> None:
        """Reset to silence."""
        self.show(-math.inf, -math.inf)

    def render(self) -> RenderResult:
        """Draw the meter in one line."""
        label, style = word(self.held_db)
        cells = max(8, min(60, self.size.width) - 17)
        full, held = round(share(self.level_db) * cells), round(share(self.held_db) * cells)
        bar = ["█" if cell < full else "·" for cell in range(cells)]
        if held:
            bar[min(held, cells - 1)] = "│"
        decibels = f"{self.held_db:4.0f} dB" if math.isfinite(self.held_db) else "  –    "
        return Content.assemble(
            ("".join(bar), style), " ", (decibels, "$foreground-muted"), " ", (label, style)
        )
