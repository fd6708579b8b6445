"""An analysis on its way: what is being done, the share of it, and a key to stop it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Footer, ProgressBar, Static

from analysis.types import Analysis
from recorder import messages
from recorder.analyst import AnalysisCancelled, AnalysisFailed
from recorder.demo import Stage
from recorder.microphone import MicrophoneError
from recorder.widgets.words import plain
from sessions.types import Answer

Work = Callable[[Stage], Awaitable[Analysis]]

DOING = {
    "recording": "Playing the sample answer …",
    "listening": "Listening to the answer …",
}


class Analysing(Screen[None]):
    """Does the work; `ShowReport` or `ShowFailure` follows. ``answer`` is ``None`` for the demo."""

    CSS_PATH = "analysing.tcss"
    PASSING = True
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", tooltip="Keep the recording", id="analysing.cancel"),
    ]
    bar = getters.query_one(ProgressBar)

    def __init__(self, title: str, remark: str, work: Work, answer: Answer | None) -> None:
        super().__init__()
        self._title = title
        self._remark = remark
        self._work = work
        self._answer = answer

    def compose(self) -> ComposeResult:
        """What is done, a bar, and a way out."""
        with Vertical(id="box"):
            yield Static(Content(plain(self._title)), id="title")
            yield Static(Content(DOING["listening"]), id="doing")
            yield ProgressBar(total=1.0, show_eta=False)
            yield Static(Content(plain(self._remark)), id="remark")
            yield Button("Cancel (esc)", id="cancel")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin."""
        self._analyse()

    @work(exclusive=True, group="analysis")
    async def _analyse(self) -> None:
        try:
            analysis = await self._work(self._tell)
        except AnalysisCancelled:
            self.post_message(messages.GoHome())
        except (AnalysisFailed, MicrophoneError, OSError) as error:
            self.post_message(messages.ShowFailure(self._answer, str(error)))
        else:
            self.post_message(messages.ShowReport(self._answer, analysis))

    def _tell(self, doing: str, share: float) -> None:
        self.post_message(messages.Progress(doing, share))

    def on_progress(self, event: messages.Progress) -> None:
        """Move the bar."""
        self.query_one("#doing", Static).update(Content(DOING[event.doing]))
        self.bar.update(progress=event.share)

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Stop the analysis; the recording stays."""
        self.workers.cancel_group(self, "analysis")
        if self._answer is not None:
            self.app.notify("Cancelled. The recording is kept under Answers.")
        self.post_message(messages.GoHome())
