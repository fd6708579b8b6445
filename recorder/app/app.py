"""The app: theme, palette, the life of the analysis process, and quitting without losing an answer.

The window opens first, then the process starts, then it loads the model, all while the person
reads the questions.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import PurePath
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea
from textual.worker import get_current_worker

from recorder import messages
from recorder.analyst.status import AnalysisStatus
from recorder.app.commands import commands
from recorder.app.navigation import Navigation
from recorder.app.themes import DARK, THEMES
from recorder.display_text import plain
from recorder.models.download import Download
from recorder.screens.home.home import HomeScreen
from recorder.services import Services
from sessions.errors import StoreError

UNFINISHED = "{} not analyzed yet. Viva will finish the next time you open it."

UPKEEP_AFTER = 3.0
"""Seconds after the first frame, so that the speech model loads first."""

SOON = 0.5
"""Seconds between the end of an analysis and its toast."""

MANY = 2
"""Above this number of reports, one toast announces them all."""

STYLES: list[str | PurePath] = ["app.tcss", "../screens/home/home.tcss"]
WIDTHS = [(0, "-narrow"), (72, "-normal"), (92, "-wide")]
HEIGHTS = [(0, "-short"), (18, "-medium"), (30, "-tall")]

MOST_REFUSED = 3
"""Problems in the person's own questions shown at startup; `viva questions check` lists all."""


