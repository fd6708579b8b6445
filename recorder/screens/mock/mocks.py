"""The mock interviews: one to continue, those to begin, and those that are over."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Spacing
from textual.strip import Strip
from textual.style import Style
from textual.visual import Padding, RenderOptions, Visual
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from recorder import messages
from recorder.display_text import day, plain
from recorder.mock import begin
from recorder.mock.mix import Mix
from recorder.mock.mix_choices import MixChoices, remembered
from recorder.mock.presets import PRESETS
from recorder.mock.review import progress, unfinished
from recorder.playback import voice
from recorder.screens.base import VivaScreen
from recorder.screens.dialogs import confirmations
from recorder.screens.mock.mix import MixForm
from recorder.services import Services
from recorder.widgets.keys import Keys
from sessions.answers.mocks import Mock
from sessions.errors import StoreError

OWN = "own"
GO_ON = "go on"
BEGIN = "begin "
SEE = "see "
"""What an option does, in its id; after the last two comes a number."""

ABOUT: tuple[str, ...] = (
    "small talk, your story, Med-Peds, cases, ethics, and follow-ups",
    "like HireVue: 30 s to prepare, then it records; one chance each",
    "like Kira: the same, with short answers",
    "30 s to read, then recording starts; 6 questions, one chance each",
    "the same, with shorter answers",
)
"""A description of each preset."""

INDENT = Spacing(left=2)

UNREMEMBERED = "Your mix begins, but couldn't be saved for the next time: {}."
VOICE = "Interviewer's voice (v): {}"
STATES = {"over": "", "abandoned": "ended early", "open": "not finished"}


class MockList(OptionList):
    """What can be begun, continued, or read again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", tooltip="Begin, continue, or read", id="mocks.choose")
    ]


