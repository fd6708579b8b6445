"""What every screen that records answers does: one take at a time, and none is ever lost.

Space starts and stops. A subclass decides which question to ask, and what to do with an answer
that was saved (`answer_saved`) or whose device failed in the middle (`answer_interrupted`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import getters, on, work
from textual.widgets import Button

from prompts.types import Question
from recorder import messages
from recorder.messages import RecordingStage
from recorder.microphone.types import Microphone
from recorder.recording.session import SHORTEST, ActiveRecording, PracticeSession
from recorder.recording.take import Recorded
from recorder.screens.base import VivaScreen
from recorder.screens.dialogs import confirmations
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.services import Services
from recorder.widgets.recording.recording_panel import RecordingPanel
from recorder.widgets.recording.thinking_time import ThinkingTime
from sessions.errors import StoreError
from sessions.types import Answer

BUSY: tuple[RecordingStage, ...] = ("recording", "stopping")

BUTTON: Mapping[RecordingStage, str] = {
    "preparing": "One moment …",
    "ready": "Start (space)",
    "opening": "One moment …",
    "recording": "Stop (space)",
    "stopping": "Saving …",
    "missing": "Try again (space)",
}

LONG = 30.0
"""Seconds to show a notice that must not be missed."""

UNLISTED = (
    "The recording is saved, but this answer isn't in Answers yet: {problem} Then open Viva again: "
    "it will offer you this answer."
)

Where = Literal["home", "quit"]


@dataclass(frozen=True, slots=True)
class AfterStop:
    """What to do after the take has stopped."""

    keep: bool = True
    then: Literal["analyze", "stay", "home", "quit"] = "analyze"


class RecordingScreen(VivaScreen[None]):
    """Records answers to its ``question``.

    Its widgets are a `RecordingPanel`, a `ThinkingTime`, and the buttons ``#go`` and ``#discard``;
    ``ONLY_IDLE`` are the actions that wait while it records.
    """

    ONLY_IDLE: ClassVar[frozenset[str]] = frozenset()
    panel = getters.query_one(RecordingPanel)
    thinking = getters.query_one(ThinkingTime)

    def __init__(
        self, services: Services, practice_session: PracticeSession, question: Question
    ) -> None:
        super().__init__()
        self.question = question
        self._services = services
        self._practice_session = practice_session
        self._attempt: ActiveRecording | None = None
        self._problem: str | None = None
        self._start_requested = False
        self._in_settings = False
        self._plan = AfterStop()
        self._interrupted_answer: Answer | None = None
        self._can_resume = False

    # What each screen defines

    def answer_saved(self, answer: Answer) -> None:
        """Continue after an answer was saved and its analysis has started."""
        raise NotImplementedError

    def answer_interrupted(self, answer: Answer, problem: str) -> None:
        """Continue after the device failed in the middle of an answer; the part so far is saved."""
        raise NotImplementedError

    def answer_created(self, answer: Answer) -> None:
        """Handle an answer whose row was just created; may raise ``StoreError``."""

    @property
    def nudges(self) -> bool:
        """Whether to show a quiet sign while the person speaks; never unless a screen says so."""
        return False

    # Recording

    @on(Button.Pressed, "#go")
    def action_go(self) -> None:
        """Start, or stop and analyze; without a microphone, start as soon as there is one."""
        match self.panel.stage:
            case "ready":
                self._begin()
            case "recording":
                self._stop(AfterStop())
            case "preparing":
                self._start_requested = True
            case "missing":
                self._start_requested = True
                self.panel.prepare()

    def on_stage_changed(self, event: messages.StageChanged) -> None:
        """Update the button labels to what they do now."""
        button = self.query_one("#go", Button)
        button.label = BUTTON[event.stage]
        button.refresh(layout=True)  # the new label may be longer
        button.variant = "error" if event.stage == "recording" else "primary"
        self.set_class(event.stage == "recording", "-recording")
        self.refresh_bindings()
        if event.stage == "ready" and self._start_requested:
            self._begin()
        if event.stage == "missing":
            self._forget()
            # Only an interrupted answer resumes by itself, such as after a visit to the settings.
            self._start_requested = self._interrupted_answer is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the actions available now."""
        recording = self.is_mounted and self.recording
        if action == "discard":
            return recording
        return not (recording and action in self.ONLY_IDLE)

    def _begin(self) -> None:
        if self.panel.microphone is not None:
            self._start_requested = False
            self.thinking.end()
            self._plan = AfterStop()
            try:
                self._attempt = self._new_attempt(self.panel.microphone)
            except (StoreError, OSError) as error:
                self._forget()
                self.panel.warn(str(error))
            else:
                self.panel.begin(self._attempt.take)

    def _new_attempt(self, microphone: Microphone) -> ActiveRecording:
        """Create the row and the take of a new answer, or resume the interrupted one."""
        answer, self._interrupted_answer = self._interrupted_answer, None
        if answer is not None:
            return self._practice_session.resume(answer, microphone)
        self._attempt = self._practice_session.begin(self.question, microphone)
        self.answer_created(self._attempt.answer)
        return self._attempt

    def resume_recording(self, answer: Answer) -> None:
        """Resume an answer whose device failed, as soon as a microphone is available again.

        It may be a different one: the system's new default, or one chosen in the settings.
        """
        self._services.queue.discard(answer.id)
        self._interrupted_answer = answer
        self._start_requested = True
        self.panel.continue_from(answer.duration or 0.0)

    @work(group="asking")
    async def ask_whether_again(
        self,
        answer: Answer,
        asked: ChoiceDialog[confirmations.InterruptedDecision],
        again: Callable[[], None],
        following: Callable[[], None],
    ) -> None:
        """Ask how to continue an interrupted answer in a series, and do so."""
        wanted = await self.app.push_screen_wait(asked)
        if wanted == "resume":
            self.resume_recording(answer)
            return
        if wanted == "again":
            again()
        following()

    def _stop(self, plan: AfterStop) -> None:
        self._plan = plan
        self.panel.stop()

    def on_take_stopped(self, event: messages.TakeStopped) -> None:
        """Save or discard the answer, then go where the person wanted."""
        if isinstance(self.app.screen, ChoiceDialog):  # recording ended while a dialog was open
            self.app.screen.withdraw()
        recorded = event.recorded
        answer = self._keep_or_discard(recorded)
        if answer is not None and self._plan.then == "analyze" and not recorded.problem:
            self.answer_saved(answer)
            return
        self.panel.clear()
        if answer is not None and self._plan.then == "analyze":
            self._can_resume = True
            self.panel.warn("")  # the dialog says it, and how much is saved
            self.answer_interrupted(answer, recorded.problem or "")
        elif self._plan.then == "home":
            self.post_message(messages.GoHome())
        elif self._plan.then == "quit":
            self.post_message(messages.Quit())
        else:
            self.panel.warn(recorded.problem or self._problem or self._why_nothing(recorded))

    def on_take_started(self) -> None:
        """Let the analysis follow the recording from now on."""
        self._can_resume = False
        if self._attempt is not None:
            self._services.queue.follow(self._attempt.answer, nudge=self.nudges)

    def _why_nothing(self, recorded: Recorded) -> str:
        if not self._plan.keep:
            return "Answer discarded."
        return f"Too short: only {recorded.duration:.1f} s. Press space and answer again."

    def _keep_or_discard(self, recorded: Recorded) -> Answer | None:
        """Save the attempt and start its report, or remove it."""
        attempt, self._attempt, self._problem = self._attempt, None, None
        if attempt is None:
            return None
        queue = self._services.queue
        try:
            if self._plan.keep and recorded.duration >= SHORTEST:
                answer = self._practice_session.keep(attempt, recorded)
                queue.finish(answer)
                return answer
            queue.discard(attempt.answer.id)
            self._practice_session.discard(attempt)
        except StoreError as error:  # the next start finds the recording and saves it
            queue.discard(attempt.answer.id)
            self._problem = str(error)
            if self._plan.keep:
                text = UNLISTED.format(problem=error)
                self.notify(text, severity="error", timeout=LONG, markup=False)
        return None

    def _forget(self) -> None:
        """Remove the answer of a take that never started."""
        attempt, self._attempt = self._attempt, None
        if attempt is not None:
            try:
                self._interrupted_answer = self._practice_session.forget(attempt)
            except StoreError as error:
                self.panel.warn(str(error))

    # Leaving

    @on(Button.Pressed, "#discard")
    def action_discard(self) -> None:
        """Ask, then discard the answer."""
        if self.panel.stage == "recording":
            self._ask_discard()

    @work(exclusive=True, group="asking")
    async def _ask_discard(self) -> None:
        if await self.app.push_screen_wait(confirmations.discard()):
            self._stop(AfterStop(keep=False, then="stay"))

    def action_leave(self) -> None:
        """Go back; while recording, ask first."""
        if not self.in_progress:
            self.post_message(messages.GoHome())
        else:
            self.leave("home")

    @work(exclusive=True, group="asking")
    async def leave(self, where: Where) -> None:
        """Ask what to do with the recording, then leave."""
        await self.leave_recording(where)

    async def leave_recording(self, where: Where) -> None:
        """Ask whether to save the recording; stop it and leave, unless they stay."""
        decision = await self.app.push_screen_wait(confirmations.leave())
        if decision != "go on":
            self._stop(AfterStop(keep=decision == "keep", then=where))

    @property
    def recording(self) -> bool:
        """Whether an answer is being recorded."""
        return self._attempt is not None and self.panel.stage in BUSY

    @property
    def in_progress(self) -> bool:
        """Whether to ask before leaving and to hold back toasts."""
        return self.recording

    @property
    def can_resume(self) -> bool:
        """Whether an answer was interrupted and its recording may be resumed."""
        return self._can_resume

    async def on_unmount(self) -> None:
        """Save the recording, however the screen was left."""
        if self._attempt is not None:
            self._keep_or_discard(await asyncio.to_thread(self._attempt.take.stop))
        if self._interrupted_answer is not None:
            self._services.queue.analyze(self._interrupted_answer)

    # Choosing another microphone

    def action_settings(self) -> None:
        """Choose a microphone."""
        self._in_settings = True
        self.post_message(messages.ShowSettings())

    def on_screen_resume(self) -> None:
        """Prepare the microphone again: a different one may have been chosen in the settings."""
        if self._in_settings:
            self._in_settings = False
            self.panel.prepare()
