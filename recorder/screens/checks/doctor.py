"""The doctor's screen: everything Viva needs, what is wrong with it, and how to mend it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, OptionList, ProgressBar, Static

from recorder import messages
from recorder.display_text import plain
from recorder.doctor import checks as table
from recorder.doctor.result import Check, Result
from recorder.doctor.surroundings import Surroundings
from recorder.doctor.text import summary, whole
from recorder.screens.base import VivaScreen
from recorder.widgets.checks.doctor_view import DoctorView

COPIED = "Copied, where your terminal allows it; else run `viva doctor` and copy that."
STOPPED = "Stopped; what was found stays."
MICROPHONE = "microphone"


class DoctorScreen(VivaScreen[None]):
    """A round of checks in a thread; ``checks`` are those of the table."""

    CSS_PATH = "doctor.tcss"
    AUTO_FOCUS = "DoctorView"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "Again", tooltip="Check all again", id="doctor.again"),
        Binding(
            "t",
            "slow",
            "Test",
            tooltip="Test microphone and model: say a sentence",
            id="doctor.slow",
        ),
        Binding("c", "copy", "Copy", tooltip="Copy all for a bug report", id="doctor.copy"),
        Binding("escape", "leave", "Back", tooltip="Stop, or go back", id="doctor.back"),
    ]
    view = getters.query_one(DoctorView)

    def __init__(self, surroundings: Surroundings, checks: Sequence[Check] = table.CHECKS) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._checks = tuple(checks)
        self._results: dict[str, Result] = {}
        self._waiting: list[str] = []
        self._stopped = threading.Event()
        self._round = 0
        self._share = 0.0

    def compose(self) -> ComposeResult:
        """What is wrong in one line, every check, and what is being done."""
        yield Static(id="summary")
        yield DoctorView()
        with Vertical(id="work"):
            yield Static(id="doing")
            yield ProgressBar(total=1.0, show_eta=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Check what needs nothing of the person."""
        self.action_again()

    @property
    def in_progress(self) -> bool:
        """Whether the microphone is listening, or about to."""
        return MICROPHONE in self._waiting

    # Rounds

    def action_again(self) -> None:
        """Check all again, but for what must be asked for."""
        self._begin([check for check in self._checks if check.pace != "asked"])

    def action_slow(self) -> None:
        """Test what takes the person's voice or much memory."""
        self._begin([check for check in self._checks if check.pace == "asked"])

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        """Do this check again."""
        self._begin([check for check in self._checks if check.name == event.option_id])

    def _begin(self, checks: Sequence[Check]) -> None:
        """Do these; what is under way goes on after them."""
        left = [c for c in self._checks if c.name in self._waiting and c not in checks]
        self._stopped.set()
        self._stopped, self._round = threading.Event(), self._round + 1
        wanted = [*checks, *left]
        self._waiting = [check.name for check in wanted]
        self._draw()
        self._examine(tuple(wanted), self._stopped, self._round)

    @work(thread=True, group="doctor")
    def _examine(self, checks: tuple[Check, ...], stopped: threading.Event, number: int) -> None:
        def notify(doing: str, share: float) -> None:
            if not stopped.is_set():
                self.post_message(messages.CheckProgressed(doing, share))

        surroundings = replace(
            self._surroundings, wanted=lambda: not stopped.is_set(), notify=notify
        )
        for result in table.examine(surroundings, checks):
            self.post_message(messages.DoctorFinished(number, result))
        self.post_message(messages.DoctorFinished(number))

    def on_doctor_finished(self, event: messages.DoctorFinished) -> None:
        """Show what was found; of a round that was stopped no more."""
        if event.round != self._round:
            return
        if event.result is None:
            self._waiting.clear()
        else:
            self._results[event.result.name] = event.result
            if event.result.name in self._waiting:
                self._waiting.remove(event.result.name)
        self._draw()

    def on_check_progressed(self, event: messages.CheckProgressed) -> None:
        """Say what is being done, or what the person is to do."""
        if self._waiting:
            self._show_work(event.doing, event.share)

    # What is shown

    def _draw(self) -> None:
        if not self.is_attached:
            return
        self.view.show(self._checks, self._results, self._waiting)
        found = summary(self._in_order)
        if self._waiting:
            found = f"Checking: {self._waiting[0]} …"
        self.query_one("#summary", Static).update(
            Content.assemble(("Doctor", "bold $primary"), f"  {found}")
        )
        self.query_one("#work").display = bool(self._waiting)
        if self._waiting:
            done = len(self._checks) - len(self._waiting)
            self._show_work("", done / len(self._checks))

    def _show_work(self, doing: str, share: float) -> None:
        self._share = share
        line = self.query_one("#doing", Static)
        line.display = bool(doing)
        line.update(Content(plain(doing)))
        self.query_one(ProgressBar).update(progress=share)

    @property
    def _in_order(self) -> list[Result]:
        """The results in the order of the table."""
        return [self._results[c.name] for c in self._checks if c.name in self._results]

    def on_resize(self) -> None:
        """Lay it out as the width allows."""
        self._draw()

    def action_copy(self) -> None:
        """Put everything where it can be pasted."""
        self.app.copy_to_clipboard(whole(self._in_order))
        self.notify(COPIED, markup=False)

    # Leaving

    def action_leave(self) -> None:
        """Stop what is under way; when nothing is, go back."""
        if not self._waiting:
            self.post_message(messages.GoBack())
            return
        self._stopped.set()
        self._round += 1
        self._waiting.clear()
        self.notify(STOPPED)
        self._draw()

    def on_unmount(self) -> None:
        """However it is left, listen no more."""
        self._stopped.set()