class MocksScreen(VivaScreen[None]):
    """Choose a mock interview."""

    CSS_PATH = "mocks.tcss"
    AUTO_FOCUS = "MockList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "voice", "Voice", tooltip="Interviewer's voice on or off", id="mocks.voice"),
        Binding("x", "end", "End unfinished", tooltip="End it (asks first)", id="mocks.end"),
        Binding("s", "settings", "Settings", tooltip="Microphone, model", id="mocks.settings"),
        Binding("escape", "home", "Back", tooltip="Back to the questions", id="mocks.home"),
    ]
    choices = getters.query_one(MockList)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._open: Mock | None = None
        self._engine = voice.find()

    def compose(self) -> ComposeResult:
        """Lay out the person's progress and the list."""
        yield Static("Mock interviews", id="title")
        yield Static(id="progress")
        yield MockList()
        yield Static(id="voice")
        yield Keys()

    def on_screen_resume(self) -> None:
        """Refresh after another screen: a mock may have advanced or ended."""
        self.refresh_list()

    def refresh_list(self) -> None:
        """Show the mocks in the store."""
        mocks = self._services.store.mocks
        try:
            every, self._open = mocks.all(), mocks.unfinished()
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        full = sum(mock.is_full for mock in every)
        self.query_one("#progress", Static).update(Content(progress(full)))
        self._show_voice()
        at = self.choices.highlighted or 0
        self.choices.set_options(self._options([m for m in every if m.state != "open"]))
        self.choices.highlighted = min(at, self.choices.option_count - 1)
        if self.choices.highlighted_option is None or self.choices.highlighted_option.disabled:
            self.choices.action_first()
        self.refresh_bindings()

    def _options(self, over: list[Mock]) -> list[Option]:
        found = []
        if self._open is not None:
            answered = f"{self._open.answered} of {len(self._open.questions)} answered"
            found.append(_option(GO_ON, f"Continue: {self._open.title}", answered))
        for number, (mix, about) in enumerate(zip(PRESETS, ABOUT, strict=True)):
            found.append(_option(f"{BEGIN}{number}", mix.title, about))
        found.append(_option(OWN, "Your own mix …", "choose length, questions, and time to think"))
        if over:
            found.append(Option(Content.styled("Reports", "$primary"), disabled=True))
        found += [_option(f"{SEE}{mock.id}", mock.title, _outcome(mock)) for mock in over]
        return found

    def _show_voice(self) -> None:
        wanted = self._services.settings.interviewer
        state = "on, the computer reads questions aloud" if wanted else "off, questions as text"
        if wanted and self._engine is None:
            state = f"on, but {voice.MISSING[0].lower()}{voice.MISSING[1:]}"
        self.query_one("#voice", Static).update(Content(VOICE.format(state)))

    # Choosing

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        chosen = event.option_id or ""
        if chosen == GO_ON and self._open is not None:
            self.post_message(messages.RunMock(self._open.id))
        elif chosen.startswith(SEE):
            self.post_message(messages.ShowMock(int(chosen.removeprefix(SEE))))
        elif chosen.startswith(BEGIN):
            self._begin(PRESETS[int(chosen.removeprefix(BEGIN))])
        elif chosen == OWN:
            self._begin_own()

    @work(exclusive=True, group="asking")
    async def _begin_own(self) -> None:
        bank, settings = self._services.bank, self._services.settings
        start = remembered(settings.mix, bank.categories)
        choices = await self.app.push_screen_wait(MixForm(bank, start))
        if choices is not None:
            self._remember(choices)
            self._begin(choices.mix())

    def _remember(self, choices: MixChoices) -> None:
        try:
            self._services.change(mix=choices.saved())
        except OSError as error:
            self.notify(UNREMEMBERED.format(error), severity="warning", markup=False)

    @work(exclusive=True, group="beginning")
    async def _begin(self, mix: Mix) -> None:
        """Explain how the mock works, and begin it if the person agrees."""
        store, by_words = self._services.store, self._services.model() is not None
        if not await self._may_begin():
            return
        try:
            plan = begin.planned(mix, self._services.bank, store)
            if not plan.steps:
                self.notify(begin.empty(mix), severity="warning", markup=False)
            elif await self.app.push_screen_wait(
                confirmations.begin_mock(mix.title, begin.outline(plan, by_words=by_words))
            ):
                spoken = self._services.settings.interviewer
                mock = begin.begin(plan, store, voice=spoken)
                self.post_message(messages.RunMock(mock.id))
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)

    async def _may_begin(self) -> bool:
        """Ask what to do with an unfinished mock; return whether another may begin."""
        if self._open is None:
            return True
        found = self._open
        if await self.app.push_screen_wait(confirmations.other_mock(unfinished(found))) == "go on":
            self.post_message(messages.RunMock(found.id))
            return False
        return self._end_mock(found)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to end only an unfinished mock."""
        return action != "end" or self._open is not None

    def action_voice(self) -> None:
        """Turn reading the questions aloud on or off."""
        self._services.change(interviewer=not self._services.settings.interviewer)
        self._show_voice()

    @work(exclusive=True, group="asking")
    async def action_end(self) -> None:
        """Ask, then end the unfinished mock."""
        found = self._open
        if found is None:
            return
        if await self.app.push_screen_wait(confirmations.end_mock(unfinished(found))):
            self._end_mock(found)
            self.refresh_list()

    def _end_mock(self, mock: Mock) -> bool:
        try:
            self._services.store.mocks.end(mock.id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return False
        self._open = None
        return True

    def action_settings(self) -> None:
        """Choose a microphone or a model."""
        self.post_message(messages.ShowSettings())

    def action_home(self) -> None:
        """Go to the first screen."""
        self.post_message(messages.GoHome())


class _Row(Visual):
    """A title, and an indented description below it; lines that wrap stay indented."""

    def __init__(self, title: str, about: str) -> None:
        below = Content.styled(plain(about), "$foreground-muted")
        self._parts = Content(plain(title)), Padding(below, INDENT)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw one part below the other."""
        drawn = (part.render_strips(width, None, style, options) for part in self._parts)
        return [strip for strips in drawn for strip in strips][:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width of the wider part."""
        return max(part.get_optimal_width(rules, container_width) for part in self._parts)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the number of lines."""
        return sum(part.get_height(rules, width) for part in self._parts)


def _option(id: str, title: str, about: str) -> Option:
    return Option(_Row(title, about), id=id)


def _outcome(mock: Mock) -> str:
    parts = [day(mock.begun), f"{mock.answered} of {len(mock.questions)} answered"]
    counts = "full mock" if mock.is_full else STATES[mock.state]
    return " · ".join([*parts, counts] if counts else parts)
