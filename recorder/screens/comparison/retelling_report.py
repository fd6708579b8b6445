"""The tellings of a drill side by side, and a day later the answer to a new question."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from analysis.report.comparison.model import Comparison
from recorder import messages
from recorder.comparison.fetch import compared_ids, of_retelling
from recorder.screens.comparison.comparison import ComparisonScreen
from recorder.services import Services
from recorder.today.retelling import test_answer, unfinished
from sessions.answers.retellings import Retelling

TO_COME = (
    "Being faster now is expected. What stuck shows later: from tomorrow on, Today (p) asks a new "
    "question, and its numbers appear here."
)
TESTED = "The new question shows what stuck: it was another topic, on a later day."
ENDED = "This drill was ended after {told} of {count} tellings."


class RetellingReport(ComparisonScreen):
    """One drill's tellings; an open drill can continue."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "c", "go_on", "Continue", tooltip="Continue with the rest", id="retellingreport.on"
        ),
    ]

    def __init__(self, services: Services, drill: Retelling) -> None:
        self.drill = drill
        found = (services.store.answer(id) for id in compared_ids(services.store, drill))
        super().__init__(services, tuple(found))

    def compared(self) -> Comparison:
        """Put the tellings side by side as they are now."""
        store = self.services.store
        self.drill = store.retellings.get(self.drill.id)
        self.answers = tuple(store.answer(id) for id in compared_ids(store, self.drill))
        return of_retelling(store, self.drill, self.services.queue.status)

    def lines(self) -> tuple[str, ...]:
        """Say what is still to come."""
        if self.drill.state == "open":
            return (f"{unfinished(self.drill)}. Press c to continue.",)
        if self.drill.state == "abandoned":
            told, count = len(self.drill.tellings), len(self.drill.rounds)
            return (ENDED.format(told=told, count=count),)
        tested = test_answer(self.services.store, self.drill) is not None
        return (TESTED if tested else TO_COME,)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to continue only an open drill."""
        return action != "go_on" or self.drill.state == "open"

    def action_go_on(self) -> None:
        """Continue with the remaining tellings."""
        self.post_message(messages.RunRetelling(self.drill.id))
