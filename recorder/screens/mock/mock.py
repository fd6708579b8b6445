"""A mock interview: one question after another, with no feedback until the end.

In a residency interview the person starts and stops each answer. In a video interview recording
starts automatically when the time to read is over and stops at the limit. The store always knows
the current question, so a mock can continue after a crash.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from pathlib import PurePath
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from recorder import messages
from recorder.display_text import plain
from recorder.mock import pointed
from recorder.mock.begin import question
from recorder.playback import voice
from recorder.recording.session import PracticeSession
from recorder.screens.dialogs import confirmations
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.practice.cued_screen import CuedScreen
from recorder.screens.practice.series_screen import SeriesScreen
from recorder.services import Services
from recorder.widgets.keys import Keys
from recorder.widgets.recording.question_card import QuestionCard
from recorder.widgets.recording.recording_panel import RecordingPanel
from recorder.widgets.recording.thinking_time import ThinkingTime
from recorder.widgets.stories.story_cues import StoryCues
from sessions.answers.mocks import Mock, MockStep
from sessions.errors import StoreError
from sessions.types import Answer

STYLES: list[str | PurePath] = ["../practice/recording_screen.tcss", "mock.tcss"]

ASKING = "Now it's your turn to ask. Say this in your own words:"
FOLLOW_UP = "A follow-up question. Keep your answer short:"
DECIDING = "One moment. The next question is coming …"
VOICE_FAILED = "The computer's voice isn't working. Questions will appear as text only."
NOTHING_SKIPPED = "The question just before this one wasn't skipped."

LONGEST_SPEECH = 60.0
"""Seconds the computer's voice may take for a question before it counts as broken."""


