"""Practice: a question, time to think, then the answer under the three lights.

Space starts and stops. Whatever happens, what was said is kept unless the person says otherwise.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Footer

from prompts.types import Question
from recorder import messages
from recorder.answering import SHORTEST, Attempt, Sitting
from recorder.capture import Recorded
from recorder.messages import Stage
from recorder.onward import onward
from recorder.screens import asks
from recorder.screens.ask import Ask
from recorder.services import Services
from recorder.widgets.goal_bar import GoalBar
from recorder.widgets.question_card import QuestionCard
from recorder.widgets.recording_panel import RecordingPanel
from recorder.widgets.thinking_time import ThinkingTime
from sessions.errors import StoreError
from sessions.types import Answer

BUSY: tuple[Stage, ...] = ("recording", "stopping")

WHILE_IDLE = ("think", "next", "settings", "answers", "goal")
"""What cannot be done while recording."""

BUTTON: Mapping[Stage, str] = {
    "preparing": "One moment …",
    "ready": "Start (space)",
    "opening": "One moment …",
    "recording": "Stop (space)",
    "stopping": "Saving …",
    "missing": "Try again (space)",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What follows when the take has stopped."""

    keep: bool = True
    then: Literal["analyse", "stay", "home", "quit"] = "analyse"


class Practice(Screen[None]):
    """Ask one question and record its answer."""

    CSS_PATH = "practice.tcss"
    PASSING = True
    MOMENT = 1.0
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "go", "Start/stop", tooltip="Start or stop recording", id="practice.go"),
        Binding("x", "discard", "Discard", tooltip="Discard (asks first)", id="practice.discard"),
        Binding(
            "t", "think", "Thinking time", tooltip="Think first: 0, 15, 30 s", id="practice.think"
        ),
        Binding("n", "next", "Next", tooltip="Next question", id="practice.next"),
        Binding("s", "settings", "Settings", tooltip="Microphone, model", id="practice.settings"),
        Binding("a", "answers", "Answers", show=False, id="practice.answers"),
        Binding("g", "goal", "Goal", show=False, tooltip="A goal for it", id="practice.goal"),
        Binding("escape", "leave", "Back", tooltip="Back to the questions", id="practice.leave"),
    ]
    panel = getters.query_one(RecordingPanel)
    thinking = getters.query_one(ThinkingTime)

    def __init__(self, services: Services, sitting: Sitting, question: Question) -> None:
        super().__init__()
        self.question = question
        self._services = services
        self._sitting = sitting
        self._attempt: Attempt | None = None
        self._trouble: str | None = None
        self._wanted = False
        self._elsewhere = False
        self._plan = Plan()

    def compose(self) -> ComposeResult:
        """The question above, the recording below."""
        with VerticalScroll(id="asked", can_focus=False):
            yield QuestionCard(self.question)
        yield GoalBar(self._services, self.question)
        yield ThinkingTime()
        yield RecordingPanel(self.question.target, self._services.choose_microphone)
        with Horizontal(id="buttons"):
            yield Button("One moment …", id="go", variant="primary")
            yield Button("Discard (x)", id="discard")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin the time to think, and have the model ready when the answer is."""
        self.post_message(messages.ModelWanted())
        self.thinking.begin(self._services.settings.thinking)

    # Recording

    @on(Button.Pressed, "#go")
    def action_go(self) -> None:
        """Start, or stop and analyse; asked for too early, start as soon as it can be."""
        match self.panel.stage:
            case "ready":
                self._begin()
            case "recording":
                self._stop(Plan())
            case "preparing":
                self._wanted = True
            case "missing":
                self.panel.prepare()

    def on_stage_changed(self, event: messages.StageChanged) -> None:
        """Show on the buttons what they do now."""
        button = self.query_one("#go", Button)
        button.label = BUTTON[event.stage]
        button.variant = "error" if event.stage == "recording" else "primary"
        self.set_class(event.stage == "recording", "-recording")
        self.refresh_bindings()
        if event.stage == "ready" and self._wanted:
            self._begin()
        if event.stage == "missing":
            self._forget()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        recording = self.is_mounted and self.busy
        if action == "discard":
            return recording
        return not (recording and action in WHILE_IDLE)

    def _begin(self) -> None:
        if self.panel.microphone is not None:
            self._wanted = False
            self.thinking.end()
            self._plan = Plan()
            try:
                self._attempt = self._sitting.begin(self.question, self.panel.microphone)
            except (StoreError, OSError) as error:
                self.panel.warn(str(error))
            else:
                self.query_one(GoalBar).keep(self._attempt.answer)
                self.panel.begin(self._attempt.take)

    def _stop(self, plan: Plan) -> None:
        self._plan = plan
        self.panel.stop()

    def on_take_stopped(self, event: messages.TakeStopped) -> None:
        """Keep the answer or not, then go where the person wanted."""
        if isinstance(self.app.screen, Ask):  # the sound ended while the person was asked
            self.app.screen.withdraw()
        recorded = event.recorded
        answer = self._settle(recorded)
        if answer is not None and self._plan.then == "analyse" and not recorded.problem:
            self.post_message(messages.ShowAnswer(answer))  # until then it is being saved
            return
        self.panel.clear()
        if answer is not None and self._plan.then == "analyse":
            self.post_message(messages.Interrupted(answer, recorded.problem or ""))
        elif self._plan.then == "home":
            self.post_message(messages.GoHome())
        elif self._plan.then == "quit":
            self.post_message(messages.Quit())
        else:
            self.panel.warn(recorded.problem or self._trouble or self._why_nothing(recorded))

    def on_take_started(self) -> None:
        """Let the analysis follow what is said from now on."""
        if self._attempt is not None:
            self._services.desk.follow(self._attempt.answer)

    def _why_nothing(self, recorded: Recorded) -> str:
        if not self._plan.keep:
            return "The answer is discarded."
        return f"That was {recorded.duration:.1f} s, too short. Press space and answer again."

    def _settle(self, recorded: Recorded) -> Answer | None:
        """Keep the attempt in the store and go on to its report, or remove it."""
        attempt, self._attempt, self._trouble = self._attempt, None, None
        if attempt is None:
            return None
        desk = self._services.desk
        try:
            if self._plan.keep and recorded.duration >= SHORTEST:
                answer = self._sitting.keep(attempt, recorded)
                desk.finish(answer)
                return answer
            desk.discard(attempt.answer.id)
            self._sitting.discard(attempt)
        except StoreError as error:  # the next start finds the recording and keeps it
            desk.discard(attempt.answer.id)
            self._trouble = str(error)
        return None

    def _forget(self) -> None:
        """A take that never began leaves no answer."""
        attempt, self._attempt = self._attempt, None
        if attempt is not None:
            try:
                self._sitting.discard(attempt)
            except StoreError as error:
                self.panel.warn(str(error))

    # Leaving

    @on(Button.Pressed, "#discard")
    def action_discard(self) -> None:
        """Ask, then throw the answer away."""
        if self.panel.stage == "recording":
            self._ask_discard()

    @work(exclusive=True, group="asking")
    async def _ask_discard(self) -> None:
        if await self.app.push_screen_wait(asks.discard()):
            self._stop(Plan(keep=False, then="stay"))

    def action_leave(self) -> None:
        """Go back; while recording, ask first."""
        if not self.busy:
            self.post_message(messages.GoBack())
        else:
            self.leave("home")

    @work(exclusive=True, group="asking")
    async def leave(self, where: Literal["home", "quit"]) -> None:
        """Ask what becomes of the recording, then leave."""
        fate = await self.app.push_screen_wait(asks.leave())
        if fate != "go on":
            self._stop(Plan(keep=fate == "keep", then=where))

    @property
    def busy(self) -> bool:
        """Whether something would be lost by leaving now."""
        return self._attempt is not None and self.panel.stage in BUSY

    async def on_unmount(self) -> None:
        """However the screen is left, what was said is kept."""
        if self._attempt is not None:
            self._settle(await asyncio.to_thread(self._attempt.take.stop))

    # The rest

    def action_think(self) -> None:
        """Choose another thinking time, remember it, and begin it."""
        seconds = self.thinking.another()
        self._services.change(thinking=seconds)
        self.thinking.begin(seconds)
        self.notify(f"Thinking time: {seconds} s" if seconds else "No thinking time")

    def action_next(self) -> None:
        """Ask the question after this one."""
        self.post_message(onward(self.question, self._services))

    def action_goal(self) -> None:
        """Choose what this answer works on."""
        self.query_one(GoalBar).ask()

    def action_answers(self) -> None:
        """Show the answers."""
        self.post_message(messages.ShowAnswers())

    def action_settings(self) -> None:
        """Choose a microphone."""
        self._elsewhere = True
        self.post_message(messages.ShowSettings())

    def on_screen_resume(self) -> None:
        """Come back from the settings: another microphone may be chosen."""
        if self._elsewhere:
            self._elsewhere = False
            self.panel.prepare()
