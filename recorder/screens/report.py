"""The report of one answer: draws a `Report` and computes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Collapsible, Digits, Footer, Static

from analysis.report.model import Report as Contents
from prompts.types import Question
from recorder import messages
from recorder.answering import after, question_of
from recorder.demo import QUESTION
from recorder.screens.explain import Explain
from recorder.services import Services
from recorder.widgets.band_bar import BandBar
from recorder.widgets.focus_view import FocusView
from recorder.widgets.transcript_view import TranscriptView
from recorder.widgets.words import plain
from sessions.types import Answer

DEMO = (
    "This is the sample answer that comes with Viva, read by a computer. Press n to try your own."
)
WAITING = (
    "Scored from the sound alone: the words wait for a speech model. Get one with "
    "viva model pull base.en, then press t here."
)
READY = "Scored from the sound alone. Press t to add the words with {model}."
ALL_GOOD = "Nothing stands out: all four are good. Try the next question."
NO_SCORE = "No score: too little was said to judge."


class Report(Screen[None]):
    """One answer's report; ``answer`` is ``None`` for the demonstration."""

    CSS_PATH = "report.tcss"
    PASSING = True
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "Again", tooltip="Record this question again", id="report.again"),
        Binding("n", "next", "Next", tooltip="The next question", id="report.next"),
        Binding("e", "explain", "Explain", tooltip="What each measure means", id="report.explain"),
        Binding("m", "measures", "All measures", show=False, id="report.measures"),
        Binding(
            "t",
            "analyse",
            "Analyse again",
            tooltip="Analyse this answer again",
            id="report.analyse",
        ),
        Binding("a", "answers", "Answers", tooltip="What you recorded", id="report.answers"),
        Binding("escape", "back", "Back", tooltip="Back to where you were", id="report.back"),
    ]
    page = getters.query_one("#page", VerticalScroll)

    def __init__(self, services: Services, report: Contents, answer: Answer | None) -> None:
        super().__init__()
        self._services = services
        self._report = report
        self._answer = answer

    def compose(self) -> ComposeResult:
        """From the most important to the complete."""
        report = self._report
        with VerticalScroll(id="page"), Vertical(id="sheet"):
            yield Static(Content(plain(report.question)), id="question")
            yield Static(Content(plain(report.subtitle)), id="subtitle")
            for caution in self._cautions():
                yield Static(Content(f"! {plain(caution)}"), classes="caution")
            yield from self._scores()
            yield from self._focus()
            if report.pieces:
                yield Static("What was heard", classes="heading")
                yield TranscriptView(report.pieces, report.legend)
            with Collapsible(title="All measures (m)", collapsed=True):
                yield Static(self._measures(), id="measures")
        yield Footer(show_command_palette=False)

    def _cautions(self) -> Iterator[str]:
        yield from self._report.cautions
        if self._answer is None:
            yield DEMO
        elif self._report.waits_for_model:
            model = self._services.model()
            yield WAITING if model is None else READY.format(model=model.name)

    def _scores(self) -> Iterator[Widget]:
        report = self._report
        if report.overall is None:
            yield Static(NO_SCORE, classes="heading")
            return
        with Horizontal(id="overall"):
            yield Digits(str(report.overall))
            yield Static("overall, of 100")
        with Vertical(id="bars"):
            yield from (BandBar(bar) for bar in report.bars)
        yield Static("▬ good stretch   ● you", id="key")

    def _focus(self) -> Iterator[Widget]:
        if self._report.focus:
            yield Static("Most worth a look", classes="heading")
            yield from (FocusView(n, focus) for n, focus in enumerate(self._report.focus, 1))
        elif self._report.overall is not None:
            yield Static(ALL_GOOD, classes="heading")

    def _measures(self) -> Content:
        rows = [
            Content.assemble(
                (f"{plain(line.label):<26}", "$foreground-muted"), f" {plain(line.shown)}"
            )
            for line in self._report.lines
        ]
        return Content("\n").join(rows)

    @property
    def _question(self) -> Question:
        bank = self._services.bank
        return question_of(self._answer, bank) if self._answer else bank.get(QUESTION)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a kept answer can be analysed again."""
        return not (action == "analyse" and self._answer is None)

    def action_again(self) -> None:
        """Ask the same question again."""
        self.post_message(messages.Practise(self._question))

    def action_next(self) -> None:
        """Ask the next question; after the demonstration, the first."""
        question = self._question
        if self._answer is not None:
            question = after(question, self._services.bank)
        self.post_message(messages.Practise(question))

    def action_explain(self) -> None:
        """Say what each measure means."""
        self.app.push_screen(Explain(self._report))

    def action_measures(self) -> None:
        """Open or close all measures."""
        fold = self.query_one(Collapsible)
        fold.collapsed = not fold.collapsed
        self.call_after_refresh(fold.scroll_visible, top=not fold.collapsed)

    def action_analyse(self) -> None:
        """Analyse this answer afresh."""
        if self._answer is not None:
            self.post_message(messages.Analyse(self._answer))

    def action_answers(self) -> None:
        """Show the answers."""
        self.post_message(messages.ShowAnswers())

    def action_back(self) -> None:
        """Go back to where the report was opened."""
        self.post_message(messages.GoBack())
