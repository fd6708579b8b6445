"""The first steps: about you, a microphone check, a speech model; then the first question.

Enter continues whether or not anything was filled in; Escape leaves the rest for later. All of it
is in the settings too.
"""

from __future__ import annotations

import contextlib
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, ContentSwitcher, Static

from recorder import messages
from recorder.demo.answer import QUESTION
from recorder.screens.base import VivaScreen
from recorder.services import Services
from recorder.widgets.keys import Keys
from recorder.widgets.recording.level_test import LevelTest
from recorder.widgets.settings.about_you import AboutYou
from recorder.widgets.settings.model_offer import ModelOffer

STEPS = ("you", "microphone", "model")
TITLES = {
    "you": "About you",
    "microphone": "Check your microphone",
    "model": "Speech model",
}
ASKED = ("first_language", "home_country", "season")
"""The profile fields asked for here; the rest are in the settings."""

WELCOME = (
    "Welcome. Three short steps, then your first question. Everything is optional: press Enter to "
    "continue. What you say and write stays on this computer."
)
HINT = (
    "Viva uses your country and language in its questions. Press ↓ for the next field. In the "
    "settings, Viva offers fillers of your language to count (F4)."
)
SAY = "Say a sentence, such as: “My name is …, and I'm glad to be here.” This test saves nothing."
LATER = "You can find all of this in the settings (s)."

KEYS = {
    "test": ("microphone",),
    "settings": ("microphone",),
    "download": ("model",),
    "measure": ("model",),
    "back": ("microphone", "model"),
}
"""The steps in which each action is available."""


class FirstSteps(VivaScreen[None]):
    """One step after another; ``again`` when opened from the settings."""

    CSS_PATH = "first_steps.tcss"
    TRANSIENT = True
    AUTO_FOCUS = "Line"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Continue", tooltip="Next step", id="first.next"),
        Binding("t", "test", "Test", tooltip="Test the microphone", id="first.test"),
        Binding("s", "settings", "Choose another", tooltip="Other microphone", id="first.settings"),
        Binding("d", "download", "Download", tooltip="Download, or cancel", id="first.download"),
        Binding("m", "measure", "Measure", tooltip="Find the best model", id="first.measure"),
        Binding("b", "back", "Back", tooltip="Previous step", id="first.back"),
        Binding("escape", "later", "Later", tooltip="Do the rest later", id="first.later"),
    ]
    switcher = getters.query_one(ContentSwitcher)
    level = getters.query_one(LevelTest)
    offer = getters.query_one(ModelOffer)

    def __init__(self, services: Services, *, again: bool = False) -> None:
        super().__init__()
        self._services = services
        self._again = again

    def compose(self) -> ComposeResult:
        """Lay out the step's title, its fields, and the buttons."""
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
            proceed = Button("Continue (enter)", id="next", variant="primary")
            proceed.active_effect_duration = 0  # a second Enter within it would be ignored
            yield proceed
            yield Button("Back (b)", id="back")
            yield Button("Later (esc)", id="later")
        yield Keys()

    def on_mount(self) -> None:
        """Start with the first step."""
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
        button.label = ends if step == STEPS[-1] else "Continue (enter)"
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
        """Go to the previous step."""
        self._show(STEPS[max(0, STEPS.index(self.step) - 1)])

    @on(Button.Pressed, "#later")
    def action_later(self) -> None:
        """Leave the rest for later."""
        if not self._again:
            self.notify(LATER)
        self.post_message(messages.GoBack())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the actions available in this step."""
        if not self.is_mounted or action not in KEYS:
            return True
        if self.step not in KEYS[action]:
            return False
        if action == "download":
            return self.offer.can_download
        return action != "measure" or self.offer.can_measure

    @on(Button.Pressed, "#test")
    def action_test(self) -> None:
        """Start or stop the level test."""
        self.level.toggle()

    def action_settings(self) -> None:
        """Choose another microphone, then test that."""
        self.level.end("")
        self.post_message(messages.ShowSettings())

    def on_screen_resume(self) -> None:
        """Test the microphone again: a different one may have been chosen in the settings."""
        if self.is_mounted and self.step == "microphone":
            self.level.begin()

    def action_download(self) -> None:
        """Start or cancel the download."""
        self.offer.toggle_download()

    def action_measure(self) -> None:
        """Start or cancel measuring this computer."""
        self.offer.toggle_measuring()

    def on_unmount(self) -> None:
        """Make sure the first steps are not offered again, however they were left."""
        with contextlib.suppress(OSError):  # typing in a field already reported a disk error
            self._services.change_profile()
