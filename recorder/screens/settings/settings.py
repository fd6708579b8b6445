"""Settings, in parts: recording, speech model, about you, what is saved, what you say.

Each change is saved right away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label, Select, Static

from analysis.models import known
from recorder import messages
from recorder.display_text import plain
from recorder.microphone.devices import Device
from recorder.microphone.types import MicrophoneError
from recorder.person.own_fillers import offered, phrases
from recorder.screens.base import VivaScreen
from recorder.services import Services
from recorder.widgets.keys import Keys
from recorder.widgets.recording.level_test import LevelTest
from recorder.widgets.recording.thinking_time import CHOICES
from recorder.widgets.settings.about_you import AboutYou
from recorder.widgets.settings.keeping import Keeping
from recorder.widgets.settings.model_offer import ModelOffer
from recorder.widgets.settings.remark_choices import Box, RemarkChoices

DEFAULT = ""
"""Value for the system's default microphone, and for "choose a model for me"."""
KEEP_TIMES = {1: "1 minute", 10: "10 minutes", 60: "1 hour", 0: "until you quit Viva"}
"""Minutes, as in the settings file, and their labels."""

NUDGE = "Show a quiet sign when fillers cluster or you rush"
NUDGE_WHY = (
    "One muted word next to the light after three ums within 15 s, or 15 s far too fast; some "
    "seconds late, then none for 45 s. Never in a mock interview."
)