class VivaApp(Navigation):
    """Viva's screens on top of its services."""

    TITLE = "Viva"
    CSS_PATH = STYLES
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark,f1", "help", "Help", key_display="?", tooltip="This help", id="app.help"
        ),
        Binding("ctrl+z", "suspend_process", "Pause Viva", show=False, id="app.suspend"),
    ]

    def __init__(self, services: Services, greeting: str | None = None) -> None:
        """Create the app; it shows ``greeting`` once it is open."""
        super().__init__(services)
        self._greeting = greeting
        self._unannounced: list[AnalysisStatus] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield Viva's commands, then Textual's own."""
        yield from commands(self)
        yield from super().get_system_commands(screen)

    def on_ready(self) -> None:
        """Start the analysis process after the first frame, and pick up unfinished answers."""
        self.services.queue.listen(self._on_status)
        self._warm_up()
        self.services.downloads.listen(self._on_download)
        self._recover()
        if self._greeting:
            self.notify(self._greeting, title="Viva", severity="warning", markup=False)
        if self.services.newcomer:
            self.post_message(messages.ShowFirstSteps())
        self.set_timer(UPKEEP_AFTER, self._run_upkeep)
        if self.services.made_up:
            self.notify(self.services.made_up, title="Example", markup=False)
        for refusal in self.services.refused[:MOST_REFUSED]:
            self.notify(refusal, title="Your questions", severity="warning", markup=False)

    @work(thread=True, group="upkeep", exclusive=True)
    def _run_upkeep(self) -> None:
        """Back up, compress, and remove what is due while the person does something else."""
        worker = get_current_worker()
        upkeep = self.services.upkeep
        if upkeep is None or worker.is_cancelled:
            return
        problem = upkeep(lambda: not worker.is_cancelled and self.is_running, self.speaking)
        if problem and not worker.is_cancelled:
            self.call_from_thread(
                self.notify,
                problem,
                title="Your answers",
                severity="warning",
                timeout=30,
                markup=False,
            )

    def speaking(self) -> bool:
        """Whether an answer is being recorded, or waits for a microphone to continue."""
        return any(screen.in_progress or screen.can_resume for screen in self.viva_screens)

    @on(messages.ShowModelOffer)
    @work(group="warm", exclusive=True)
    async def _warm_up(self) -> None:
        services = self.services
        try:
            problem = await services.analyst.warm(services.model(), services.settings.release_after)
        except OSError as error:
            problem = f"Viva can't start its analysis process: {error}."
        if problem:
            self.notify(problem, title="Speech model", severity="warning", markup=False)

    def _on_download(self, download: Download) -> None:
        """Use a speech model as soon as it is installed, and report how the download ended."""
        if download.state == "done":
            self._warm_up()
            self.notify(f"{download.name} is installed. Your answers will now be transcribed.")
        elif download.state == "failed" and not self.screen.query("ModelOffer"):
            self.notify(
                download.problem or "", title="Speech model", severity="warning", markup=False
            )

    @work(group="recover")
    async def _recover(self) -> None:
        try:
            self.services.queue.resume()
            await self._ask_about_cut_off()
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
        if isinstance(self.screen, HomeScreen):
            self.screen.refresh_list()

    async def _ask_about_cut_off(self) -> None:
        """Ask about each answer that a crash cut off, even if the person said "Later" before."""
        from recorder.screens.dialogs import confirmations
        from sessions.recovery import recover

        wanted = []
        recover(self.services.store)
        for answer in self.services.store.unanalyzed():
            if not answer.recovered:
                continue
            match await self.push_screen_wait(confirmations.recovered(answer)):
                case "analyze":
                    wanted.append(answer)
                case "delete":
                    self.services.store.delete_answer(answer.id)
        for answer in wanted:
            self.services.queue.analyze(answer)
        if wanted:  # toasts announce the others
            self._show_answer(wanted[0])

    # Reports that become ready while another screen is open

    def _on_status(self, status: AnalysisStatus) -> None:
        if status.state in ("reported", "failed"):
            self._unannounced.append(status)
            self._announce_soon()

    @on(messages.TakeStopped)
    def _announce_soon(self) -> None:
        self.set_timer(SOON, self._announce)  # by then a screen may show it

    def _announce(self) -> None:
        """Announce reports that no screen shows; wait while the person is speaking."""
        if self.speaking():
            return
        unannounced = [s for s in self._unannounced if not self._is_shown(s.answer.id)]
        self._unannounced.clear()
        if len(unannounced) > MANY:
            text = f"{len(unannounced)} new reports are in Answers (a)."
            self.notify(text, title="Reports ready")
        else:
            for status in unannounced:
                self._announce_one(status)

    def _announce_one(self, status: AnalysisStatus) -> None:
        text, title = plain(status.answer.question_text), "Report ready"
        if status.state == "failed":
            title, text = "No report", f"{text}\n{plain(status.problem or '')}"
        self.notify(f"{text}\nYou'll find it in Answers (a).", title=title, markup=False)

    def _is_shown(self, answer_id: int) -> bool:
        """Whether a screen is about this answer."""
        return any(answer_id in screen.answer_ids for screen in self.viva_screens)

    def get_key_display(self, binding: Binding) -> str:
        """Name the key that opens the help: in a text field "?" is a letter like others."""
        writing = isinstance(self.focused, Input | TextArea)
        return "F1" if writing and binding.id == "app.help" else super().get_key_display(binding)

    def action_help(self) -> None:
        """Show how Viva works and the keys on this screen."""
        from recorder.screens.home.help import HelpScreen

        if not isinstance(self.screen, ModalScreen):
            self.push_screen(HelpScreen(self.screen.active_bindings.values()))

    async def action_quit(self) -> None:
        """Quit; during a recording, ask what to do with it first."""
        from recorder.screens.practice.recording_screen import RecordingScreen

        recording_screen = next(
            (s for s in self.viva_screens if isinstance(s, RecordingScreen) and s.in_progress), None
        )
        if recording_screen is None or (
            recording_screen is not self.screen and not recording_screen.recording
        ):
            self._quit()
        elif recording_screen is self.screen:  # otherwise a dialog is already open
            recording_screen.leave("quit")

    @on(messages.Quit)
    def _quit(self) -> None:
        """Quit right away; answers not analyzed yet are analyzed at the next start."""
        waiting = [s for s in self.services.queue.pending() if s.answer.state == "recorded"]
        self.exit(message=UNFINISHED.format(_count(len(waiting))) if waiting else None)

    def _fatal_error(self) -> None:
        """Stop at an internal error, with a crash report on the disk.

        Textual would print a traceback with the values of variables, such as an answer's words.
        """
        from recorder.files import crash

        if "VIVA_DEBUG" in os.environ:
            super()._fatal_error()
        elif isinstance(self._exception, StoreError):  # its text explains the database problem
            self.panic(Text(plain(str(self._exception))))
        elif self._exception is not None:
            path = crash.write(self._exception, self.services.locations)
            self.panic(Text(crash.sentence(path)))

    async def on_unmount(self) -> None:
        """Leave the answers as they are, and end the analysis process with the app."""
        await self.services.downloads.close()
        await self.services.queue.close()
        await self.services.analyst.close()


def _count(answers: int) -> str:
    return "1 answer is" if answers == 1 else f"{answers} answers are"
