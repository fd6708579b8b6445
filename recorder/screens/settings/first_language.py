"""Fillers and rhythm of a first language: choose, see what would be added, add, and undo.

Nothing is added unless the person asks for it.
"""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Label, Select, Static

from prompts.languages import find_language, load_languages
from recorder import messages
from recorder.display_text import plain
from recorder.person.first_language import missing
from recorder.person.own_fillers import phrases
from recorder.screens.base import VivaScreen
from recorder.services import Services
from recorder.widgets.keys import Keys
from recorder.widgets.settings.language_fillers import LanguageFillers
from recorder.widgets.settings.remark_choices import Box

WHY = (
    "People often use the fillers of their first language in English without noticing. Viva "
    "counts the ones you add, in your answers from now on. Only what the speech model "
    "transcribes this way is found; often it is an English word that sounds similar."
)
CHOOSE = "Choose your first language. If it isn't here, add your fillers in the settings."
NOTHING = "Nothing to add: check a filler, or all of these are already on your list."
NOT_SAVED = "This can't be saved: {}."


class FirstLanguageScreen(VivaScreen[None]):
    """Adds fillers of one language to the person's own."""

    CSS_PATH = "first_language.tcss"
    AUTO_FOCUS = "#language"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", tooltip="Add the checked fillers", id="language.add"),
        Binding("u", "undo", "Undo", tooltip="Undo what was added", id="language.undo"),
        Binding("escape", "back", "Back", tooltip="Back to the settings", id="language.back"),
    ]
    fillers = getters.query_one(LanguageFillers)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._before: tuple[str, ...] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the language, what it offers, and what would be added."""
        chosen = find_language(self._services.profile.first_language)
        names = [(Content(plain(each.name)), each.name) for each in load_languages()]
        with VerticalScroll(can_focus=False):
            yield Static("Your first language", id="title")
            yield Static(WHY, classes="source")
            yield Label("Language")
            value = chosen.name if chosen else Select.NULL
            yield Select(
                names, prompt="Choose a language", value=value, id="language", compact=True
            )
            yield LanguageFillers()
        yield Static(id="adds")
        with Horizontal(id="buttons"):
            yield Button("Add these (a)", id="add", variant="primary", compact=True)
            yield Button("Undo (u)", id="undo", compact=True)
        yield Keys()

    async def on_mount(self) -> None:
        """Show the language in the profile, if Viva knows it, from the top of the page."""
        await self._show()
        page = self.query_one(VerticalScroll)
        self.call_after_refresh(page.scroll_home, animate=False)

    async def _show(self) -> None:
        name = self.query_one("#language", Select).value
        language = find_language(name) if isinstance(name, str) else None
        await self.fillers.show(language, self._services.settings.own_fillers)
        self._show_additions()

    @on(Select.Changed, "#language")
    async def _chosen(self, event: Select.Changed) -> None:
        """Remember the language in the profile, unless it is already named there."""
        entered = find_language(self._services.profile.first_language)
        if isinstance(event.value, str) and (entered is None or entered.name != event.value):
            try:
                self._services.change_profile(first_language=event.value)
            except OSError as error:
                self._refuse(error)
        await self._show()

    @on(Box.Changed)
    def _show_additions(self) -> None:
        """Show exactly what would be added to the list."""
        adds = self._additions()
        if self.fillers.language is None:
            said = CHOOSE
        elif not adds:
            said = NOTHING if self.fillers.language.fillers else ""
        else:
            said = f"This adds: {', '.join(adds)}"
        self.query_one("#adds", Static).update(Content(plain(said)))
        self.query_one("#add", Button).disabled = not adds
        self.query_one("#undo", Button).disabled = self._before is None
        self.refresh_bindings()

    def _additions(self) -> tuple[str, ...]:
        return missing(self.fillers.chosen, self._services.settings.own_fillers)

    @on(Button.Pressed, "#add")
    async def action_add(self) -> None:
        """Add the checked fillers, in each spelling a speech model may use."""
        own, adds = self._services.settings.own_fillers, self._additions()
        if self._save(phrases([*own, *adds])):
            self._before = own
            self.offer_undo(f"Added: {plain(', '.join(adds))}.")
        await self._show()

    @on(Button.Pressed, "#undo")
    async def action_undo(self) -> None:
        """Restore the list as it was before."""
        if self._before is not None and self._save(self._before):
            self._before = None
            self.withdraw_undo()
            self.notify("Undone. Your own fillers are as they were.")
        await self._show()

    def _save(self, own: tuple[str, ...]) -> bool:
        """Save the list; ``False`` if the disk refuses."""
        try:
            self._services.change(own_fillers=own)
        except OSError as error:
            self._refuse(error)
            return False
        return True

    def _refuse(self, error: OSError) -> None:
        reason = plain(NOT_SAVED.format(error.strerror or error))
        self.notify(reason, severity="warning", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if not self.is_mounted:
            return True
        if action == "add":
            return bool(self._additions())
        return action != "undo" or self._before is not None

    def action_back(self) -> None:
        """Go back to the settings."""
        self.post_message(messages.GoBack())
