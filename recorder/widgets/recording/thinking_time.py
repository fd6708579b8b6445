"""Time to think before an answer: counts down, and shows when it is over.

It never starts a recording; a screen that does so when time is up passes ``starts``.
"""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from recorder.display_text import minutes

CHOICES = (0, 15, 30)
"""Seconds; video interviews give 30."""

SOON = 5
"""Seconds before an automatic start at which the line stands out."""

AUTOMATIC = "Recording starts automatically in {}. Press space to start now."


class ThinkingTime(Static):
    """One line; hidden without thinking time."""

    class Over(Message):
        """The time to think is over."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = 0
        self._starts = False
        self.held = False
        self.left = 0
        self._timer: Timer | None = None

    def begin(self, seconds: int, *, starts: bool = False) -> None:
        """Start counting down; ``starts``: recording begins automatically at zero."""
        self.end()
        self._starts = starts
        self.chosen = self.left = seconds
        if seconds:
            self._timer = self.set_interval(1.0, self.count)
            self._show()

    def end(self) -> None:
        """Stop counting and hide."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = None
        self.display = False

    def pause(self, held: bool = True) -> None:
        """Pause while a dialog is open, or resume."""
        self.held = held

    def next_choice(self) -> int:
        """Return the choice after the current one."""
        place = CHOICES.index(self.chosen) if self.chosen in CHOICES else -1
        return CHOICES[(place + 1) % len(CHOICES)]

    def count(self) -> None:
        """Count down by one second."""
        if self.held:
            return
        self.left = max(0, self.left - 1)
        self._show()
        if not self.left and self._timer is not None:
            self._timer.stop()
            self.post_message(self.Over())

    def _show(self) -> None:
        self.display = True
        self.set_class(self._starts and self.left <= SOON, "-soon")
        if self._starts:
            self.update(Content(AUTOMATIC.format(minutes(self.left))))
        elif self.left:
            self.update(Content(f"Time to think: {minutes(self.left)}. Press space to start now."))
        else:
            self.update(Content("Time's up. Press space to start."))
