"""Progress over weeks: the measures on the left, one as a chart on the right, and what it means.

The answers are read once, then each measure is computed in a thread, the one in view first. With
many answers, the overall scores are read and shown before the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from analysis.progress import build, model
from analysis.progress.model import Period, TrendLine
from analysis.progress.names import count
from analysis.report.earlier import repeated
from analysis.trends import MAIN, Dated, Series, by_way
from analysis.trends.real_change import FEWEST_DAYS
from recorder import messages
from recorder.display_text import plain
from recorder.progress import dated, files
from recorder.progress.mentors import agreement_sentences
from recorder.progress.scope import EVERYTHING, Scope, scopes
from recorder.screens.answers.some_answers import SomeAnswers
from recorder.screens.base import VivaScreen
from recorder.screens.progress.milestones import MilestonesScreen
from recorder.screens.progress.scope import ChooseScope
from recorder.services import Services
from recorder.today import retelling
from recorder.widgets.keys import Keys
from recorder.widgets.progress.measure_list import MeasureList
from recorder.widgets.progress.trend_chart import TrendChart
from sessions.errors import StoreError

EMPTY = """\
No scored answers yet. Press Escape, choose a question, and record an answer.

After your first answer, this screen shows where you are. After a second answer to the same \
question, it shows what changed. After a week or two of practice, it shows what has really \
changed and what is just ups and downs."""
LEFT_OUT = (
    "! {others} not included (analyzed by another version or model). Press w to see {them}, or "
    "run `viva reanalyze --outdated` to include all answers."
)
MOST_REPEATED = 2
"""Most questions whose first and latest attempts are compared here."""

MANY = 1000
"""Number of answers from which the overall score is shown before the rest is read."""

SOON = 0.1
"""Seconds until the rest is read, so that the overall score is drawn."""

REAL = {"better": "$success", "worse": "$warning", "changed": "$accent"}


NEWEST = "Press r for the newest."


@dataclass
class ComputedProgress(Message):
    """One measure has been computed (``None``: no answer has it), for the request ``round``."""

    round: int
    name: str
    line: TrendLine | None


class ProgressScreen(VivaScreen[None]):
    """What has changed from week to week."""

    CSS_PATH = "progress.tcss"
    AUTO_FOCUS = "MeasureList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "week(-1)", "Previous week", show=False, tooltip="Previous week",
                id="progress.before", priority=True),
        Binding("right", "week(1)", "Next week", show=False, tooltip="Next week",
                id="progress.after", priority=True),
        Binding("enter", "answers", "Answers", tooltip="Answers from this week",
                id="progress.answers", priority=True),
        Binding("f", "scope", "Questions", tooltip="All questions, a category, or one",
                id="progress.scope"),
        Binding("w", "other_series", "Others", tooltip="Answers from other versions or models",
                id="progress.way"),
        Binding("m", "milestones", "Milestones", tooltip="Milestones you've reached",
                id="progress.milestones"),
        Binding("r", "retelling", "Retelling", show=False,
                tooltip="Your newest retelling drill", id="progress.retelling"),
        Binding("h", "page", "HTML", tooltip="Save as a web page", id="progress.page"),
        Binding("c", "table", "CSV", tooltip="Save as a spreadsheet", id="progress.table"),
        Binding("escape", "back", "Back", tooltip="Back to where you were", id="progress.back"),
    ]  # fmt: skip
    measures = getters.query_one(MeasureList)
    chart = getters.query_one(TrendChart)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.answers: tuple[Dated, ...] = ()
        self._scope: Scope = EVERYTHING
        self.series: tuple[Series, ...] = ()
        self._series_index = 0
        self.lines: dict[str, TrendLine] = {}
        self._round = 0
        self._stale = True
        self._count = -1
        self._quick = False
        """Only the overall scores have been read so far, to show something at once."""

    def compose(self) -> ComposeResult:
        """Lay out a heading, the measures, and the one selected."""
        yield Static(id="title")
        yield Static(id="analyzed")
        yield Static(id="repeated")
        yield Static(id="drills")
        yield Static(EMPTY, id="empty")
        with Horizontal(id="both"):
            yield MeasureList()
            with Vertical(id="one"):
                yield Static(id="name")
                yield TrendChart()
                yield Static(id="week")
                with VerticalScroll(id="meaning"):
                    yield Static(id="means")
        yield Static(id="short")
        yield Static(id="short-week")
        yield Keys()

    def on_mount(self) -> None:
        """Follow the answers analyzed while the screen is open."""
        self.follow(self._services.queue, lambda status: status.ended)

    def on_answer_progressed(self, event: messages.AnswerProgressed) -> None:
        """Read the answers again when the screen is next shown."""
        event.stop()
        self._stale = True

    def on_screen_resume(self) -> None:
        """Read the answers if there are new ones, or if one was deleted since then."""
        self._show_drills()
        count = self._services.store.count()
        if self._stale or count != self._count:
            self._stale, self._count = False, count
            quick = count >= MANY and not self.answers
            self.answers = dated.dated(self._services.store, overall_alone=quick)
            self._quick = quick
            self._begin()

    def _show_drills(self) -> None:
        """Count the retelling drills."""
        line, said = self.query_one("#drills", Static), retelling.counted(self._services.store)
        line.update(Content(f"{said} {NEWEST}"))
        line.display = bool(said)

    def action_retelling(self) -> None:
        """Show the newest retelling drill side by side."""
        newest = next(iter(self._services.store.retellings.all()), None)
        if newest is not None:
            self.post_message(messages.ShowRetelling(newest.id))

    def _read_all(self) -> None:
        """Read what the quick look left out."""
        self._quick = False
        self.answers = dated.dated(self._services.store)
        self._begin()

    # Contents

    def _begin(self) -> None:
        """Sort the answers in scope, and start computing the measures."""
        self.series = by_way(self._scope.of(self.answers))
        self._series_index = min(self._series_index, max(len(self.series) - 1, 0))
        self.lines, self._round = {}, self._round + 1
        there = bool(self.series)
        self.query_one("#empty").display = not there
        self.query_one("#both").display = there
        self._show_heading()
        if there:
            self.measures.begin(MAIN, self.measures.chosen)
            self.chart.line = None
            first = MAIN[0] if self._quick else self.measures.chosen or MAIN[0]
            self._compute(self._round, first)
        self.refresh_bindings()

    @work(thread=True, exclusive=True, group="computing")
    def _compute(self, round: int, first: str) -> None:
        """Compute each measure; the answers aren't an argument, since a worker's are logged."""
        worker, answers = get_current_worker(), self.series[self._series_index].answers
        names = (first,) if self._quick else (first, *(name for name in MAIN if name != first))
        for name in names:
            if worker.is_cancelled:
                return
            self.post_message(ComputedProgress(round, name, build.line(answers, name)))

    def on_computed_progress(self, event: ComputedProgress) -> None:
        """Show a measure that is ready."""
        event.stop()
        if event.round != self._round:
            return
        if event.line is None and not self._quick:
            kept = [str(o.id) for o in self.measures.options if o.id != event.name]
            self.measures.keep_only(kept)
        if event.line is not None:
            self.lines[event.name] = event.line
            self.measures.fill(event.line)
            if event.name == self.measures.chosen:
                self._show_line()
        if self._quick:
            self.set_timer(SOON, self._read_all)

    @on(OptionList.OptionHighlighted)
    def _show_line(self) -> None:
        """Show the selected measure, with its newest week selected."""
        line = self.lines.get(self.measures.chosen or "")
        self.chart.line = line
        self.chart.chosen = line.periods[-1] if line else None
        name, means = self.query_one("#name", Static), self.query_one("#means", Static)
        if line is None:
            for each in (name, means, *self.query("#short, #short-week").results(Static)):
                each.update("")
            return
        style = f"bold {REAL.get(line.verdict, '$text')}"
        unit = f", {line.unit}" if line.unit else ""
        verdict = (f"{line.sign} {line.headline}", style)
        name.update(Content.assemble((f"{line.label}{unit}", "bold"), "   ", verdict))
        means.update(Content("\n".join((*line.explanation, line.meaning, *self._mentors(line)))))
        said = Content.assemble(verdict, f": {line.change_text}. {line.slope}")
        self.query_one("#short", Static).update(said)
        self._show_week()

    def _mentors(self, line: TrendLine) -> tuple[str, ...]:
        """Say below the overall score how far mentors agree with it."""
        if line.name != MAIN[0] or self._quick:
            return ()
        answers = self.series[self._series_index].answers
        try:
            return agreement_sentences(self._services.store, answers)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return ()

    def _show_week(self) -> None:
        period = self.chart.chosen
        week = Content(f"←→ {period.summary}" if period else "")
        for each in ("#week", "#short-week"):
            self.query_one(each, Static).update(week)

    def _show_heading(self) -> None:
        title = f"  {plain(self._scope.label)}"
        analyzed = ""
        if self.series:
            said = build.heading(self.series, self._scope.label, place=self._series_index)
            title += f" · {said.summary}"
            analyzed = _analyzed_text(said, self._series_index)
        self.query_one("#title", Static).update(
            Content.assemble(("Progress", "bold $primary"), title)
        )
        self.query_one("#analyzed", Static).update(Content(plain(analyzed)))
        self.query_one("#analyzed").set_class(len(self.series) > 1, "-mixed")
        self._show_repeated()

    def _show_repeated(self) -> None:
        """Compare first and latest attempts, which is all there is to see in the first days."""
        here = self.series[self._series_index].answers if self.series else ()
        early = len({answer.at.date() for answer in here}) < FEWEST_DAYS
        found = repeated.repeated(here, self._asked) if early and not self._quick else ()
        lines = [Content.styled(f"{repeated.HEADING}:", "bold")]
        lines += [Content(repeated.text(each)) for each in found[:MOST_REPEATED]]
        box = self.query_one("#repeated", Static)
        box.update(Content("\n").join(lines))
        box.display = bool(found)

    @property
    def _asked(self) -> dict[str, str]:
        """Every question's text by its id."""
        return {question.id: question.text for question in self._services.bank.questions}

    def on_resize(self, event: events.Resize) -> None:
        """Fit the list to its new width."""
        self.call_after_refresh(lambda: self.measures.fit(self.lines))

    # Going through it

    def action_week(self, by: int) -> None:
        """Select the previous or the next week."""
        line, chosen = self.chart.line, self.chart.chosen
        if line is not None and chosen is not None:
            place = line.periods.index(chosen) + by
            self.chart.chosen = line.periods[min(max(place, 0), len(line.periods) - 1)]
            self._show_week()

    @on(TrendChart.Chosen)
    def _week_clicked(self, event: TrendChart.Chosen) -> None:
        self.chart.chosen = event.period
        self._show_week()

    def action_answers(self) -> None:
        """List the answers of the selected week."""
        line, period = self.chart.line, self.chart.chosen
        if line is not None and period is not None:
            ids = _ids(self.series[self._series_index], line.name, period)
            self.app.push_screen(SomeAnswers(self._services, ids, period.summary))

    @work(exclusive=True, group="asking")
    async def action_scope(self) -> None:
        """Choose which questions."""
        store = self._services.store
        found = scopes(self.answers, self._services.bank, lambda id: store.answer(id).question_text)
        chosen = await self.app.push_screen_wait(ChooseScope(found, self._scope))
        if chosen is not None and chosen != self._scope:
            self._scope, self._series_index = chosen, 0
            self._begin()

    def action_other_series(self) -> None:
        """Show the answers that were analyzed in the next way."""
        if len(self.series) > 1:
            self._series_index = (self._series_index + 1) % len(self.series)
            self._begin()

    def action_milestones(self) -> None:
        """Show the milestones reached."""
        if self.series:
            said = build.outline(self.series, self._scope.label, place=self._series_index)
            self.app.push_screen(MilestonesScreen(said))

    def action_page(self) -> None:
        """Save a web page."""
        self._save(files.page, self._asked)

    def action_table(self) -> None:
        """Save a table."""
        self._save(files.table, self._asked)

    @work(thread=True, exclusive=True, group="saving")
    def _save(self, save: files.Save, asked: dict[str, str]) -> None:
        from recorder.reports.save_page import CannotSave  # brings the templates with it

        try:
            path = save(self.series, self._scope, self._services.locations, asked)
        except CannotSave as error:
            text, severity = str(error), "warning"
        else:
            text, severity = f"Saved as {path}", "information"
        self.app.call_from_thread(self.notify, plain(text), severity=severity, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the actions that have something to show."""
        if action == "other_series":
            return len(self.series) > 1
        if action == "retelling":
            return self.is_mounted and self.query_one("#drills").display
        return bool(self.series) or action in ("back", "scope")

    def action_back(self) -> None:
        """Go back to the previous screen."""
        self.post_message(messages.GoBack())


def _analyzed_text(said: model.ProgressReport, place: int) -> str:
    """Return how these answers were analyzed, and how many others there are."""
    text = f"Analyzed by {said.analyzed_by}."
    if said.others:
        others = count(sum(kind.answers for kind in said.others), "answer")
        left_out = LEFT_OUT.format(others=others, them="the next" if place else "them")
        text = f"{left_out} {text}"
    return f"{text} {said.early_note}".rstrip()


def _ids(series: Series, name: str, period: Period) -> tuple[int, ...]:
    """Return the numbers of a period's answers that have this measure, newest first."""
    return tuple(
        a.answer
        for a in reversed(series.answers)
        if a.answer is not None
        and period.start <= a.at.date() <= period.last
        and a.values.get(name) is not None
    )
