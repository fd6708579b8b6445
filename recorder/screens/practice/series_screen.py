"""What mock interviews and retelling drills share: questions in a row, and no report until the end.

The store knows which question is next, so leaving asks whether to continue later or to end.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from prompts.types import Question
from recorder import messages
from recorder.recording.session import PracticeSession
from recorder.screens.dialogs import confirmations
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.practice.recording_screen import RecordingScreen, Where
from recorder.services import Services
from sessions.errors import StoreError


class SeriesScreen(RecordingScreen):
    """Records the answers to the remaining questions of a series; ``ended``: it is over."""

    def __init__(
        self, services: Services, practice_session: PracticeSession, question: Question
    ) -> None:
        super().__init__(services, practice_session, question)
        self.ended = False

    # What each series defines

    def pause_dialog(self) -> ChoiceDialog[confirmations.PauseDecision]:
        """Ask what to do when the person leaves between two answers."""
        raise NotImplementedError

    def end(self) -> None:
        """End the series here, and show what there is."""
        raise NotImplementedError

    # In the store

    def change(self, change: Callable[[], object]) -> bool:
        """Change something in the store; show why it can't be, and return ``False``."""
        try:
            change()
        except StoreError as error:
            self.panel.warn(str(error))
            return False
        return True

    # Leaving

    @property
    def in_progress(self) -> bool:
        """Whether the series is still running: leaving asks first, and toasts wait."""
        return not self.ended

    @work(exclusive=True, group="asking")
    async def leave(self, where: Where) -> None:
        """Ask what to do with the recording, or with the series; then leave."""
        if self.recording:
            await self.leave_recording(where)
            return
        match await self.app.push_screen_wait(self.pause_dialog()):
            case "leave":
                self.post_message(messages.Quit() if where == "quit" else messages.GoHome())
            case "end":
                self.end()

    def on_screen_suspend(self) -> None:
        """Pause the time to think while another screen is open."""
        self.thinking.pause()

    def on_screen_resume(self) -> None:
        """Resume the time to think."""
        self.thinking.pause(False)
