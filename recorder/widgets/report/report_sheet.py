"""The contents of a report, from the most important to the complete; computes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Collapsible, Digits, Static

from analysis.report.model import Report
from analysis.report.text import WORDS_TO_COME
from recorder.display_text import plain
from recorder.widgets.report.attempts_view import AttemptsView
from recorder.widgets.report.band_bar import BandBar
from recorder.widgets.report.focus_view import FocusView
from recorder.widgets.report.mentor_view import MentorView
from recorder.widgets.report.remark_view import RemarkView
from recorder.widgets.report.timeline_view import TimelineView
from recorder.widgets.report.transcript_view import TranscriptView
from recorder.widgets.report.verdict_view import VerdictView

AGAIN = "Press r to answer again."


class ReportSheet(Vertical):
    """One report, which may replace another while it is being read."""

    def __init__(self, report: Report, cautions: tuple[str, ...]) -> None:
        super().__init__(id="sheet")
        self.report = report
        self._cautions = cautions
        self._folded = True
        self._all_pauses = False

    def show(self, report: Report, cautions: tuple[str, ...]) -> None:
        """Draw another report in one step; whatever was expanded stays expanded."""
        self.report, self._cautions = report, cautions
        self._folded = self.query_one(Collapsible).collapsed
        self._all_pauses = any(view.all_pauses for view in self.query(TranscriptView))
        self.refresh(recompose=True)

    def compose(self) -> ComposeResult:
        """Lay out the verdict, scores, what else to change, the words, and all measures."""
        report = self.report
        yield Static(Content(plain(report.question)), id="question")
        yield Static(Content(plain(report.subtitle)), id="subtitle")
        if report.goal is not None:
            text = f"{report.goal.text} {report.goal.more}".strip()
            classes = f"goal -{report.goal.outcome.replace(' ', '-')}"
            yield Static(Content(plain(text)), classes=classes)
        if report.overall is None:
            yield from self._unjudged()
        if report.verdict is not None:
            yield VerdictView(report.verdict)
        for caution in self._cautions:
            yield Static(Content(f"! {plain(caution)}"), classes="caution")
        yield from self._scores()
        if report.attempts:
            yield Static("Your attempts at this question", classes="heading")
            yield AttemptsView(report.attempts, report.changes)
        yield from self._focus()
        if report.pieces:
            yield Static("Transcript", classes="heading")
            if report.timeline is not None:
                moments = [m.start for notes in report.mentors for m in notes.moments]
                yield TimelineView(report.timeline, moments)
            view = TranscriptView(report.pieces, report.legend, hides_pauses=report.hides_pauses)
            view.set_reactive(TranscriptView.all_pauses, self._all_pauses)
            yield view
        if report.remarks:
            yield Static("Comments on content (not scored)", classes="heading")
            yield from (RemarkView(remark) for remark in report.remarks)
        if report.melody:
            yield Static("Melody of your voice (not scored)", classes="heading")
            yield from (RemarkView(remark) for remark in report.melody)
        for notes in report.mentors:
            yield Static(Content(plain(f"Feedback from {notes.mentor}")), classes="heading")
            yield MentorView(notes)
        with Collapsible(title="All measures (m)", collapsed=self._folded):
            yield Static(self._measures(), id="measures")

    def _unjudged(self) -> Iterator[Widget]:
        """Lay out why there is no score, what to do, and what the sound shows."""
        report = self.report
        if report.unjudged:
            text = f"{report.unjudged} {AGAIN}" if report.has_question else report.unjudged
            yield Static(Content(plain(text)), classes="unjudged")
        else:
            yield Static(WORDS_TO_COME, classes="waiting")
        facts = [
            Content.assemble((f"{fact.label:<9}", "bold"), plain(fact.text))
            for fact in report.heard
        ]
        if facts:
            yield Static(Content("\n").join(facts), id="heard")

    def _scores(self) -> Iterator[Widget]:
        report = self.report
        if report.overall is None:
            return
        with Horizontal(id="overall"):
            yield Digits(str(report.overall))
            yield Static("overall, out of 100")
        with Vertical(id="bars"):
            told = {focus.name for focus in report.also_worth}
            if report.verdict is not None and report.verdict.change is not None:
                told.add(report.verdict.change.name)
            for bar in report.bars:
                yield BandBar(bar)
                if bar.name not in told:  # else it is below, with its moments
                    yield Static(Content(plain(bar.advice)), classes="advice")
        yield Static("▬ good range   ● you", id="key")

    def _focus(self) -> Iterator[Widget]:
        if self.report.also_worth:
            yield Static("Also worth a look", classes="heading")
            found = enumerate(self.report.also_worth, 1)
            yield from (FocusView(number, focus) for number, focus in found)

    def _measures(self) -> Content:
        rows = [
            Content.assemble(
                (f"{plain(line.label):<26}", "$foreground-muted"), f" {plain(line.shown)}"
            )
            for line in self.report.lines
        ]
        return Content("\n").join(rows)
