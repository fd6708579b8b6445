"""Answers side by side: their measures and what they say, each part playable.

`AnswersComparison` shows any two answers, `RetellingReport` the tellings of a drill. Both are drawn
right away, and again as the answers are transcribed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from analysis.report.comparison.model import Comparison
from analysis.report.comparison.text import changes_text
from recorder import messages
from recorder.comparison import page
from recorder.display_text import plain
from recorder.screens.base import VivaScreen
from recorder.services import Services
from recorder.widgets.keys import Keys
from recorder.widgets.report.comparison_table import ComparisonTable
from recorder.widgets.report.replay_bar import ReplayBar
from recorder.widgets.work_box import speech_left
from sessions.errors import StoreError
from sessions.files.files import current_path
from sessions.types import Answer

HINTS = ("enter play this part", "space play/pause", "o its report")
GONE = "The recording of this answer was deleted."


class ComparisonScreen(VivaScreen[None]):
    """Compares ``answers``; a subclass says how (`compared`) and what is above it (`lines`)."""

    CSS_PATH = "comparison.tcss"
    AUTO_FOCUS = "ComparisonTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "Play", tooltip="Play or pause", id="comparison.play"),
        Binding("o", "report", "Report", tooltip="This answer's report", id="comparison.report"),
        Binding("h", "save", "HTML", tooltip="Save as a web page", id="comparison.save"),
        Binding("escape", "back", "Back", tooltip="Back to where you were", id="comparison.back"),
    ]
    table = getters.query_one(ComparisonTable)

    def __init__(self, services: Services, answers: Sequence[Answer]) -> None:
        super().__init__()
        self.services = services
        self.answers = tuple(answers)
        self.contents = self.compared()
        self.follow(services.queue, lambda status: status.answer.id in self.answer_ids)

    # What each subclass defines

    def compared(self) -> Comparison:
        """Put the answers side by side as they are now; may raise ``StoreError``."""
        raise NotImplementedError

    def lines(self) -> tuple[str, ...]:
        """Return what is said above the table."""
        return ()

    # Drawing

    @property
    def answer_ids(self) -> frozenset[int]:
        """The answers side by side."""
        return frozenset(answer.id for answer in self.answers)

    def compose(self) -> ComposeResult:
        """Lay out the summary, the table, and a player for each recording."""
        with VerticalScroll(id="head", can_focus=False):
            yield Static(id="title")
            yield Static(id="cautions")
            yield Static(id="summary")
        yield ComparisonTable()
        yield Static(id="status")
        for place, answer in enumerate(self.answers):
            recording = current_path(answer.path)
            if recording.is_file():
                bar = ReplayBar(
                    recording, answer.duration or 0.0, (), self.services.output, hints=HINTS
                )
                bar.id = f"player-{answer.id}"
                bar.display = place == 0
                yield bar
        yield Keys()

    def on_screen_resume(self) -> None:
        """Refresh after another screen: an answer may have been analyzed again."""
        self._refresh()

    def on_answer_progressed(self, event: messages.AnswerProgressed) -> None:
        """Redraw shortly, once for all the updates that arrive until then."""
        event.stop()
        self.redraw_soon(self._refresh)

    def _refresh(self) -> None:
        try:
            self.contents = self.compared()
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self._draw()

    def _draw(self) -> None:
        found = self.contents
        self.query_one("#title", Static).update(Content.styled(plain(found.title), "bold"))
        cautions = self.query_one("#cautions", Static)
        cautions.update(Content("\n".join(f"! {plain(each)}" for each in found.cautions)))
        cautions.display = bool(found.cautions)
        said = [*map(changes_text, found.changes), found.said_summary, *self.lines()]
        summary = self.query_one("#summary", Static)
        summary.update(Content("\n".join(plain(each) for each in said if each)))
        self._show_status()
        self.table.show(found)
        self.refresh_bindings()

    def _show_status(self) -> None:
        """Show which answer is still being transcribed, and how much of it is left."""
        pending = [self.services.queue.status(answer.id) for answer in self.answers]
        waiting = [status for status in pending if status is not None and not status.ended]
        line = self.query_one("#status", Static)
        line.display = bool(waiting)
        if waiting:
            more = f" ({len(waiting)} answers to go)" if len(waiting) > 1 else ""
            line.update(Content(f"Transcribing{speech_left(waiting[0].left)}{more}"))

    # Playing

    @on(ComparisonTable.Chosen)
    def _play_part(self, event: ComparisonTable.Chosen) -> None:
        bar = self._switch(event.column)
        if bar is None:
            self.notify(GONE, markup=False)
        else:
            bar.play(event.part.start, event.part.end)

    @on(ReplayBar.Clicked)
    def _play_or_pause(self, event: ReplayBar.Clicked) -> None:
        event.bar.toggle()

    def action_play(self) -> None:
        """Play or pause the answer whose column the cursor is on."""
        playing = next((bar for bar in self.query(ReplayBar) if bar.playing), None)
        if playing is not None:
            playing.pause()
        elif (bar := self._switch(self.table.column)) is not None:
            bar.toggle()
        else:
            self.notify(GONE, markup=False)

    def _switch(self, column: int) -> ReplayBar | None:
        """Show one answer's player and silence the others; ``None``: it has no recording."""
        wanted = None
        chosen = self.answers[column].id if column < len(self.answers) else None
        for bar in self.query(ReplayBar):
            if bar.id == f"player-{chosen}":
                wanted = bar
            elif bar.playing:
                bar.pause()
        if wanted is not None:
            for bar in self.query(ReplayBar):
                bar.display = bar is wanted
        return wanted

    # Elsewhere

    def action_report(self) -> None:
        """Open the report of the answer whose column the cursor is on."""
        if self.table.column < len(self.answers):
            self.post_message(messages.ShowAnswer(self.answers[self.table.column]))

    @work(thread=True, group="save", exclusive=True)
    def action_save(self) -> None:
        """Save the comparison as a web page with its sound, and say where."""
        from recorder.reports.save_page import CannotSave

        try:
            path = page.save(self.contents, self.answers, self.services.locations)
        except CannotSave as error:
            self.app.call_from_thread(self.notify, str(error), severity="warning", markup=False)
        else:
            self.app.call_from_thread(self.notify, f"Saved as {path}", markup=False, timeout=10)

    def action_back(self) -> None:
        """Go back to where this was opened."""
        self.post_message(messages.GoBack())


class AnswersComparison(ComparisonScreen):
    """Any two answers."""

    def compared(self) -> Comparison:
        """Put the answers side by side as they are now."""
        from recorder.comparison.fetch import of_answers

        store = self.services.store
        self.answers = tuple(store.answer(answer.id) for answer in self.answers)
        return of_answers(store, self.answers, self.services.queue.status)
