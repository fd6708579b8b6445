"""Screen for when something went wrong: what happened, that the recording is safe, what to do."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from recorder import messages
from recorder.display_text import plain
from recorder.screens.base import VivaScreen
from recorder.widgets.keys import Keys
from sessions.types import Answer


class FailureScreen(VivaScreen[None]):
    """One problem; ``answer`` is ``None`` for the demonstration."""

    CSS_PATH = "failure.tcss"
    TRANSIENT = True
    AUTO_FOCUS = "#again"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "again", "Try again", tooltip="Analyze again", id="failure.again"),
        Binding(
            "o", "sound", "Without words", tooltip="Report without a transcript", id="failure.sound"
        ),
        Binding("d", "doctor", "Doctor", tooltip="Check what Viva needs", id="failure.doctor"),
        Binding(
            "escape,h", "home", "Questions", tooltip="Back to the questions", id="failure.home"
        ),
    ]

    def __init__(self, answer: Answer | None, problem: str) -> None:
        super().__init__()
        self._answer = answer
        self._problem = problem

    def compose(self) -> ComposeResult:
        """Lay out what happened, what is safe, and what to do."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static("No report yet", id="title")
            yield Static(Content(plain(self._problem)), id="problem")
            yield Static(Content(self._kept()), id="kept")
            with Horizontal(id="choices"):
                yield Button("Try again (t)", id="again", variant="primary")
                if self._answer is not None:
                    yield Button("Without words (o)", id="sound")
                yield Button("Questions (esc)", id="home")
        yield Keys()

    def _kept(self) -> str:
        if self._answer is None:
            return "Your own answers aren't affected."
        if not self._answer.path.is_file():
            return f"The recording is missing: {plain(str(self._answer.path))}"
        return f"Your recording is safe: {plain(str(self._answer.path))}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no report without words for the demonstration."""
        return not (action == "sound" and self._answer is None)

    @on(Button.Pressed, "#again")
    def action_again(self) -> None:
        """Analyze once more."""
        again = messages.AnalyzeAnswer(self._answer) if self._answer else messages.ShowDemo()
        self.post_message(again)

    @on(Button.Pressed, "#sound")
    def action_sound(self) -> None:
        """Create a report without words, from the sound alone."""
        if self._answer is not None:
            self.post_message(messages.AnalyzeAnswer(self._answer, sound_alone=True))

    def action_doctor(self) -> None:
        """Check everything that Viva needs."""
        self.post_message(messages.ShowDoctor())

    @on(Button.Pressed, "#home")
    def action_home(self) -> None:
        """Go to the first screen."""
        self.post_message(messages.GoHome())
