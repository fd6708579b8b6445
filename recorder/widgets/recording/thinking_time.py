"""Time to think before an answer: counts down, and says when it is over.

It never starts a recording by itself; a screen that does says so beforehand with ``starts``.
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
"""Seconds before a recording begins by itself from which on the line stands out."""

BY_ITSELF = "Recording starts by itself in {}. Space starts sooner."


class ThinkingTime(Static):
    """One line; hidden without thinking time."""

    class Over(Message):
        """The time to think is over."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = 0
        self._starts = False
        self._held = False
        self._left = 0
        self._timer: Timer | None = None

    def begin(self, seconds: int, *, starts: bool = False) -> None:
        """Count down from here; ``starts``: recording will begin by itself."""
        self.end()
        self._starts = starts
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

    def pause(self, held: bool = True) -> None:
        """Stand still while the person is asked something, or go on."""
        self._held = held

    def another(self) -> int:
        """Give the choice after the present one."""
        place = CHOICES.index(self.chosen) if self.chosen in CHOICES else -1
        return CHOICES[(place + 1) % len(CHOICES)]

    def _count(self) -> None:
        if self._held:
            return
        self._left = max(0, self._left - 1)
        self._show()
        if not self._left and self._timer is not None:
            self._timer.stop()
            self.post_message(self.Over())

    def _show(self) -> None:
        self.display = True
        self.set_class(self._starts and self._left <= SOON, "-soon")
        if self._starts:
            self.update(Content(BY_ITSELF.format(minutes(self._left))))
        elif self._left:
            self.update(Content(f"Time to think: {minutes(self._left)}. Space starts sooner."))
        else:
            self.update(Content("Time to think is over. Press space to start."))
