"""An answer being analyzed: how much is left, and that the person doesn't have to wait."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button

from recorder import messages
from recorder.analyst.status import AnalysisStatus
from recorder.recording.session import question_asked
from recorder.screens.base import VivaScreen
from recorder.services import Services
from recorder.widgets.keys import Keys
from recorder.widgets.work_box import WorkBox, speech_left

REMARK = (
    "Your recording is safe, and you don't have to wait. Keep practicing; you'll find the report "
    "in Answers."
)


class AnalyzingScreen(VivaScreen[None]):
    """Watches one answer; `ShowReport` or `ShowFailure` follows."""

    CSS_PATH = "analyzing.tcss"
    TRANSIENT = True
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", tooltip="Don't wait for it", id="analyzing.leave"),
        Binding("r", "again", "Again", tooltip="Record this question again", id="analyzing.again"),
        Binding("n", "next", "Next", tooltip="The next question", id="analyzing.next"),
        Binding("c", "cancel", "Cancel", tooltip="Cancel the report", id="analyzing.cancel"),
    ]
    box = getters.query_one(WorkBox)

    def __init__(self, services: Services, status: AnalysisStatus) -> None:
        super().__init__()
        self.answer = status.answer
        self._services = services
        self._status = status
        self._result_shown = False
        self.follow(services.queue, lambda status: status.answer.id in self.answer_ids)

    def compose(self) -> ComposeResult:
        """Lay out the progress and the buttons."""
        with Vertical(id="box"):
            yield WorkBox(self.answer.question_text, _doing(self._status), REMARK)
            with Horizontal():
                yield Button("Next question (n)", id="next", variant="primary")
                yield Button("Leave (esc)", id="leave")
                yield Button("Cancel (c)", id="cancel")
        yield Keys()

    def on_mount(self) -> None:
        """Show the current progress."""
        now = self._services.queue.status(self.answer.id)
        if now is None:
            self.post_message(messages.ShowAnswer(self.answer))
        else:
            self._status = now
            self._show()

    @property
    def answer_ids(self) -> frozenset[int]:
        """The answer being watched."""
        return frozenset({self.answer.id})

    def on_screen_resume(self) -> None:
        """Show the result if it became ready under another screen."""
        self._show_result()

    def on_answer_progressed(self, event: messages.AnswerProgressed) -> None:
        """Move the bar, or show the result."""
        event.stop()
        self._status = event.status
        self._show()
        if self.is_current or isinstance(self.app.screen, ModalScreen):
            self._show_result()

    def _show(self) -> None:
        self.box.show(_doing(self._status), self._status.share)

    def _show_result(self) -> None:
        now = self._status
        if self._result_shown or not (now.ended or now.analysis):
            return
        self._result_shown = True
        if now.analysis is not None:
            self.post_message(messages.ShowReport(now.answer, now.analysis))
        elif now.state == "failed":
            self.post_message(messages.ShowFailure(now.answer, now.problem or ""))
        else:
            self.post_message(messages.GoBack())

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Go back; the analysis continues."""
        self.post_message(messages.GoBack())

    def action_again(self) -> None:
        """Ask the same question again; the analysis continues."""
        self.post_message(messages.PracticeAgain(self.answer))

    @on(Button.Pressed, "#next")
    def action_next(self) -> None:
        """Ask the next question; the analysis continues."""
        self.post_message(messages.PracticeNext(question_asked(self.answer, self._services.bank)))

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Cancel the report; the recording stays."""
        self.notify("Canceled. Your recording is saved in Answers.")
        self._services.queue.cancel(self.answer.id)


def _doing(status: AnalysisStatus) -> str:
    if status.left is None:
        return "Analyzing the recording …"
    return f"Transcribing{speech_left(status.left)}"
