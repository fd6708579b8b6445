"""The part of a report's screen by which a person corrects what was heard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from analysis.types import Analysis
from recorder.screens.report.correct import CorrectionDialog
from recorder.screens.report.replaying import ReplayScreen
from recorder.services import Services
from recorder.widgets.report.transcript_view import TranscriptView
from sessions.answers.corrections import Corrections
from sessions.errors import StoreError
from sessions.types import Answer


class CorrectionScreen(ReplayScreen):
    """A screen that shows an answer whose words and fillers can be corrected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "correct", "Correct", tooltip="What was really said", id="correct.ask"),
        Binding("u", "undo", "Undo", show=False, tooltip="Take it back", id="correct.undo"),
    ]

    services: Services
    answer: Answer | None
    analysis: Analysis

    @property
    def recording(self) -> Path:
        """Where the sound is, if it still is."""
        raise NotImplementedError

    def action_correct(self) -> None:
        """Say what was really said at the chosen piece."""
        view = self.transcript
        if view is not None:
            number = view.chosen if view.chosen is not None else view.heard
            if number is None:
                self.notify("Choose a word first: click it, or shift+→; , and . go to marks.")
            else:
                self._correct(number)

    @on(TranscriptView.Clicked)
    def _clicked_twice(self, event: TranscriptView.Clicked) -> None:
        if event.twice and self.check_action("correct", ()):
            self._correct(event.number)

    @work(group="correct", exclusive=True)
    async def _correct(self, number: int) -> None:
        assert self.answer is not None
        if not self.recording.is_file():
            self.notify("The sound of this answer is gone, so it cannot be judged again.")
            return
        if self.replay is not None:
            self.replay.pause()
        correction = await self.app.push_screen_wait(
            CorrectionDialog.of(self.contents.pieces, number)
        )
        if correction is not None:
            self._change(lambda corrections, answer_id: corrections.add(answer_id, correction))

    def action_undo(self) -> None:
        """Take back the last correction of this answer."""
        if self.answer is None:
            return
        if not self.services.store.corrections.of(self.answer.id):
            self.notify("There is no correction to take back.")
            return
        self._change(lambda corrections, answer_id: corrections.undo(answer_id))

    def _change(self, what: Callable[[Corrections, int], object]) -> None:
        """Change the corrections, then judge the answer again by the same words."""
        assert self.answer is not None
        try:
            what(self.services.store.corrections, self.answer.id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.services.queue.judge_again(self.answer, self.analysis)
