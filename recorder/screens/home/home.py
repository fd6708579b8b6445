"""First screen: the questions, searched while typing, with how often and how well each went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static

from recorder.home.next_up import next_up
from recorder.home.places import BY_NAME, PLACES
from recorder.messages import AnswerProgressed, PracticeQuestion
from recorder.screens.base import VivaScreen
from recorder.services import Services
from recorder.widgets.home.model_line import ModelLine
from recorder.widgets.home.next_lines import NextLines
from recorder.widgets.home.places_bar import PlacesBar
from recorder.widgets.home.question_detail import QuestionDetail
from recorder.widgets.home.question_list import QuestionList
from recorder.widgets.keys import Keys
from sessions.errors import StoreError
from sessions.types import Tally

WELCOME = Content.from_markup(
    "Welcome. Press [b]Enter[/b] for the first question, or "
    "[@click=screen.go('demo')][b]d[/b] for a sample report[/]."
)
NONE = Content.from_markup(
    "No matching questions. Press Escape, or "
    "[@click=screen.add_question][b]F2[/b] to add it as your own[/]."
)
SEARCH = "/ to search, for example: mistake   F2 adds your own question"
SHORT = "/ to search   F2 your own   ? all keys"
"""Placeholder for terminals too small for the bar and the whole footer."""


class HomeScreen(VivaScreen[None]):
    """Choose a question."""

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "QuestionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash",
            "search",
            "Search",
            key_display="/",
            tooltip="Search the questions",
            id="home.search",
            priority=True,  # the next key, however fast, already goes to the search
        ),
        *(
            Binding(
                place.key,
                f"go('{place.name}')",
                place.label,
                show=place.shown == "footer",
                tooltip=place.text,
                id=f"home.{place.name}",
            )
            for place in PLACES
        ),
        Binding(
            "f2",
            "add_question",
            "Add question",
            show=False,
            tooltip="Add your own question",
            id="home.add_question",
        ),
        Binding("q", "app.quit", "Quit", tooltip="Quit Viva", id="home.quit"),
        Binding("escape", "clear", "Back to the list", tooltip="Clear the search", id="home.clear"),
    ]
    questions = getters.query_one(QuestionList)
    search = getters.query_one(Input)
    detail = getters.query_one(QuestionDetail)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._answered = 0

    def compose(self) -> ComposeResult:
        """Lay out the search, the list, and the highlighted question next to it."""
        about = self._services.made_up or "mock interviews"
        brand = Content.assemble(("Viva", "bold $primary"), f"  {about}")
        yield Static(brand, id="brand", classes="-made-up" if self._services.made_up else "")
        yield PlacesBar()
        yield Static(WELCOME, id="welcome")
        yield NextLines()
        yield Input(placeholder=SEARCH, id="search")
        with Horizontal():
            with Vertical(id="list"):
                yield QuestionList()
                yield Static(NONE, id="none")
            yield QuestionDetail()
        yield ModelLine(self._services)
        yield Keys()

    def on_mount(self) -> None:
        """Follow the analysis of answers while the list is open."""
        self.follow(
            self._services.queue, lambda status: status.ended or status.state == "analyzing"
        )

    def on_answer_progressed(self, event: AnswerProgressed) -> None:
        """Show the score of an answer that now has one."""
        event.stop()
        if self.is_current:
            self.refresh_list()
            self._show_next()

    def on_screen_resume(self) -> None:
        """Refresh after another screen: scores and the model may have changed."""
        self.refresh_list()
        self._show_next()
        self.query_one(ModelLine).show_state()

    def on_resize(self) -> None:
        """Show the help key in the search line when the footer is cut off."""
        self.search.placeholder = SHORT if self.has_class("-short") else SEARCH

    def _show_next(self) -> None:
        self.query_one(NextLines).show(next_up(self._services, self._answered))

    @on(Input.Changed)
    def refresh_list(self) -> None:
        """Show the questions that match the search."""
        tallies = self._tallies()
        self._answered = len(tallies)
        text = self.search.value
        found = self._services.bank.search(text)
        waiting = {status.answer.question_id for status in self._services.queue.pending()}
        self.questions.show(found, tallies, waiting, grouped=not text.strip())
        self.query_one("#none").set_class(not found, "-shown")
        self.questions.display = bool(found)
        self.query_one("#welcome").set_class(not tallies, "-shown")

    def _tallies(self) -> Mapping[str, Tally]:
        """Return how often each question was answered; empty if that can't be read."""
        try:
            return self._services.store.tallies()
        except StoreError:  # the list of answers shows why
            return {}

    @on(OptionList.OptionHighlighted)
    def describe(self, event: OptionList.OptionHighlighted) -> None:
        """Show the highlighted question's tips and history."""
        if event.option_id:
            question = self._services.bank.get(event.option_id)
            answers = self._services.store.answers(question_id=question.id, limit=5)
            waiting = {status.answer.id for status in self._services.queue.pending()}
            self.detail.show(question, answers, waiting)

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def action_practice(self) -> None:
        """Ask the highlighted question."""
        if chosen := self.questions.chosen:
            self.post_message(PracticeQuestion(self._services.bank.get(chosen)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the search only outside of it, and Escape only inside."""
        if not self.is_mounted or action not in ("search", "clear"):
            return True
        return self.search.has_focus == (action == "clear")

    def on_descendant_focus(self) -> None:
        """Show the keys that work now."""
        self.refresh_bindings()

    def action_search(self) -> None:
        """Go to the search."""
        self.set_focus(self.search)

    @work(exclusive=True, group="asking")
    async def action_add_question(self) -> None:
        """Ask for the person's own question, starting from the words of a failed search."""
        from recorder.screens.practice.own_question import OwnQuestionScreen

        searched = "" if self.questions.option_count else self.search.value
        question = await self.app.push_screen_wait(OwnQuestionScreen(self._services, searched))
        if question is not None:
            self.action_clear()
            self.refresh_list()
            self.questions.choose(question.id)

    def action_clear(self) -> None:
        """Empty the search and go back to the list."""
        self.search.value = ""
        self.questions.focus()

    def action_go(self, name: str) -> None:
        """Go to a place."""
        self.post_message(BY_NAME[name].message())

    def on_key(self, event: Key) -> None:
        """Move from the search to the list with the down key."""
        if event.key == "down" and self.search.has_focus:
            self.questions.focus()
