"""The report on a whole mock: drawn right away, and again as its answers are transcribed."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from analysis.report.mock import MockReport
from analysis.report.mock.model import AnswerMoment, MockFinding, MockRow
from analysis.report.mock.text import medians
from recorder import messages
from recorder.display_text import plain
from recorder.mock import page
from recorder.mock.review import history, review
from recorder.screens.base import VivaScreen
from recorder.services import Services
from recorder.widgets.keys import Keys
from sessions.answers.mocks import Mock
from sessions.errors import StoreError

SAVING = "Saving this report as a web page …"
UNFINISHED = "This mock interview isn't finished. Press c to continue."


class AnsweredList(OptionList):
    """The moments and questions of a mock."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", tooltip="Show its report", id="mockreport.open")
    ]


class MockReportScreen(VivaScreen[None]):
    """One mock's report; Enter on a moment or a question opens that answer's own report."""

    CSS_PATH = "mock_report.tcss"
    AUTO_FOCUS = "AnsweredList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "go_on", "Continue", tooltip="Finish the mock", id="mockreport.on"),
        Binding("h", "page", "HTML", tooltip="Save as a web page", id="mockreport.page"),
        Binding("m", "mocks", "Mocks", tooltip="All mock interviews", id="mockreport.mocks"),
        Binding("escape", "back", "Back", tooltip="Back to where you were", id="mockreport.back"),
    ]
    choices = getters.query_one(AnsweredList)

    def __init__(self, services: Services, mock: Mock) -> None:
        super().__init__()
        self.mock = mock
        self._services = services
        self._history = history(services.store, mock)
        self.contents = self._review()
        self.follow(services.queue, lambda status: status.answer.id in self.answer_ids)

    @property
    def answer_ids(self) -> frozenset[int]:
        """The answers in this report."""
        return frozenset(s.answer_id for s in self.mock.steps if s.answer_id is not None)

    def compose(self) -> ComposeResult:
        """Lay out the summary first, then a list to choose from."""
        yield Static(id="head")
        yield Static(id="cautions")
        yield AnsweredList()
        yield Keys()

    def on_screen_resume(self) -> None:
        """Refresh after another screen: an answer may have been analyzed again or deleted."""
        self._refresh()

    def on_answer_progressed(self, event: messages.AnswerProgressed) -> None:
        """Redraw shortly, once for all the updates that arrive until then."""
        event.stop()
        self.redraw_soon(self._refresh)

    def _refresh(self) -> None:
        try:
            self.mock = self._services.store.mocks.get(self.mock.id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.contents = self._review()
        self._draw()

    def _review(self) -> MockReport:
        services = self._services
        return review(services.store, self.mock, self._history, services.queue.status)

    # Drawing

    def _draw(self) -> None:
        report = self.contents
        head = Content.assemble(
            (plain(report.title), "bold"),
            ("\n" + medians(report), "bold $primary"),
            ("\n" + plain(report.subtitle), "$foreground-muted"),
        )
        self.query_one("#head", Static).update(head)
        cautions = [*report.cautions, *([UNFINISHED] if self.mock.state == "open" else [])]
        self.query_one("#cautions", Static).update(Content("\n".join(f"! {c}" for c in cautions)))
        self.query_one("#cautions").set_class(bool(cautions), "-shown")
        at, line = self.choices.highlighted, self.choices.scroll_offset.y
        options = _options(report)
        self.choices.set_options(options)
        if at is None:
            places = (n for n, option in enumerate(options) if option.id and option.id[0] == "p")
            self.choices.highlighted = next(places, 0)
            return
        self.choices.highlighted = min(at, len(options) - 1)
        self.choices.scroll_to(y=line, animate=False, force=True, immediate=True)
        self.refresh_bindings()

    # Keys

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        """Open the report on the chosen answer."""
        number = int((event.option_id or "-0").rsplit("-", 1)[1])
        if not number:
            return
        try:
            answer = self._services.store.answer(number)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.post_message(messages.ShowAnswer(answer))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to continue only an open mock."""
        return action != "go_on" or self.mock.state == "open"

    def action_go_on(self) -> None:
        """Ask the remaining questions."""
        self.post_message(messages.RunMock(self.mock.id))

    @work(exclusive=True, group="saving")
    async def action_page(self) -> None:
        """Save the report with all answers as a web page, and say where."""
        from recorder.reports.save_page import CannotSave, keep  # brings the templates with it

        services, mock, contents = self._services, self.mock, self.contents
        self.notify(SAVING, markup=False)
        answers = {}
        for number, found in page.answer_reports(services.store, mock, services.settings):
            if found is not None:
                answers[number] = found
            await asyncio.sleep(0)  # keys work in between
        try:
            text = await asyncio.to_thread(page.write, contents, answers)
            path = await asyncio.to_thread(keep, text, page.page_name(mock), services.locations)
        except CannotSave as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.notify(f"Saved as {path}", markup=False, timeout=10)

    def action_mocks(self) -> None:
        """Show all mock interviews."""
        self.post_message(messages.ShowMocks())

    def action_back(self) -> None:
        """Go back to the screen the report was opened from."""
        self.post_message(messages.GoBack())


def _options(report: MockReport) -> list[Option]:
    """Return the summary, what to work on, and every question; an id ends in an answer's id."""
    found = [Option(line) for line in _whole(report)]
    if report.priorities:
        found.append(_heading("What to work on first"))
    for number, finding in enumerate(report.priorities, 1):
        found.append(Option(_finding(number, finding), disabled=True))
        found += [
            Option(_moment(place), id=f"place-{number}-{i}-{place.answer}")
            for i, place in enumerate(finding.places)
        ]
    found.append(_heading("Questions and answers"))
    found += [
        Option(_row(row), id=f"row-{i}-{row.answer or 0}") for i, row in enumerate(report.rows)
    ]
    return found


def _whole(report: MockReport) -> list[Content]:
    """Return the summary, one option per line, so arrow keys reach it in a small terminal."""
    summary = (
        ("Consistency", report.consistency),
        ("Fatigue", report.fatigue),
        ("Time", report.time),
        ("Skipped", report.skipped),
        ("Mocks", report.counted),
    )
    return [
        Content.assemble((f"{label}  ", "bold"), plain(text)) for label, text in summary if text
    ]


def _heading(text: str) -> Option:
    return Option(Content.styled(text, "bold"), disabled=True)


def _finding(number: int, finding: MockFinding) -> Content:
    return Content.assemble(
        (f"{number} {plain(finding.headline)}", "bold $primary"),
        f" {plain(finding.often)}. {plain(finding.advice)}",
    )


def _moment(place: AnswerMoment) -> Content:
    return Content.assemble(
        ("  ▸ ", "$foreground-muted"),
        (f"question {place.number}", "bold"),
        f"  {plain(place.text)}",
    )


def _row(row: MockRow) -> Content:
    score = "–" if row.overall is None else str(row.overall)
    parts = [f"{name} {value}" for name, value in (row.scores or {}).items()]
    if row.length:
        parts.append(row.length)
    parts += [part for part in (row.remark, row.because) if part]
    return Content.assemble(
        (f"{row.number:3} {score:>3}  ", "bold"),
        plain(row.question),
        (f"\n         {plain(' · '.join(parts))}", "$foreground-muted"),
    )
