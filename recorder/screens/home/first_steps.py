"""The first steps: who you are, does the microphone hear you, a speech model; then a question.

Enter goes on, whether or not anything was done; escape leaves the rest for later. All of it is in
the settings too.
"""

from __future__ import annotations

import contextlib
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, ContentSwitcher, Footer, Static

from recorder import messages
from recorder.demo.answer import QUESTION
from recorder.screens.base import VivaScreen
from recorder.services import Services
from recorder.widgets.recording.level_test import LevelTest
from recorder.widgets.settings.about_you import AboutYou
from recorder.widgets.settings.model_offer import ModelOffer

STEPS = ("you", "microphone", "model")
TITLES = {
    "you": "Who you are",
    "microphone": "Does the microphone hear you?",
    "model": "Your words, written down",
}
ASKED = ("first_language", "home_country", "season")
"""What of the profile is asked here; the rest is in the settings."""

WELCOME = (
    "Welcome. Three short steps, then your first question. Nothing is required: Enter goes on. "
    "What you say and write stays on this computer."
)
HINT = "Questions then speak of your country and language. ↓ goes to the next line."
SAY = (
    "Viva listens now, and keeps nothing of it. Say a sentence, such as: “My name is …, and I am "
    "glad to be here.”"
)
LATER = "All of this is in the settings (s)."

KEYS = {
    "test": ("microphone",),
    "settings": ("microphone",),
    "download": ("model",),
    "measure": ("model",),
    "back": ("microphone", "model"),
}
"""The steps in which an action means something."""


class FirstSteps(VivaScreen[None]):
    """One step after another; ``again`` when they are run from the settings."""

    CSS_PATH = "first_steps.tcss"
    TRANSIENT = True
    AUTO_FOCUS = "Line"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Go on", tooltip="Next step", id="first.next"),
        Binding("t", "test", "Test", tooltip="Test the microphone", id="first.test"),
        Binding("s", "settings", "Choose another", tooltip="Choose one", id="first.settings"),
        Binding("d", "download", "Download", tooltip="Download, or cancel", id="first.download"),
        Binding("m", "measure", "Measure", tooltip="Which model suits", id="first.measure"),
        Binding("b", "back", "Back", tooltip="Step before", id="first.back"),
        Binding("escape", "later", "Later", tooltip="Leave the rest for later", id="first.later"),
    ]
    switcher = getters.query_one(ContentSwitcher)
    level = getters.query_one(LevelTest)
    offer = getters.query_one(ModelOffer)

    def __init__(self, services: Services, *, again: bool = False) -> None:
        super().__init__()
        self._services = services
        self._again = again

    def compose(self) -> ComposeResult:
        """Which step, what it asks, and the ways on."""
        yield Static(id="which")
        with ContentSwitcher(initial=STEPS[0]):
            with VerticalScroll(id="you", can_focus=False):
                yield Static(Content(WELCOME), classes="text")
                yield AboutYou(self._services, ASKED)
                yield Static(Content(HINT), classes="hint")
            with VerticalScroll(id="microphone", can_focus=False):
                yield Static(Content(SAY), classes="text")
                yield LevelTest(self._services)
            with VerticalScroll(id="model", can_focus=False):
                yield ModelOffer(self._services)
        with Vertical(id="bottom"), Horizontal(id="buttons"):
            go_on = Button("Go on (enter)", id="next", variant="primary")
            go_on.active_effect_duration = 0  # in which a second enter would be passed over
            yield go_on
            yield Button("Back (b)", id="back")
            yield Button("Later (esc)", id="later")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with the first step."""
        self._show(STEPS[0])

    @property
    def step(self) -> str:
        """The step that is shown."""
        return self.switcher.current or STEPS[0]

    def _show(self, step: str) -> None:
        place, title = STEPS.index(step) + 1, TITLES[step]
        self.switcher.current = step
        self.query_one("#which", Static).update(
            Content.assemble((f"{place} of {len(STEPS)}", "bold $primary"), f"  {title}")
        )
        ends = "Done (enter)" if self._again else "First question (enter)"
        button = self.query_one("#next", Button)
        button.label = ends if step == STEPS[-1] else "Go on (enter)"
        button.refresh(layout=True)
        self.query_one("#back").display = step != STEPS[0]
        if step == "you":
            self.query_one("#about-first_language").focus()
        else:
            self.query_one("#next").focus()
        if step == "microphone":
            self.level.begin()
        else:
            self.level.end("")
        self.refresh_bindings()

    @on(AboutYou.Finished)
    @on(Button.Pressed, "#next")
    def action_next(self) -> None:
        """Go to the next step; after the last one, to the first question."""
        place = STEPS.index(self.step) + 1
        if place < len(STEPS):
            self._show(STEPS[place])
        elif self._again:
            self.post_message(messages.GoBack())
        else:
            self.post_message(messages.PracticeQuestion(self._services.bank.get(QUESTION)))

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Go to the step before."""
        self._show(STEPS[max(0, STEPS.index(self.step) - 1)])

    @on(Button.Pressed, "#later")
    def action_later(self) -> None:
        """Leave the rest for later."""
        if not self._again:
            self.notify(LATER)
        self.post_message(messages.GoBack())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what means something in this step."""
        return not self.is_mounted or action not in KEYS or self.step in KEYS[action]

    @on(Button.Pressed, "#test")
    def action_test(self) -> None:
        """Start or stop the level test."""
        self.level.toggle()

    def action_settings(self) -> None:
        """Choose another microphone, then test that."""
        self.level.end("")
        self.post_message(messages.ShowSettings())

    def on_screen_resume(self) -> None:
        """Come back from the settings: another microphone may be chosen."""
        if self.is_mounted and self.step == "microphone":
            self.level.begin()

    def action_download(self) -> None:
        """Begin or cancel the download."""
        self.offer.toggle_download()

    def action_measure(self) -> None:
        """Measure this computer, or cancel that."""
        self.offer.toggle_measuring()

    def on_unmount(self) -> None:
        """However it is left, it is not offered again."""
        with contextlib.suppress(OSError):  # a disk that refuses is told where something is typed
            self._services.change_profile()
