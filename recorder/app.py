"""The app: theme, palette, the analysis child's life, and leaving without losing an answer.

The window comes first, then the child, then the model, all while the person reads the questions.
"""

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
from recorder.standing import Standing
from recorder.themes import DARK, THEMES
from recorder.widgets.words import plain
from sessions.errors import StoreError

UNFINISHED = "{} not analysed yet. The report comes when you open Viva again."

SOON = 0.5
"""Seconds between the end of an analysis and its being told."""

MANY = 2
"""Reports above which they are told together."""

STYLES: list[str | PurePath] = ["app.tcss", "screens/home.tcss"]
WIDTHS = [(0, "-narrow"), (72, "-normal"), (92, "-wide")]
HEIGHTS = [(0, "-short"), (18, "-medium"), (30, "-tall")]

MOST_REFUSED = 3
"""Faults of a person's own questions said at the start; `viva questions check` says all."""


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
        self._untold: list[Standing] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Viva's commands first, then Textual's own."""
        yield from commands(self)
        yield from super().get_system_commands(screen)

    def on_ready(self) -> None:
        """After the first frame: start the analysis child, and go on where the last start ended."""
        self.services.desk.listen(self._moved)
        self._warm()
        self._recover()
        if self.services.made_up:
            self.notify(self.services.made_up, title="Example", markup=False)
        for refusal in self.services.refused[:MOST_REFUSED]:
            self.notify(refusal, title="Your questions", severity="warning", markup=False)

    @on(messages.ModelWanted)
    @work(group="warm", exclusive=True)
    async def _warm(self) -> None:
        services = self.services
        try:
            problem = await services.analyst.warm(services.model(), services.settings.release_after)
        except OSError as error:
            problem = f"The analysis program cannot be started: {error}."
        if problem:
            self.notify(problem, title="Speech model", severity="warning", markup=False)

    @work(group="recover")
    async def _recover(self) -> None:
        try:
            self.services.desk.resume()
            await self._ask_about_cut_off()
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
        if isinstance(self.screen, Home):
            self.screen.refresh_list()

    async def _ask_about_cut_off(self) -> None:
        from recorder.screens import asks
        from sessions.recovery import recover

        wanted = []
        for answer in recover(self.services.store):
            match await self.push_screen_wait(asks.recovered(answer)):
                case "analyse":
                    wanted.append(answer)
                case "delete":
                    self.services.store.delete_answer(answer.id)
        for answer in wanted:
            self.services.desk.analyse(answer)
        if wanted:  # the others come by themselves
            self._see(wanted[0])

    # Reports that come while something else is shown

    def _moved(self, standing: Standing) -> None:
        if standing.state in ("reported", "failed"):
            self._untold.append(standing)
            self._tell_soon()

    @on(messages.TakeStopped)
    def _tell_soon(self) -> None:
        self.set_timer(SOON, self._tell)  # by then a screen may show it

    def _tell(self) -> None:
        """Tell what is ready and not on a screen; while the person speaks, not yet."""
        if any(getattr(screen, "busy", False) for screen in self.screen_stack):
            return
        untold = [s for s in self._untold if not self._shows(s.answer.id)]
        self._untold.clear()
        if len(untold) > MANY:
            self.notify(f"{len(untold)} reports are under Answers (a).", title="Reports ready")
        else:
            for standing in untold:
                self._tell_one(standing)

    def _tell_one(self, standing: Standing) -> None:
        text, title = plain(standing.answer.question_text), "Report ready"
        if standing.state == "failed":
            title, text = "No report", f"{text}\n{plain(standing.problem or '')}"
        self.notify(f"{text}\nIt is under Answers (a).", title=title, markup=False)

    def _shows(self, answer_id: int) -> bool:
        """Whether a screen is about this answer."""
        answers = (getattr(screen, "answer", None) for screen in self.screen_stack)
        return any(answer is not None and answer.id == answer_id for answer in answers)

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
            self._quit()
        elif practice is self.screen:  # else it is asking already
            practice.leave("quit")

    @on(messages.Quit)
    def _quit(self) -> None:
        """Leave at once; what is not analysed yet is done at the next start."""
        waiting = [s for s in self.services.desk.under_way() if s.answer.state == "recorded"]
        self.exit(message=UNFINISHED.format(_count(len(waiting))) if waiting else None)

    async def on_unmount(self) -> None:
        """Leave the answers as they are, and end the analysis child with the app."""
        await self.services.desk.close()
        await self.services.analyst.close()


def _count(answers: int) -> str:
    return "1 answer is" if answers == 1 else f"{answers} answers are"