class MockInterview(CuedScreen, SeriesScreen):
    """Asks the remaining questions of one mock."""

    CSS_PATH = STYLES
    TRANSIENT = True
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "go", "Start/stop", tooltip="Start or stop recording", id="mock.go"),
        Binding("x", "discard", "Discard", tooltip="Discard (asks first)", id="mock.discard"),
        Binding("c", "cues", "Story", tooltip="Cues for your next story", id="mock.cues"),
        Binding("h", "hide_cues", "Hide the cues", show=False, id="mock.hide_cues"),
        Binding("n", "skip", "Skip", tooltip="Skip this question", id="mock.skip"),
        Binding(
            "u",
            "unskip",
            "Skipped",
            show=False,
            tooltip="Back to the skipped question",
            id="mock.unskip",
        ),
        Binding("v", "say", "Hear it", tooltip="Hear the question (again)", id="mock.say"),
        Binding("s", "settings", "Settings", tooltip="Microphone, model", id="mock.settings"),
        Binding("escape", "leave", "Leave", tooltip="Continue later, or end", id="mock.leave"),
    ]
    ONLY_IDLE = frozenset({"skip", "unskip", "say", "settings"})

    def __init__(self, services: Services, mock: Mock, step: MockStep) -> None:
        super().__init__(
            services, PracticeSession(services.store, "mock", mock.session_id), question(step)
        )
        self.mock = mock
        self.step = step
        self._since = time.monotonic()
        self._deciding = False
        engine = voice.find()
        self._voice = voice.Voice(engine) if engine else None
        self._told_silent = False

    def compose(self) -> ComposeResult:
        """Lay out the place in the mock, the question, and the recording."""
        yield Static(id="place")
        with VerticalScroll(id="asked", can_focus=False):
            yield Static(id="cue")
            yield QuestionCard(self.question)
        yield ThinkingTime()
        yield StoryCues(self._services.store.stories)
        yield RecordingPanel(self.question.target, self._services.choose_microphone)
        with Horizontal(id="buttons"):
            yield Button("One moment …", id="go", variant="primary")
            yield Button("Discard (x)", id="discard")
            yield Button("Skip (n)", id="skip")
        yield Keys()

    def on_mount(self) -> None:
        """Ask the first remaining question."""
        self.post_message(messages.ShowModelOffer())
        self.set_class(self.automatic, "-video")
        self.panel.limit = self.mock.stop_at
        # The list of mocks also says it; once, at the first question, is enough
        if self.mock.voice and self._voice is None and self.step is self.mock.steps[0]:
            self.notify(voice.MISSING, title="No interviewer voice", markup=False)
        follows = self.step.question.follows
        self._follow_up(None if follows is None else self.mock.steps[follows])

    @property
    def automatic(self) -> bool:
        """Whether recording starts and stops automatically."""
        return self.mock.style == "video"

    # Asking

    def _ask(self) -> None:
        """Show the step's question, read it aloud if wanted, and start the time to think."""
        step = self.step
        self._since = time.monotonic()
        self.query_one("#place", Static).update(Content(self._place()))
        cue = ASKING if self.question.kind == "asking" else ""
        cue = FOLLOW_UP if step.question.follows is not None else cue
        self.query_one("#cue", Static).update(Content(cue))
        self.query_one("#cue").set_class(bool(cue), "-shown")
        self.query_one(QuestionCard).ask(self.question)
        self.panel.set_target(self.question.target)
        self.cues.offer(self.question, show=self._has_thinking_time)
        self.refresh_bindings()
        self.thinking.end()
        if self.mock.voice and self._voice is not None and self.question.kind != "asking":
            self._speak(then_think=True)
        else:
            self._start_thinking()

    def _place(self) -> str:
        questions = self.mock.questions
        reached = [step for step in questions if step.place <= self.step.place]
        return f"Question {len(reached)} of {len(questions)} · {plain(self.mock.title)}"

    @property
    def _has_thinking_time(self) -> bool:
        """Whether there is time to think; a follow-up has none."""
        return self.mock.thinking > 0 and self.step.question.follows is None

    def _start_thinking(self) -> None:
        if self.step.question.follows is None:
            self.thinking.begin(self.mock.thinking, starts=self.automatic)

    def on_thinking_time_over(self) -> None:
        """Start recording if recording is automatic."""
        if self.automatic and not self.recording:
            self._start_requested = True
            if self.panel.stage == "ready":
                self._begin()

    def action_go(self) -> None:
        """Start or stop, and stop the interviewer's voice."""
        if self._deciding:
            return
        self.workers.cancel_group(self, "voice")
        super().action_go()

    def action_say(self) -> None:
        """Read the question aloud, or explain why that isn't possible."""
        if self._voice is None:
            self.notify(voice.MISSING, title="No interviewer voice", markup=False)
        else:
            self._speak(then_think=False)

    @work(exclusive=True, group="voice")
    async def _speak(self, *, then_think: bool) -> None:
        assert self._voice is not None
        try:
            spoken = await asyncio.wait_for(self._voice.speak(self.question.text), LONGEST_SPEECH)
        except (OSError, TimeoutError):
            spoken = False
        if not spoken and not self._told_silent:
            self._told_silent = True
            self.notify(VOICE_FAILED, markup=False)
        if then_think and not self.recording:
            self._start_thinking()

    # What happens to an answer

    def answer_created(self, answer: Answer) -> None:
        """Save the story in view, and link the answer to its question, before its first sample."""
        super().answer_created(answer)
        self._services.store.mocks.set_answer(self.mock.id, self.step.place, answer.id)

    def answer_saved(self, answer: Answer) -> None:
        """Continue with the next question; there is no feedback on this answer until the end."""
        self.panel.clear()
        self._continue()

    def answer_interrupted(self, answer: Answer, problem: str) -> None:
        """Ask whether to answer again; the recording is saved either way."""
        asked = confirmations.mock_interrupted(answer, problem)
        self.ask_whether_again(answer, asked, self._answer_again, self._continue)

    def _answer_again(self) -> None:
        """Ask this question again; the answer it had stays in the store."""
        self.change(lambda: self._services.store.mocks.ask_again(self.mock.id, self.step.place))

    def _continue(self) -> None:
        """Ask the next remaining question; after the last, show the report."""
        self._save_time()
        try:
            self.mock = self._services.store.mocks.get(self.mock.id)
        except StoreError as error:
            self.panel.warn(str(error))
            return
        if self.mock.step is None:
            self.ended = True
            self.post_message(messages.ShowMock(self.mock.id))
            return
        self._follow_up(self.mock.steps[self.step.place])

    def _follow_up(self, answered: MockStep | None) -> None:
        """Ask the next question, a moment later if it may go after what this answer left out."""
        slot = None if answered is None else pointed.open_slot(self.mock, answered)
        if answered is None or slot is None or self._services.model() is None:
            self._ask_next()
        else:
            self._decide(answered, slot)

    @work(exclusive=True, group="deciding")
    async def _decide(self, answered: MockStep, slot: MockStep) -> None:
        services = self._services
        self._show_deciding(True)
        assert answered.answer_id is not None, "only answers are followed up"
        found = await pointed.words_in_time(services.queue, services.store, answered.answer_id)
        try:
            self.mock = pointed.point(services.store, self.mock, answered, slot, found)
        except StoreError as error:
            self.panel.warn(str(error))
        self._show_deciding(False)
        self._ask_next()

    def _show_deciding(self, deciding: bool) -> None:
        """Hide the question that was answered while the next one is being chosen."""
        self._deciding = deciding
        self.set_class(deciding, "-deciding")
        self.query_one("#cue", Static).update(Content(DECIDING))
        self.query_one("#cue").set_class(deciding, "-shown")
        self.refresh_bindings()

    def _ask_next(self) -> None:
        assert self.mock.step is not None, "a mock without another question has ended"
        self.step = self.mock.step
        self.question = question(self.step)
        self._ask()

    def _save_time(self) -> None:
        """Save the time that this question has taken."""
        now = time.monotonic()
        spent, self._since = now - self._since, now
        self.change(
            lambda: self._services.store.mocks.add_time(self.mock.id, self.step.place, spent)
        )

    # Skipping

    @on(Button.Pressed, "#skip")
    def action_skip(self) -> None:
        """Skip this question and its follow-ups."""
        mocks, place = self._services.store.mocks, self.step.place
        if self._may_skip and self.change(lambda: mocks.skip(self.mock.id, place)):
            self.workers.cancel_group(self, "voice")
            self.notify("Skipped. Press u to go back to it.")
            self._continue()

    def action_unskip(self) -> None:
        """Go back to the question skipped just before this one."""
        skipped = [step for step in self.mock.questions if step.place < self.step.place][-1:]
        if not skipped or skipped[0].state != "skipped":
            self.notify(NOTHING_SKIPPED)
            return
        place = skipped[0].place
        mocks = self._services.store.mocks
        if self.change(lambda: mocks.skip(self.mock.id, place, skipped=False)):
            self._continue()

    @property
    def _may_skip(self) -> bool:
        return not self.automatic and self.panel.stage in ("preparing", "ready", "missing")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no skipping or discarding in a video interview, and nothing between questions."""
        if self._deciding and action not in ("leave", "settings"):
            return False
        if action in ("skip", "unskip", "discard") and self.automatic:
            return False
        return super().check_action(action, parameters)

    # Leaving

    def pause_dialog(self) -> ChoiceDialog[confirmations.PauseDecision]:
        """Ask whether to continue the mock later or to end it."""
        return confirmations.pause(self.mock.answered, len(self.mock.questions))

    def end(self) -> None:
        """End the mock early, and show its report."""
        self._save_time()
        mocks = self._services.store.mocks
        if self.change(lambda: mocks.end(self.mock.id)):
            self.ended = True
            self.post_message(messages.ShowMock(self.mock.id))

    async def on_unmount(self) -> None:
        """Save the time used so far."""
        if not self.ended:
            spent = time.monotonic() - self._since
            with contextlib.suppress(StoreError):  # only a time, and no screen to show an error
                self._services.store.mocks.add_time(self.mock.id, self.step.place, spent)
