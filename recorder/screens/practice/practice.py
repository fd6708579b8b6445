"""Practice: a question, time to think, then the answer under the three lights.

Space starts and stops. Whatever happens, the recording is saved unless the person discards it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button

from analysis.types import Nudge, NudgeReason
from prompts.types import Question
from recorder import messages
from recorder.messages import StageChanged
from recorder.programs.facts import ProgramBriefing
from recorder.recording.session import PracticeSession
from recorder.screens.practice.cued_screen import CuedScreen
from recorder.screens.practice.recording_screen import BUSY
from recorder.services import Services
from recorder.widgets.home.goal_bar import GoalBar
from recorder.widgets.keys import Keys
from recorder.widgets.programs.program_facts import ProgramFacts
from recorder.widgets.recording.question_card import QuestionCard
from recorder.widgets.recording.recording_panel import RecordingPanel
from recorder.widgets.recording.thinking_time import ThinkingTime
from recorder.widgets.stories.story_cues import StoryCues
from sessions.types import Answer

STYLES: list[str | PurePath] = ["recording_screen.tcss", "practice.tcss"]

HINTS: Mapping[NudgeReason, str] = {"fillers": "~ a pause is fine", "pace": "~ a little slower"}
"""What the quiet sign says."""

STALE = 15.0
"""Seconds after which a hint is about something too long ago."""


class PracticeScreen(CuedScreen):
    """Ask one question and record its answer."""

    CSS_PATH = STYLES
    TRANSIENT = True
    REPORT_WAIT = 1.0
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "go", "Start/stop", tooltip="Start or stop recording", id="practice.go"),
        Binding("x", "discard", "Discard", tooltip="Discard (asks first)", id="practice.discard"),
        Binding(
            "t", "think", "Thinking", tooltip="Time to think: 0, 15, 30 s", id="practice.think"
        ),
        Binding("c", "cues", "Story", tooltip="Cues for your next story", id="practice.cues"),
        Binding("h", "hide_cues", "Hide the cues", show=False, id="practice.hide_cues"),
        Binding("n", "next", "Next", tooltip="Next question", id="practice.next"),
        Binding("s", "settings", "Settings", tooltip="Microphone, model", id="practice.settings"),
        Binding("a", "answers", "Answers", show=False, id="practice.answers"),
        Binding("g", "goal", "Goal", show=False, tooltip="Choose a goal", id="practice.goal"),
        Binding(
            "r",
            "retell",
            "Retell",
            show=False,
            tooltip="Retelling drill: three times in less time",
            id="practice.retell",
        ),
        Binding("escape", "leave", "Back", tooltip="Back to the questions", id="practice.leave"),
    ]
    ONLY_IDLE = frozenset({"think", "next", "settings", "answers", "goal", "retell"})

    def __init__(
        self,
        services: Services,
        practice_session: PracticeSession,
        question: Question,
        facts: ProgramBriefing | None = None,
    ) -> None:
        super().__init__(services, practice_session, question)
        self.facts = facts
        self._nudged: Nudge | None = None

    def compose(self) -> ComposeResult:
        """Lay out the question above and the recording below."""
        facts = self.facts
        with VerticalScroll(id="asked", can_focus=self._has_facts):
            yield QuestionCard(self.question)
            if facts is not None and self._has_facts:
                yield ProgramFacts(facts)
        yield GoalBar(self._services, self.question)
        yield ThinkingTime()
        yield StoryCues(self._services.store.stories)
        yield RecordingPanel(self.question.target, self._services.choose_microphone)
        with Horizontal(id="buttons"):
            yield Button("One moment …", id="go", variant="primary")
            yield Button("Discard (x)", id="discard")
        yield Keys()

    def on_mount(self) -> None:
        """Start the thinking time, and load the model while the person thinks and speaks."""
        if self._has_facts:
            self.query_one("#asked").focus()  # so that long facts can be scrolled
        self.follow(self._services.queue, lambda status: status.nudge is not None)
        self.post_message(messages.ShowModelOffer())
        self.thinking.begin(self._services.settings.thinking)
        self.cues.offer(self.question, show=bool(self._services.settings.thinking))

    def answer_created(self, answer: Answer) -> None:
        """Save the goal and the story in view with the answer."""
        self.query_one(GoalBar).save(answer)
        super().answer_created(answer)

    @property
    def nudges(self) -> bool:
        """Whether to show a quiet sign while the person speaks, as they chose in the settings."""
        return self._services.settings.nudge

    def on_answer_progressed(self, event: messages.AnswerProgressed) -> None:
        """Show a new hint next to the light, unless it comes too late to be of use."""
        attempt, nudge = self._attempt, event.status.nudge
        if attempt is None or attempt.answer.id != event.status.answer.id or nudge is None:
            return
        if nudge != self._nudged and self.panel.clock.elapsed - nudge.at < STALE:
            self.panel.clock.show_hint(HINTS[nudge.reason])
        self._nudged = nudge

    @property
    def _has_facts(self) -> bool:
        """Whether the question is about a program whose facts are known."""
        return self.facts is not None and self.question.kind == "program"

    def on_stage_changed(self, event: StageChanged) -> None:
        """Show the program's facts until recording begins."""
        self.set_class(self._has_facts and event.stage not in BUSY, "-briefed")

    def action_leave(self) -> None:
        """Go back to the previous screen; while recording, ask first."""
        if self.in_progress:
            super().action_leave()
        else:
            self.post_message(messages.GoBack())

    def answer_saved(self, answer: Answer) -> None:
        """Show the answer's report, or its progress until the report is ready."""
        self.post_message(messages.ShowAnswer(answer))

    def answer_interrupted(self, answer: Answer, problem: str) -> None:
        """Ask what to do with the interrupted answer."""
        self.post_message(messages.AnswersInterrupted(answer, problem))

    # Other keys

    def action_think(self) -> None:
        """Switch to the next thinking time, remember it, and start it."""
        seconds = self.thinking.next_choice()
        self._services.change(thinking=seconds)
        self.thinking.begin(seconds)
        if self._attempt is None:
            self.cues.offer(self.question, show=bool(seconds))
        self.notify(f"Thinking time: {seconds} s" if seconds else "No thinking time")

    def action_next(self) -> None:
        """Ask the question after this one."""
        self.post_message(messages.PracticeNext(self.question))

    def action_goal(self) -> None:
        """Choose the goal for this answer."""
        self.query_one(GoalBar).ask()

    def action_retell(self) -> None:
        """Offer a retelling drill of this question."""
        self.post_message(messages.PracticeRetelling(self.question))

    def action_answers(self) -> None:
        """Show the answers."""
        self.post_message(messages.ShowAnswers())

    def on_screen_resume(self) -> None:
        """Update the question: the profile that fills it in may have changed in the settings."""
        asked = [q for q in self._services.bank.questions if q.id == self.question.id]
        of_program = self.facts is not None and self.facts.questions
        if not of_program and asked and asked[0] != self.question:
            self.question = asked[0]
            self.query_one(QuestionCard).ask(self.question)
