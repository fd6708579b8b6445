"""The demonstration in progress: the sample answer that comes with Viva is analyzed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Button

from analysis.types import Analysis
from recorder import messages
from recorder.analyst.client import AnalysisCanceled, AnalysisFailed
from recorder.demo.answer import StageListener
from recorder.microphone.types import MicrophoneError
from recorder.screens.base import VivaScreen
from recorder.widgets.keys import Keys
from recorder.widgets.work_box import WorkBox

DOING = {
    "recording": "Playing the sample answer …",
    "analyzing": "Analyzing the recording …",
}
REMARK = "Viva analyzes this sample answer the same way as yours. Nothing is saved."


class DemonstrationScreen(VivaScreen[None]):
    """Does the work; `ShowReport` or `ShowFailure` follows."""

    CSS_PATH = "analyzing.tcss"
    TRANSIENT = True
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", tooltip="Back to the questions", id="demo.cancel"),
    ]
    box = getters.query_one(WorkBox)

    def __init__(self, demonstrate: Callable[[StageListener], Awaitable[Analysis]]) -> None:
        super().__init__()
        self._demonstrate = demonstrate

    def compose(self) -> ComposeResult:
        """Lay out the progress and a button to cancel."""
        with Vertical(id="box"):
            yield WorkBox("Demonstration", DOING["recording"], REMARK)
            yield Button("Cancel (esc)", id="cancel")
        yield Keys()

    def on_mount(self) -> None:
        """Begin."""
        self._analyze()

    @work(exclusive=True, group="demonstration")
    async def _analyze(self) -> None:
        try:
            analysis = await self._demonstrate(self._notify)
        except AnalysisCanceled:
            self.post_message(messages.GoHome())
        except (AnalysisFailed, MicrophoneError, OSError) as error:
            self.post_message(messages.ShowFailure(None, str(error)))
        else:
            self.post_message(messages.ShowReport(None, analysis))

    def _notify(self, doing: str, share: float) -> None:
        self.post_message(messages.CheckProgressed(doing, share))

    def on_check_progressed(self, event: messages.CheckProgressed) -> None:
        """Move the bar."""
        self.box.show(DOING[event.doing], event.share)

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Stop it."""
        self.workers.cancel_group(self, "demonstration")
        self.post_message(messages.GoHome())
