"""A retelling drill: the same question several times in shrinking time, with no report in between.

The store always knows the current round, so a drill can continue after a crash.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from analysis.scoring.advice import clock
from recorder import messages
from recorder.recording.session import PracticeSession
from recorder.recording.take import Recorded
from recorder.screens.dialogs import confirmations
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.practice.recording_screen import AfterStop
from recorder.screens.practice.series_screen import SeriesScreen
from recorder.services import Services
from recorder.today.retelling import asked_question
from recorder.widgets.keys import Keys
from recorder.widgets.recording.question_card import QuestionCard
from recorder.widgets.recording.recording_panel import RecordingPanel
from recorder.widgets.recording.thinking_time import ThinkingTime
from sessions.answers.retellings import Retelling, RetellingRound
from sessions.errors import StoreError
from sessions.types import Answer

STYLES: list[str | PurePath] = ["../practice/recording_screen.tcss", "retelling.tcss"]

GRACE = 15.0
"""Seconds after a telling's time at which its recording stops by itself."""

FIRST = "Answer it the way you would in an interview."
AGAIN = "The same answer, the same points, in less time. Start when you're ready."


class RetellingScreen(SeriesScreen):
    """Asks for the remaining tellings of one drill."""

    CSS_PATH = STYLES
    TRANSIENT = True
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "go", "Start/stop", tooltip="Start or stop recording", id="retelling.go"),
        Binding("x", "discard", "Discard", tooltip="Discard (asks first)", id="retelling.discard"),
        Binding("s", "settings", "Settings", tooltip="Microphone, model", id="retelling.settings"),
        Binding("escape", "leave", "Leave", tooltip="Continue later, or end", id="retelling.leave"),
    ]
    ONLY_IDLE = frozenset({"settings"})

    def __init__(self, services: Services, drill: Retelling, telling: RetellingRound) -> None:
        session = PracticeSession(services.store, "practice", drill.session_id)
        super().__init__(services, session, asked_question(drill, telling.target))
        self.drill = drill
        self.telling = telling

    def compose(self) -> ComposeResult:
        """Lay out the round, the question, and the recording."""
        yield Static(id="place")
        with VerticalScroll(id="asked", can_focus=False):
            yield QuestionCard(self.question)
            yield Static(id="cue")
        yield ThinkingTime()
        yield RecordingPanel(self.question.target, self._services.choose_microphone)
        with Horizontal(id="buttons"):
            yield Button("One moment …", id="go", variant="primary")
            yield Button("Discard (x)", id="discard")
        yield Keys()

    def on_mount(self) -> None:
        """Ask for the first remaining telling."""
        self.post_message(messages.ShowModelOffer())
        self._ask()
        if self.telling.place == 0:
            self.thinking.begin(self._services.settings.thinking)

    def _ask(self) -> None:
        """Show the round and its time."""
        most = self.telling.target[1]
        number, count = self.telling.place + 1, len(self.drill.rounds)
        place = f"Telling {number} of {count} · up to {clock(most)}"
        self.query_one("#place", Static).update(Content.styled(place, "bold"))
        cue = FIRST if self.telling.place == 0 else AGAIN
        self.query_one("#cue", Static).update(Content(cue))
        self.query_one(QuestionCard).ask(self.question)
        self.panel.set_target(self.question.target)
        self.panel.limit = most + GRACE
        self.thinking.end()
        self.refresh_bindings()

    # What happens to a telling

    def answer_created(self, answer: Answer) -> None:
        """Link the answer to its round before its first sample."""
        self._services.store.retellings.set_answer(self.drill.id, self.telling.place, answer.id)

    def _keep_or_discard(self, recorded: Recorded) -> Answer | None:
        """Save a telling; one that was left too early stays, and its round is asked for again."""
        answer = super()._keep_or_discard(recorded)
        left = self._plan.then in ("home", "quit")
        if answer is not None and left and recorded.duration < self.telling.target[0]:
            self._tell_again()
        return answer

    def _tell_again(self) -> None:
        """Ask for this round again; the answer it had stays in the store."""
        retellings = self._services.store.retellings
        self.change(lambda: retellings.set_answer(self.drill.id, self.telling.place, None))

    def answer_saved(self, answer: Answer) -> None:
        """Continue with the next telling; there is no report until the end."""
        self.panel.clear()
        self._continue()

    def answer_interrupted(self, answer: Answer, problem: str) -> None:
        """Ask whether to tell it again; the recording is saved either way."""
        asked = confirmations.telling_interrupted(answer, problem)
        self.ask_whether_again(answer, asked, self._tell_again, self._continue)

    def _continue(self) -> None:
        """Ask for the next telling; after the last, show all side by side."""
        try:
            self.drill = self._services.store.retellings.get(self.drill.id)
        except StoreError as error:
            self.panel.warn(str(error))
            return
        following = self.drill.round
        if following is None:
            self._show_outcome()
            return
        self.telling = following
        self.question = asked_question(self.drill, following.target)
        self._ask()

    def _show_outcome(self) -> None:
        self.ended = True
        self.post_message(messages.ShowRetelling(self.drill.id))

    # Leaving

    def pause_dialog(self) -> ChoiceDialog[confirmations.PauseDecision]:
        """Ask whether to continue the drill later or to end it."""
        return confirmations.pause_retelling(len(self.drill.tellings), len(self.drill.rounds))

    def end(self) -> None:
        """End the drill early, and show its tellings if there are any."""
        try:
            self.drill = self._services.store.retellings.end(self.drill.id)
        except StoreError as error:
            self.panel.warn(str(error))
            return
        if self.drill.tellings:
            self._show_outcome()
        else:
            self.ended = True
            self.post_message(messages.GoHome())

    async def on_unmount(self) -> None:
        """Treat a telling that the end of Viva cuts off as left; the base class then saves it."""
        self._plan = AfterStop(then="quit")
