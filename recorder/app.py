"""The app: theme, palette, the analysis child's life, and leaving without losing an answer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from recorder import messages
from recorder.commands import commands
from recorder.navigation import Navigation
from recorder.screens.home import Home
from recorder.services import Services
from recorder.themes import DARK, THEMES

STYLES: list[str | PurePath] = ["app.tcss", "screens/home.tcss"]
WIDTHS = [(0, "-narrow"), (72, "-normal"), (92, "-wide")]
HEIGHTS = [(0, "-short"), (18, "-medium"), (30, "-tall")]


class VivaApp(Navigation):
    """Viva's screens over its services."""

    TITLE = "Viva"
    CSS_PATH = STYLES
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark,f1", "help", "Help", key_display="?", tooltip="This help", id="app.help"
        ),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Viva's commands first, then Textual's own."""
        yield from commands(self)
        yield from super().get_system_commands(screen)

    def on_ready(self) -> None:
        """After the first frame: save what a crash cut off, then start the analysis child."""
        self._recover()
        self._warm()

    @on(messages.ModelChosen)
    def _warm_again(self) -> None:
        self._warm()

    @work(group="warm", exclusive=True)
    async def _warm(self) -> None:
        try:
            problem = await self.services.analyst.warm(self.services.model())
        except OSError as error:
            problem = f"The analysis program cannot be started: {error}."
        if problem:
            self.notify(problem, title="Speech model", severity="warning", markup=False)

    @work(group="recover")
    async def _recover(self) -> None:
        from recorder.screens import asks
        from sessions.recovery import recover

        wanted = []
        for answer in recover(self.services.store):
            match await self.push_screen_wait(asks.recovered(answer)):
                case "analyse":
                    wanted.append(answer)
                case "delete":
                    self.services.store.delete_answer(answer.id)
        if wanted:  # the others wait under Answers
            self.screen.post_message(messages.Analyse(wanted[0]))
        if isinstance(self.screen, Home):
            self.screen.refresh_list()

    def action_help(self) -> None:
        """Show how it works and the keys of this screen."""
        from recorder.screens.help import Help

        if not isinstance(self.screen, ModalScreen):
            self.push_screen(Help(self.screen.active_bindings.values()))

    async def action_quit(self) -> None:
        """Leave; while recording, ask what becomes of it."""
        from recorder.screens.practice import Practice

        practice = next((s for s in self.screen_stack if isinstance(s, Practice) and s.busy), None)
        if practice is None:
            self.exit()
        elif practice is self.screen:  # else it is asking already
            practice.leave("quit")

    async def on_unmount(self) -> None:
        """End the analysis child with the app."""
        await self.services.analyst.close()
