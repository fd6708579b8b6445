"""The goal of an answer: one line above the recording, and kept with the answer."""

from __future__ import annotations

from textual import work
from textual.content import Content
from textual.widgets import Static

from analysis.types import DEFAULT_TARGET
from prompts.types import Question
from recorder.goals import Offer, goal_for
from recorder.services import Services
from recorder.widgets.words import plain
from sessions.errors import StoreError
from sessions.types import Answer

ANY = Question("", "", "", "background", DEFAULT_TARGET, ())


class GoalBar(Static):
    """Hidden where there is no goal; a fault of the store never stands in an answer's way.

    Without a question it shows the goal for an answer of the usual length.
    """

    def __init__(self, services: Services, question: Question | None) -> None:
        super().__init__()
        self.offer: Offer | None = None
        self._services = services
        self._question = question or ANY

    def on_mount(self) -> None:
        """Set the goal."""
        self.set_goal()

    def set_goal(self) -> None:
        """Set the goal from the person's choice and their last answers."""
        services = self._services
        try:
            wanted, by_words = services.settings.goal, services.model() is not None
            self.offer = goal_for(services.store, wanted, self._question, by_words=by_words)
        except StoreError as error:
            self.offer = None
            self.notify(str(error), severity="warning", markup=False)
        if self.offer is not None:
            text = Content(f"{plain(self.offer.line)}.")
            self.update(Content.assemble(("Goal: ", "bold $accent"), text))
        self.set_class(self.offer is not None, "-shown")

    def keep(self, answer: Answer) -> None:
        """Keep the goal with the answer that begins."""
        if self.offer is None:
            return
        try:
            self._services.store.goals.add(answer.id, self.offer.goal)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)

    @work(exclusive=True, group="asking")
    async def ask(self) -> None:
        """Ask what to work on, and remember it."""
        from recorder.screens.goal import GoalScreen

        choice = await self.app.push_screen_wait(GoalScreen(self._services, self._question))
        if choice is not None:
            self._services.change(goal=choice.name)
            self.set_goal()