class SettingsScreen(VivaScreen[None]):
    """A few choices that Viva remembers."""

    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = "#microphone"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "test", "Test", tooltip="Test the level", id="settings.test"),
        Binding(
            "f5", "rescan", "Look again", tooltip="Look for microphones again", id="settings.rescan"
        ),
        Binding(
            "d", "download", "Download", tooltip="Download", show=False, id="settings.download"
        ),
        Binding("m", "measure", "Measure", tooltip="Measure", show=False, id="settings.measure"),
        Binding(
            "f2",
            "first_steps",
            "First steps",
            tooltip="Run the first steps again",
            show=False,
            id="settings.first_steps",
        ),
        Binding("f3", "doctor", "Doctor", tooltip="Check Viva", show=False, id="settings.doctor"),
        Binding(
            "f4",
            "language",
            "First language",
            tooltip="Fillers and rhythm of your first language",
            show=False,
            id="settings.language",
        ),
        Binding("escape", "back", "Back", tooltip="Back (all is saved)", id="settings.back"),
    ]
    microphone = getters.query_one("#microphone", Select)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def compose(self) -> ComposeResult:
        """Lay out the choices in parts, one below the other."""
        with VerticalScroll(can_focus=False):
            yield Static("Settings", id="title")
            yield from self._recording()
            yield from self._speech_model()
            yield Static("About you", classes="part")
            yield Label("Used in questions and letters; all of it is optional", classes="first")
            yield AboutYou(self._services)
            yield Button("Run the first steps again (f2)", id="first-steps", compact=True)
            yield Static("What is saved on this computer", classes="part")
            yield Keeping(self._services)
            yield from self._your_words()
            yield Static("Help", classes="part")
            yield Button("Check everything Viva needs (f3)", id="doctor", compact=True)
        yield Keys()

    def _recording(self) -> ComposeResult:
        chosen = self._services.settings
        yield Static("Recording", classes="part")
        yield Label("Microphone", classes="first")
        yield _select(*_microphones((), chosen.microphone), id="microphone")
        yield Static("Looking for microphones …", id="devices")
        yield LevelTest(self._services)
        yield Label("Thinking time before an answer")
        times = [("none" if s == 0 else f"{s} seconds", s) for s in CHOICES]
        yield _select(times, chosen.thinking if chosen.thinking in CHOICES else 0, id="thinking")
        yield Label("While you practice")
        yield Box(NUDGE, chosen.nudge, id="nudge", compact=True)
        yield Static(NUDGE_WHY, classes="why")

    def _speech_model(self) -> ComposeResult:
        chosen = self._services.settings
        yield Static("Speech model", classes="part")
        yield Label("Transcribes your answers", classes="first")
        yield _select(*self._models(chosen.model), id="model")
        yield ModelOffer(self._services)
        yield Label("How long it stays loaded during a break (loading takes a moment)")
        kept = chosen.keep_model if chosen.keep_model in KEEP_TIMES else 10
        yield _select([(text, minutes) for minutes, text in KEEP_TIMES.items()], kept, id="keep")

    def _your_words(self) -> ComposeResult:
        chosen = self._services.settings
        yield Static("What you say", classes="part")
        asked = "Your own filler words, separated by commas (in any language)"
        yield Label(asked, classes="first")
        own = plain(", ".join(chosen.own_fillers))
        yield Input(own, placeholder="matlab, let's say", id="own", compact=True)
        yield Static(Content(self._offer()), id="offered")
        yield Button("Fillers of your first language (f4)", id="first-language", compact=True)
        yield Label("Comments on content (not scored)")
        yield RemarkChoices(chosen.remarks_off)

    def on_mount(self) -> None:
        """Start at the top, and look for microphones."""
        page = self.query_one(VerticalScroll)
        self.call_after_refresh(page.scroll_home, animate=False)
        self.action_rescan()

    def _models(self, chosen: str | None) -> tuple[list[tuple[str, str]], str]:
        installed = known.installed(self._services.locations.models)
        names = [model.name for model in installed]
        if chosen and chosen not in names:
            names.append(chosen)
        first = "the best one installed" if installed else "none: no transcript and no scores"
        return [(first, DEFAULT), *((name, name) for name in names)], chosen or DEFAULT

    def action_rescan(self) -> None:
        """Look for microphones again."""
        self.query_one("#devices", Static).update("Looking for microphones …")
        self._list()

    @work(thread=True, exclusive=True, group="devices")
    def _list(self) -> None:
        try:
            devices, problem = self._services.devices(), None
        except MicrophoneError as error:
            devices, problem = (), str(error)
        self.post_message(messages.DevicesListed(devices, problem))

    def on_devices_listed(self, event: messages.DevicesListed) -> None:
        """Offer the microphones that were found."""
        options, value = _microphones(event.devices, self._services.settings.microphone)
        with self.prevent(Select.Changed):
            self.microphone.set_options((Content(plain(label)), name) for label, name in options)
            self.microphone.value = value
        found = f"{len(event.devices)} found. Press F5 after plugging one in."
        self.query_one("#devices", Static).update(Content(plain(event.problem or found)))

    @on(Select.Changed, "#microphone")
    def _microphone_chosen(self, event: Select.Changed) -> None:
        self._services.change(microphone=_text(event))

    @on(Select.Changed, "#thinking")
    def _thinking_chosen(self, event: Select.Changed) -> None:
        self._services.change(thinking=_number(event))

    @on(Box.Changed, "#nudge")
    def _nudge_chosen(self, event: Box.Changed) -> None:
        self._services.change(nudge=event.value)

    @on(Select.Changed, "#model")
    def _model_chosen(self, event: Select.Changed) -> None:
        if (model := _text(event)) != self._services.settings.model:
            self._services.change(model=model)
            self.post_message(messages.ShowModelOffer())

    @on(Select.Changed, "#keep")
    def _keep_chosen(self, event: Select.Changed) -> None:
        if event.value != self._services.settings.keep_model:  # skip the initial event
            self._services.change(keep_model=_number(event))
            self.post_message(messages.ShowModelOffer())

    @on(Input.Changed, "#own")
    def _own_changed(self, event: Input.Changed) -> None:
        self._services.change(own_fillers=phrases(event.value.split(",")))
        self.query_one("#offered", Static).update(Content(self._offer()))

    @on(RemarkChoices.Changed)
    def _remarks_chosen(self, event: RemarkChoices.Changed) -> None:
        self._services.change(remarks_off=event.off)

    def _offer(self) -> str:
        """Return the phrases the person repeats, for the person to choose from."""
        found = offered(self._services.store, self._services.settings.own_fillers)
        if not found:
            return "Viva counts them starting with your next answer."
        often = ", ".join(f"“{plain(p.written)}” ({p.count}×)" for p in found)
        return f"You often say {often}. Add those you use as fillers."

    @on(Button.Pressed, "#test")
    def action_test(self) -> None:
        """Start or stop the level test."""
        self.query_one(LevelTest).toggle()

    def action_download(self) -> None:
        """Download a speech model, or cancel the download."""
        self.query_one(ModelOffer).toggle_download()

    def action_measure(self) -> None:
        """Measure which speech model works best here, or cancel the measurement."""
        self.query_one(ModelOffer).toggle_measuring()

    @on(Button.Pressed, "#first-steps")
    def action_first_steps(self) -> None:
        """Run the first steps again."""
        self.post_message(messages.ShowFirstSteps())

    @on(Button.Pressed, "#first-language")
    def action_language(self) -> None:
        """Show the fillers of a first language."""
        self.post_message(messages.ShowFirstLanguage())

    def on_screen_resume(self) -> None:
        """Show what was added in the meantime."""
        if not self.query("#own"):
            return
        profile, own = self._services.profile, self._services.settings.own_fillers
        line = self.query_one("#own", Input)
        if phrases(line.value.split(",")) != own:
            line.value = plain(", ".join(own))
        self.query_one("#about-first_language", Input).value = plain(profile.first_language or "")

    @on(Button.Pressed, "#doctor")
    def action_doctor(self) -> None:
        """Check everything that Viva needs."""
        self.post_message(messages.ShowDoctor())

    def action_back(self) -> None:
        """Go back to the screen the settings were opened from."""
        self.post_message(messages.GoBack())


def _microphones(
    devices: tuple[Device, ...], chosen: str | None
) -> tuple[list[tuple[str, str]], str]:
    """Return the options and the chosen one; a chosen one that is missing is labeled as such."""
    labels = dict.fromkeys(device.label for device in devices)
    options = [("system default", DEFAULT), *((label, label) for label in labels)]
    if chosen and chosen not in labels:
        options.append((f"{chosen} (not connected)" if devices else chosen, chosen))
    return options, chosen or DEFAULT


def _text(event: Select.Changed) -> str | None:
    """Return the chosen name; ``None`` for the default, whose value is empty."""
    return str(event.value) or None


def _number(event: Select.Changed) -> int:
    assert isinstance(event.value, int)
    return event.value


def _select(options: Sequence[tuple[str, object]], value: object, *, id: str) -> Select[object]:
    shown = [(Content(plain(label)), each) for label, each in options]
    return Select(shown, value=value, allow_blank=False, id=id, compact=True)
