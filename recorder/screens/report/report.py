"""The report of one answer: drawn from the sound first, and filled in once it is transcribed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Collapsible, Static

from analysis.demo import ANSWER
from analysis.report.model import Report as Contents
from analysis.types import Analysis
from prompts.types import Question
from recorder import messages
from recorder.analyst.status import AnalysisStatus
from recorder.comparison.fetch import in_order, other_attempts
from recorder.demo.answer import QUESTION
from recorder.display_text import plain
from recorder.recording.session import question_asked
from recorder.reports import save_page
from recorder.reports.alone import report_alone
from recorder.reports.fetch import report_of
from recorder.screens.dialogs.explain import ExplainScreen
from recorder.screens.report.correcting import NotedLine
from recorder.screens.report.mentor import MentorFeedbackScreen
from recorder.screens.report.telling import StoryLine
from recorder.screens.report.whose_voice import HINT, VoiceScreen, voices
from recorder.services import Services
from recorder.widgets.keys import Keys
from recorder.widgets.report.replay_bar import ReplayBar
from recorder.widgets.report.report_sheet import ReportSheet
from recorder.widgets.work_box import speech_left
from sessions.errors import StoreError
from sessions.files.files import current_path
from sessions.types import Answer

DEMO = "This sample answer comes with Viva and is read by a computer. Press n to record your own."
WAITING = (
    "The transcript and scores need a speech model. Get one in the settings (press s on the "
    "first screen), then press t here."
)
NEED_ANSWER = (
    *("analyze", "compare", "correct", "filler", "no_filler", "judge", "undo", "save", "mentor"),
)
"""Actions that need a saved answer that isn't being analyzed."""

NO_OTHER = (
    "You have no other attempt at this question. To compare two other answers, mark them with m in "
    "Answers (a)."
)
READY = "Press t to add the transcript and scores with {model}."


