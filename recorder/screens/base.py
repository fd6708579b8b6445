"""What the app may ask of every screen of Viva's that is no dialog.

Dialogs are plain ``ModalScreen`` classes: they lie on one of these screens, close with a result,
and the app asks nothing else of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.events import Unmount
from textual.screen import Screen, ScreenResultType

from recorder.analyst.queue import AnalysisQueue
from recorder.analyst.status import AnalysisStatus
from recorder.messages import AnswerProgressed


class VivaScreen(Screen[ScreenResultType]):
    """A screen that says how the app may treat it; what it does not say is the usual case."""

    TRANSIENT: ClassVar[bool] = False
    """Whether the next screen replaces this one instead of lying on it."""

    REPORT_WAIT: ClassVar[float] = 0.3
    """Seconds that a report asked for here may take to come without a screen in between, which
    would only flash."""

    def __init__(self) -> None:
        super().__init__()
        self._stop_following: Callable[[], None] | None = None

    @property
    def in_progress(self) -> bool:
        """Whether something goes on here that other screens and news must not interrupt."""
        return False

    @property
    def can_resume(self) -> bool:
        """Whether an interrupted recording may be resumed here: its sound must stay a WAV."""
        return False

    @property
    def answer_ids(self) -> frozenset[int]:
        """The answers that this screen is about; their reports need no other announcement."""
        return frozenset()

    def follow(self, queue: AnalysisQueue, wanted: Callable[[AnalysisStatus], bool]) -> None:
        """Post `AnswerProgressed` for each wanted change in the queue, until the screen is gone.

        Widgets and screens change only in handlers of messages, never in the queue's callback.
        """

        def notify(status: AnalysisStatus) -> None:
            if wanted(status):
                self.post_message(AnswerProgressed(status))

        self._stop_following = queue.listen(notify)

    @on(Unmount)
    def _end_following(self) -> None:
        if self._stop_following is not None:
            self._stop_following()
            self._stop_following = None
