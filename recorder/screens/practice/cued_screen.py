"""A recording screen that can show the cues of a story until the answer begins."""

from __future__ import annotations

from textual import getters

from recorder.microphone.types import Microphone
from recorder.recording.session import ActiveRecording
from recorder.screens.practice.recording_screen import RecordingScreen
from recorder.widgets.stories.story_cues import StoryCues
from sessions.types import Answer


class CuedScreen(RecordingScreen):
    """One of its widgets is `StoryCues`; a subclass binds keys to ``cues`` and ``hide_cues``."""

    cues = getters.query_one(StoryCues)

    def answer_created(self, answer: Answer) -> None:
        """Save which story was in view with the answer."""
        self.cues.recording(answer.id)

    def _new_attempt(self, microphone: Microphone) -> ActiveRecording:
        attempt = super()._new_attempt(microphone)
        self.cues.hide()  # also when an interrupted answer continues
        return attempt

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the cues if a story has some, and not while recording."""
        if action in ("cues", "hide_cues"):
            return self.is_mounted and self._attempt is None and self.cues.offer_count > 0
        return super().check_action(action, parameters)

    def action_cues(self) -> None:
        """Show the cues of a story for this question, or of the next story."""
        self.cues.next()

    def action_hide_cues(self) -> None:
        """Hide the cues."""
        self.cues.hide()
