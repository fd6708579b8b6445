"""Choose the goal to work on: one problem at a time, each with its goal and what to try."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from analysis.goals import is_problem, tips, wanted
from prompts.types import Question
from recorder.display_text import plain
from recorder.screens.base import Dialog
from recorder.services import Services
from recorder.today.goals import OFF, Offer, label, last, offers
from recorder.today.history import recent
from recorder.today.problems import stands_out

LABEL = 8
"""Width of a problem's name in cells."""

NOTHING = "nothing in your recent answers"


@dataclass(frozen=True, slots=True)
class GoalChoice:
    """The chosen goal as saved in the settings; ``None``: what stands out."""

    name: str | None


class GoalScreen(Dialog[GoalChoice | None]):
    """Returns the choice; ``None`` means no change."""

    CSS_PATH = "goal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,g", "dismiss", "Close", key_display="esc", id="goal.close")
    ]

    def __init__(self, services: Services, question: Question) -> None:
        super().__init__()
        by_words = services.model() is not None
        found = offers(services.store, question, by_words=by_words)
        self._offers = {offer.problem: offer for offer in found}
        self._standing_out = stands_out(recent(services.store))
        self._chosen = services.settings.goal
        self._target = question.target
        self._names: tuple[str | None, ...] = (None, *self._offers, OFF)

    def compose(self) -> ComposeResult:
        """Lay out the choices, and what to try for the highlighted one."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static("Work on one thing at a time", id="title")
            yield OptionList(*self._options())
            yield Static(id="tips")

    def on_mount(self) -> None:
        """Start on the current choice."""
        place = self._names.index(self._chosen) if self._chosen in self._names else 0
        self.query_one(OptionList).highlighted = place

    def _options(self) -> Iterator[Option]:
        stands = label(self._standing_out).lower() if self._standing_out else NOTHING
        yield Option(_row("Auto", f"what stands out: {stands}"))
        for problem, offer in self._offers.items():
            text = f"already good: {last(offer)}" if offer.is_good else offer.line
            yield Option(_row(label(problem), text))
        yield Option(_row("None", "no goal"))

    @on(OptionList.OptionHighlighted)
    def _show_tips(self, event: OptionList.OptionHighlighted) -> None:
        name = self._names[event.option_index]
        problem = self._standing_out if name is None else name
        offer = self._offers[problem] if is_problem(problem) else None
        self.query_one("#tips", Static).update(_tips(offer, self._target) if offer else "")

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(GoalChoice(self._names[event.option_index]))


def _row(name: str, text: str) -> Table:
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=LABEL)
    row.add_column(ratio=1)
    row.add_row(Text(name, style="bold"), Text(plain(text)))
    return row


def _tips(offer: Offer, target: tuple[float, float]) -> Content:
    lines = [Content.styled(f"Good: {plain(offer.good)}. What to try:", "$foreground-muted")]
    for tip in tips(offer.problem, wanted(offer.goal, target)):
        source = f"  ({tip.source})" if tip.source else ""
        lines.append(Content.assemble(f"– {tip.text}", (source, "$foreground-muted")))
    return Content("\n").join(lines)
