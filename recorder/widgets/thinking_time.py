"""Time to think before an answer: counts down, and never starts a recording by itself."""

from __future__ import annotations

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from recorder.widgets.words import minutes

CHOICES = (0, 15, 30)
"""Seconds; video interviews give 30."""


class ThinkingTime(Static):
    """One line; hidden without thinking time."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = 0
        self._left = 0
        self._timer: Timer | None = None

    def begin(self, seconds: int) -> None:
        """Count down from here."""
        self.end()
        self.chosen = self._left = seconds
        if seconds:
            self._timer = self.set_interval(1.0, self._count)
            self._show()

    def end(self) -> None:
        """Stop counting and hide."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = None
        self.display = False

    def another(self) -> int:
        """Give the choice after the present one."""
        place = CHOICES.index(self.chosen) if self.chosen in CHOICES else -1
        return CHOICES[(place + 1) % len(CHOICES)]

    def _count(self) -> None:
        self._left = max(0, self._left - 1)
        self._show()
        if not self._left and self._timer is not None:
            self._timer.stop()

    def _show(self) -> None:
        self.display = True
        if self._left:
            self.update(Content(f"Time to think: {minutes(self._left)}. Space starts sooner."))
        else:
            self.update(Content("Time to think is over. Press space to start."))