class ReportScreen(MentorFeedbackScreen, VoiceScreen):
    """One answer's report; ``answer`` is ``None`` for the sample answer.

    While the answer is being analyzed, a line at the bottom shows the progress.
    """

    CSS_PATH = "report.tcss"
    TRANSIENT = True
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "Again", tooltip="Record this question again", id="report.again"),
        Binding("n", "next", "Next", tooltip="Go to the next question", id="report.next"),
        Binding("e", "explain", "Explain", tooltip="What each measure means", id="report.explain"),
        Binding("m", "measures", "All measures", show=False, id="report.measures"),
        Binding(
            "t",
            "analyze",
            "Analyze again",
            show=False,
            tooltip="Analyze this answer again",
            id="report.analyze",
        ),
        Binding(
            "c", "cancel", "Stop analysis", tooltip="Stop analyzing this answer", id="report.cancel"
        ),
        Binding("h", "save", "HTML", tooltip="Save as a web page", id="report.save"),
        Binding(
            "d",
            "compare",
            "Compare",
            show=False,
            tooltip="Compare with another attempt at this question",
            id="report.compare",
        ),
        Binding(
            "a", "answers", "Answers", show=False, tooltip="All your answers", id="report.answers"
        ),
        Binding("escape", "back", "Back", tooltip="Back to where you were", id="report.back"),
    ]
    page = getters.query_one("#page", VerticalScroll)
    sheet = getters.query_one(ReportSheet)

    def __init__(self, services: Services, analysis: Analysis, answer: Answer | None) -> None:
        super().__init__()
        self.answer = answer
        self.services = services
        self.analysis = analysis
        self._status = services.queue.status(answer.id) if answer else None
        self.contents = self._build()
        self.follow(services.queue, lambda status: status.answer.id in self.answer_ids)

    def compose(self) -> ComposeResult:
        """Lay out the report and the line that shows the progress."""
        with VerticalScroll(id="page"):
            yield ReportSheet(self.contents, self._cautions())
        yield StoryLine()
        yield Static(id="status")
        yield NotedLine()
        if self.recording.is_file():
            yield ReplayBar(
                self.recording,
                self.contents.duration,
                self.contents.sentences,
                self.services.output,
            )
        yield Keys()

    def on_mount(self) -> None:
        """Show the progress, and any update that has arrived since then."""
        self._show_status()
        self._show_keys()
        self.show_told()
        if self.answer is None or self._status is None:
            return
        now = self.services.queue.status(self.answer.id)
        if now is None:
            now = replace(self._status, state="reported", analysis=self._stored())
        self._move(now)

    # Analysis in progress

    @property
    def answer_ids(self) -> frozenset[int]:
        """The number of the answer shown."""
        return frozenset() if self.answer is None else frozenset({self.answer.id})

    @property
    def under_way(self) -> bool:
        """Whether this answer is still being analyzed."""
        return self._status is not None and not self._status.ended

    @property
    def _problem(self) -> str | None:
        return self._status.problem if self._status is not None else None

    def on_answer_progressed(self, event: messages.AnswerProgressed) -> None:
        """Show the progress; redraw the report when it is complete."""
        event.stop()
        self._move(event.status)

    def _move(self, now: AnalysisStatus) -> None:
        before, self._status = self._status, now
        shown = self.analysis
        if now.state == "reported" and now.analysis is not None:
            self.answer, self.analysis = now.answer, now.analysis
        if before is None or before.ended != now.ended or shown is not self.analysis:
            self.rebuild()
        self._show_status()

    def rebuild(self) -> None:
        """Build the report again from what is stored, and draw it."""
        self.contents = self._build()
        self.sheet.show(self.contents, self._cautions())
        self._show_keys()

    def _show_keys(self) -> None:
        """Show the keys that work now."""
        if self.replay is not None:
            self.replay.set_sentences(self.contents.sentences)
        self.show_hints()
        self.refresh_bindings()

    def _show_status(self) -> None:
        """Show at the bottom what is still to come, or what went wrong."""
        line, now = self.query_one("#status", Static), self._status
        text = "" if now is None else _status_line(now, again=self.analysis.transcript is not None)
        line.set_class(bool(text), "-shown")
        line.set_class(now is not None and now.ended, "-problem")
        line.update(Content(plain(text)))

    def _stored(self) -> Analysis | None:
        try:
            return None if self.answer is None else self.services.store.analysis(self.answer.id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return None

    # Contents

    def _build(self) -> Contents:
        analysis = self.analysis
        if self.answer is None:
            return report_alone(analysis)
        if analysis.waits_for_model:  # this screen says how to add the transcript
            kept = tuple(note for note in analysis.notes if note.kind != "transcript")
            analysis = replace(analysis, notes=kept)
        off, goal = self.services.settings.remarks_off, self.services.settings.goal
        try:
            return report_of(self.services.store, self.answer, analysis, off=off, wanted=goal)
        except StoreError as error:  # without earlier answers
            self.app.notify(str(error), severity="warning", markup=False)
            at = self.answer.recorded_at.astimezone()
            return report_alone(analysis, off=off, recorded_at=at)

    @property
    def recording(self) -> Path:
        """Path of the recording, which may no longer exist."""
        return ANSWER if self.answer is None else current_path(self.answer.path)

    def _cautions(self) -> tuple[str, ...]:
        cautions = self.contents.cautions
        if self.answer is None:
            return (*cautions, DEMO)
        if voices(self.analysis) and not self.under_way:
            cautions = (*cautions, HINT)
        if not self.contents.waits_for_model or self.under_way or self._problem:
            return cautions
        model = self.services.model()
        return (*cautions, WAITING if model is None else READY.format(model=model.name))

    @property
    def _question(self) -> Question:
        bank = self.services.bank
        return question_asked(self.answer, bank) if self.answer else bank.get(QUESTION)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a saved answer can be analyzed again, and only a running analysis stopped."""
        if not super().check_action(action, parameters):
            return False
        if action == "cancel":
            return self.under_way
        if action == "story":
            return self.answer is not None
        if action == "mentor_moment":
            return any(notes.moments for notes in self.contents.mentors)
        kept = self.answer is not None and not self.under_way
        if action == "voice":
            return kept and bool(voices(self.analysis))
        return kept or action not in NEED_ANSWER

    def action_again(self) -> None:
        """Ask the same question again."""
        self.post_message(messages.PracticeQuestion(self._question))

    def action_next(self) -> None:
        """Ask the next question; after the sample answer, its own question."""
        question = self._question
        if self.answer is not None:
            self.post_message(messages.PracticeNext(question))
        else:
            self.post_message(messages.PracticeQuestion(question))

    def action_explain(self) -> None:
        """Explain each measure."""
        self.app.push_screen(ExplainScreen(self.contents))

    def action_measures(self) -> None:
        """Open or close the list of all measures."""
        fold = self.query_one(Collapsible)
        fold.collapsed = not fold.collapsed
        self.call_after_refresh(fold.scroll_visible, top=not fold.collapsed)

    def action_analyze(self) -> None:
        """Analyze this answer again; this report stays until the new one is ready."""
        if self.contents.waits_for_model and self.services.model() is None:
            self.notify(WAITING)
        elif self.answer is not None:
            self.services.queue.analyze(self.answer)

    def action_cancel(self) -> None:
        """Stop the analysis."""
        if self.answer is not None:
            self.services.queue.cancel(self.answer.id)

    # Elsewhere

    @work(thread=True, group="save", exclusive=True)
    def action_save(self) -> None:
        """Save the report as a web page with its sound, and say where."""
        assert self.answer is not None
        try:
            page = save_page.save(self.contents, self.answer, self.services.locations)
        except save_page.CannotSave as error:
            self.app.call_from_thread(self.notify, str(error), severity="warning", markup=False)
        else:
            self.app.call_from_thread(self.notify, f"Saved as {page}", markup=False, timeout=10)

    @work(exclusive=True, group="asking")
    async def action_compare(self) -> None:
        """Compare with the other tellings of its drill, or with another attempt."""
        from recorder.screens.comparison.attempt_choice import AttemptChoice

        assert self.answer is not None
        store = self.services.store
        try:
            drill = store.retellings.of_answer(self.answer.id)
            others = other_attempts(store, self.answer)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if drill is not None and len(drill.tellings) > 1:
            self.post_message(messages.ShowRetelling(drill.id))
            return
        if not others:
            self.notify(NO_OTHER, markup=False)
            return
        one = others[0]
        if len(others) > 1:
            chosen = await self.app.push_screen_wait(AttemptChoice(others))
            if chosen is None:
                return
            one = chosen
        self.post_message(messages.ShowComparison(in_order(one, self.answer)))

    def action_answers(self) -> None:
        """Show all answers."""
        self.post_message(messages.ShowAnswers())

    def action_back(self) -> None:
        """Go back to where the report was opened."""
        self.post_message(messages.GoBack())


def _status_line(now: AnalysisStatus, *, again: bool) -> str:
    if now.ended:
        return f"! {now.problem} Press t to try again." if now.problem else ""
    doing = "Analyzing this answer again" if again else "Transcribing your answer"
    return f"{doing}{speech_left(now.left)}"
