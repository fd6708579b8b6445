"""Today: a few questions, why each was chosen, what is done, and what is left."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from recorder import messages
from recorder.display_text import plain
from recorder.person.settings import LIMITS
from recorder.screens.base import VivaScreen
from recorder.services import Services
from recorder.today.daily_list import TodayItem
from recorder.today.retelling import today_line
from recorder.today.wording import remaining_text
from recorder.widgets.home.goal_bar import GoalBar
from recorder.widgets.home.today_list import TodayList
from recorder.widgets.keys import Keys
from sessions.errors import StoreError

TITLE = "Practice today"
MORE = " Press + for one more, or Escape for all questions."


class TodayScreen(VivaScreen[None]):
    """Today's questions."""

    CSS_PATH = "today.tcss"
    AUTO_FOCUS = "TodayList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "swap", "Swap", tooltip="Swap in another question", id="today.swap"),
        Binding("g", "goal", "Goal", tooltip="Choose one thing to work on", id="today.goal"),
        Binding(
            "r", "retell", "Retell", tooltip="Tell it three times in less time", id="today.retell"
        ),
        Binding(
            "plus",
            "count(1)",
            "More",
            key_display="+",
            tooltip="One more question per day",
            id="today.more",
        ),
        Binding(
            "minus",
            "count(-1)",
            "Fewer",
            key_display="-",
            tooltip="One fewer question per day",
            id="today.fewer",
        ),
        Binding("escape", "back", "Back", tooltip="Back to all questions", id="today.back"),
    ]
    list = getters.query_one(TodayList)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.items: tuple[TodayItem, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out what is left, the list, and the goal."""
        yield Static(TITLE, id="title")
        yield Static(id="left")
        yield TodayList()
        yield GoalBar(self._services, tip=True)
        yield Static(id="retelling")
        yield Keys()

    def on_mount(self) -> None:
        """Follow the analysis of answers while the list is open."""
        self.follow(self._services.queue, lambda status: status.ended)

    def on_screen_resume(self) -> None:
        """Refresh after another screen: there may be a new answer."""
        self.reread()

    def on_answer_progressed(self, event: messages.AnswerProgressed) -> None:
        """Show the score of an answer that now has one."""
        event.stop()
        if self.is_current:
            self.reread()

    def reread(self) -> None:
        """Show the list as it is now."""
        try:
            self.items = self._services.today.items()
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.list.show(self.items)
        self.query_one("#left", Static).update(Content(self._left()))
        self._show_retelling()
        self.refresh_bindings()

    def _left(self) -> str:
        is_open = any(not item.done for item in self.items)
        return remaining_text(self.items) + ("" if is_open else MORE)

    @on(OptionList.OptionHighlighted)
    def _show_goal(self) -> None:
        """Show the goal for an answer to the highlighted question."""
        if (item := self.list.chosen) is not None:
            self.query_one(GoalBar).show(item.question)
        self._show_retelling()

    def _show_retelling(self) -> None:
        """Show the retelling drill for the highlighted question, or the unfinished one."""
        item, store = self.list.chosen, self._services.store
        question = None if item is None else item.question
        try:
            said = today_line(store, question, store.days.today())
        except StoreError as error:
            said = ""
            self.notify(str(error), severity="warning", markup=False)
        line = self.query_one("#retelling", Static)
        line.display = bool(said)
        line.update(Content(plain(said)))

    @on(OptionList.OptionSelected)
    def _practice(self) -> None:
        """Ask the highlighted question, again if it is done."""
        if (item := self.list.chosen) is not None:
            self.post_message(messages.PracticeQuestion(item.question))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action == "count":
            wanted = len(self.items) + (1 if parameters == (1,) else -1)
            return 1 <= wanted <= LIMITS["today"]
        return True

    def action_swap(self) -> None:
        """Replace the highlighted question with another."""
        item = self.list.chosen
        if item is None:
            return
        if item.done:
            self.notify("You already answered this one. Choose one that is still open.")
            return
        try:
            other = self._services.today.swap(item.question.id)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if other is None:
            self.notify("There are no other questions for today.")
        self.reread()

    def action_retell(self) -> None:
        """Offer a retelling drill of the highlighted question, or continue the unfinished one."""
        if (item := self.list.chosen) is not None:
            self.post_message(messages.PracticeRetelling(item.question))

    def action_goal(self) -> None:
        """Choose the goal."""
        self.query_one(GoalBar).ask()

    def action_count(self, by: int) -> None:
        """Change the number of questions per day, and remember it."""
        self._services.change(today=min(max(1, self._services.settings.today + by), 10))
        self.reread()

    def action_back(self) -> None:
        """Go back to all questions."""
        self.post_message(messages.GoBack())
