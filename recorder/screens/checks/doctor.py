"""The doctor's screen: everything Viva needs, what is wrong, and how to fix it."""

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
from textual.widgets import OptionList, ProgressBar, Static

from recorder import messages
from recorder.display_text import plain
from recorder.doctor import checks as table
from recorder.doctor.result import Check, Result
from recorder.doctor.surroundings import Surroundings
from recorder.doctor.text import summary, whole
from recorder.screens.base import VivaScreen
from recorder.widgets.checks.doctor_view import DoctorView
from recorder.widgets.keys import Keys

COPIED = "Copied, if your terminal allows it. If not, run `viva doctor` and copy the output."
STOPPED = "Stopped. The results so far are still here."
MICROPHONE = "microphone"


class DoctorScreen(VivaScreen[None]):
    """Runs a round of checks in a thread; ``checks`` are all of the table by default."""

    CSS_PATH = "doctor.tcss"
    AUTO_FOCUS = "DoctorView"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "Again", tooltip="Check all again", id="doctor.again"),
        Binding(
            "t",
            "slow",
            "Test",
            tooltip="Say a sentence to test microphone and model",
            id="doctor.slow",
        ),
        Binding("c", "copy", "Copy", tooltip="Copy all for a bug report", id="doctor.copy"),
        Binding("escape", "leave", "Back", tooltip="Stop, or go back", id="doctor.back"),
    ]
    view = getters.query_one(DoctorView)

    def __init__(self, surroundings: Surroundings, checks: Sequence[Check] | None = None) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._checks = table.CHECKS if checks is None else tuple(checks)
        self.results: dict[str, Result] = {}
        self.waiting: list[str] = []
        self._stopped = threading.Event()
        self._round = 0

    def compose(self) -> ComposeResult:
        """Lay out a one-line summary, every check, and the progress."""
        yield Static(id="summary")
        yield DoctorView()
        with Vertical(id="work"):
            yield Static(id="doing")
            yield ProgressBar(total=1.0, show_eta=False)
        yield Keys()

    def on_mount(self) -> None:
        """Run the checks that need nothing from the person."""
        self.action_again()

    @property
    def in_progress(self) -> bool:
        """Whether the microphone is listening, or about to."""
        return MICROPHONE in self.waiting

    # Rounds

    def action_again(self) -> None:
        """Run all checks again, except those that run only on request."""
        self._begin([check for check in self._checks if check.pace != "asked"])

    def action_slow(self) -> None:
        """Run the checks that need the person's voice or a lot of memory."""
        self._begin([check for check in self._checks if check.pace == "asked"])

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        """Run this check again."""
        self._begin([check for check in self._checks if check.name == event.option_id])

    def _begin(self, checks: Sequence[Check]) -> None:
        """Run these checks, then the rest of the current round."""
        left = [c for c in self._checks if c.name in self.waiting and c not in checks]
        self._stopped.set()
        self._stopped, self._round = threading.Event(), self._round + 1
        wanted = [*checks, *left]
        self.waiting = [check.name for check in wanted]
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
        """Show a result; ignore results from a round that was stopped."""
        if event.round != self._round:
            return
        if event.result is None:
            self.waiting.clear()
        else:
            self.results[event.result.name] = event.result
            if event.result.name in self.waiting:
                self.waiting.remove(event.result.name)
        if self.waiting:  # most checks take no time, and each result would redraw them all
            self.redraw_soon(self._draw)
        else:
            self._draw()

    def on_check_progressed(self, event: messages.CheckProgressed) -> None:
        """Show what is being done, or what the person should do."""
        if self.waiting:
            self._show_work(event.doing, event.share)

    # What is shown

    def _draw(self) -> None:
        if not self.is_attached:
            return
        self.view.show(self._checks, self.results, self.waiting)
        found = summary(self._in_order)
        if self.waiting:
            found = f"Checking: {self.waiting[0]} …"
        self.query_one("#summary", Static).update(
            Content.assemble(("Doctor", "bold $primary"), f"  {found}")
        )
        self.query_one("#work").display = bool(self.waiting)
        if self.waiting:
            done = len(self._checks) - len(self.waiting)
            self._show_work("", done / len(self._checks))

    def _show_work(self, doing: str, share: float) -> None:
        line = self.query_one("#doing", Static)
        line.display = bool(doing)
        line.update(Content(plain(doing)))
        self.query_one(ProgressBar).update(progress=share)

    @property
    def _in_order(self) -> list[Result]:
        """The results in the order of the table."""
        return [self.results[c.name] for c in self._checks if c.name in self.results]

    def on_resize(self) -> None:
        """Redraw for the new width."""
        self._draw()

    def action_copy(self) -> None:
        """Copy all results to the clipboard."""
        self.app.copy_to_clipboard(whole(self._in_order))
        self.notify(COPIED, markup=False)

    # Leaving

    def action_leave(self) -> None:
        """Stop the checks in progress, or go back if there are none."""
        if not self.waiting:
            self.post_message(messages.GoBack())
            return
        self._stopped.set()
        self._round += 1
        self.waiting.clear()
        self.notify(STOPPED)
        self._draw()

    def on_unmount(self) -> None:
        """Stop listening, however the screen was left."""
        self._stopped.set()
