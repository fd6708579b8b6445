"""What the app can ask of every Viva screen that isn't a dialog, and what every dialog does.

Dialogs open on top of one of these screens and close with a result; the app asks nothing else of
them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.events import Event, Mount, ScreenSuspend, Unmount
from textual.notifications import Notification, Notify
from textual.screen import ModalScreen, Screen, ScreenResultType

from recorder.analyst.queue import AnalysisQueue
from recorder.analyst.status import AnalysisStatus
from recorder.messages import AnswerProgressed

REDRAW_AFTER = 0.2
"""Seconds from the first of several updates to the redrawing that shows them all."""


class VivaScreen(Screen[ScreenResultType]):
    """A screen that declares how the app may treat it; the defaults fit most screens."""

    TRANSIENT: ClassVar[bool] = False
    """Whether the next screen replaces this one instead of going on top of it."""

    REPORT_WAIT: ClassVar[float] = 0.3
    """Seconds to wait for a report before showing a progress screen, which would only flash."""

    def __init__(self) -> None:
        super().__init__()
        self._stop_following: Callable[[], None] | None = None
        self._redraw_due = False
        self._undo_offered: Notification | None = None

    @property
    def in_progress(self) -> bool:
        """Whether something is in progress that other screens and toasts must not interrupt."""
        return False

    @property
    def can_resume(self) -> bool:
        """Whether an interrupted recording may be resumed here: it must stay a WAV file."""
        return False

    @property
    def answer_ids(self) -> frozenset[int]:
        """The answers that this screen shows; their reports need no toast."""
        return frozenset()

    def follow(self, queue: AnalysisQueue, wanted: Callable[[AnalysisStatus], bool]) -> None:
        """Post `AnswerProgressed` for each wanted change in the queue until the screen closes.

        Widgets and screens change only in message handlers, never in the queue's callback.
        """

        def notify(status: AnalysisStatus) -> None:
            if wanted(status):
                self.post_message(AnswerProgressed(status))

        self._stop_following = queue.listen(notify)

    def redraw_soon(self, redraw: Callable[[], None]) -> None:
        """Redraw shortly, once for all the updates that arrive until then."""

        def due() -> None:
            self._redraw_due = False
            redraw()

        if not self._redraw_due:
            self._redraw_due = True
            self.set_timer(REDRAW_AFTER, due)

    def offer_undo(self, done: str) -> None:
        """Say what was done, and that u undoes it, until it is undone or another screen shows."""
        self.withdraw_undo()
        text, seconds = f"{done} Press u to undo.", self.app.NOTIFICATION_TIMEOUT
        self._undo_offered = Notification(text, timeout=seconds, markup=False)
        self.app.post_message(Notify(self._undo_offered))

    @on(ScreenSuspend)
    @on(Unmount)
    def withdraw_undo(self) -> None:
        """Remove the toast, since u no longer undoes what it says."""
        if self._undo_offered is not None:  # a message too, so that it can't overtake the toast
            self.app.call_later(self.app._unnotify, self._undo_offered)
            self._undo_offered = None

    @on(Unmount)
    def _end_following(self) -> None:
        if self._stop_following is not None:
            self._stop_following()
            self._stop_following = None


class Dialog(ModalScreen[ScreenResultType]):
    """A question on top of a screen, or something to read."""

    async def on_event(self, event: Event) -> None:
        """Skip the mounting of a dialog that fast keys closed before it had its widgets."""
        if not isinstance(event, Mount) or self.display:  # False while it is removed
            await super().on_event(event)
