"""An answer's goal: one line above the recording, saved with the answer."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from analysis.goals import tips, wanted
from prompts.types import Question
from recorder.display_text import plain
from recorder.messages import ChooseGoal
from recorder.services import Services
from recorder.today.goals import Offer, goal_for
from sessions.errors import StoreError
from sessions.types import Answer


class GoalBar(Static):
    """Hidden when there is no goal; an error in the store never stops an answer.

    With ``tip`` it also shows what to try.
    """

    def __init__(
        self, services: Services, question: Question | None = None, *, tip: bool = False
    ) -> None:
        super().__init__()
        self.offer: Offer | None = None
        self._services = services
        self._question = question
        self._tip = tip

    def on_mount(self) -> None:
        """Set the goal."""
        self.set_goal()

    def show(self, question: Question) -> None:
        """Set the goal for another question."""
        self._question = question
        self.set_goal()

    def set_goal(self) -> None:
        """Set the goal from the person's choice and their last answers."""
        try:
            self.offer = self._find()
        except StoreError as error:
            self.offer = None
            self.notify(str(error), severity="warning", markup=False)
        if self.offer is not None:
            self.update(self._text(self.offer))
        self.set_class(self.offer is not None, "-shown")

    def _find(self) -> Offer | None:
        if self._question is None:
            return None
        services = self._services
        chosen, by_words = services.settings.goal, services.model() is not None
        return goal_for(services.store, chosen, self._question, by_words=by_words)

    def _text(self, offer: Offer) -> Content:
        text = Content.assemble(("Goal: ", "bold $accent"), f"{plain(offer.line)}.")
        if not self._tip or self._question is None:
            return text
        first, *_ = tips(offer.problem, wanted(offer.goal, self._question.target))
        return Content.assemble(text, "\n", (f"Try this: {first.text}", "$foreground-muted"))

    def save(self, answer: Answer) -> None:
        """Save the goal with the answer that is about to begin."""
        if self.offer is None:
            return
        try:
            self._services.store.goals.add(answer.id, self.offer.goal)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)

    def ask(self) -> None:
        """Ask the person what to work on; `set_goal` follows if they choose."""
        if self._question is not None:
            self.post_message(ChooseGoal(self._question))
