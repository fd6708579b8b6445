"""A custom mix: length, questions, time to think, and with or without follow-ups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Checkbox, Label, Select, Static

from prompts.bank import Bank
from prompts.types import KINDS
from recorder.display_text import plain
from recorder.mock.begin import empty
from recorder.mock.kind_names import NAMES
from recorder.mock.mix import FollowUps
from recorder.mock.mix_choices import EVERYTHING, LENGTHS, THINKING, MixChoices
from recorder.mock.plan import make
from recorder.screens.base import Dialog
from recorder.widgets.keys import Keys
from recorder.widgets.settings.remark_choices import Box

FOLLOW_UPS: tuple[tuple[str, FollowUps], ...] = (
    ("about what your answer left out", "pointed"),
    ("from the question bank", "listed"),
    ("none", "none"),
)


class MixForm(Dialog[MixChoices | None]):
    """Returns the choices, or ``None`` if the person went back."""

    CSS_PATH = "mix.tcss"
    AUTO_FOCUS = "#length"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back", tooltip="Back without beginning", id="mix.close"),
        Binding("f10,ctrl+s", "begin", "Begin", tooltip="Begin this mix", id="mix.begin"),
    ]

    def __init__(self, bank: Bank, start: MixChoices) -> None:
        super().__init__()
        self._bank = bank
        self._start = start

    def compose(self) -> ComposeResult:
        """Lay out the choices, what they add up to, and the buttons."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static("Your own mix", id="title")
            yield Label("How long")
            lengths = [(f"{count} {unit}", (unit, count)) for unit, count in LENGTHS]
            yield _select("length", lengths, self._start.length)
            yield Label("Which questions")
            categories = [("all", EVERYTHING), *((plain(c), c) for c in self._bank.categories)]
            yield _select("category", categories, self._start.category)
            with Container(id="kinds"):
                for kind in KINDS:
                    on = kind not in self._start.without
                    yield Box(NAMES[kind], on, name=kind, classes="kind", compact=True)
            yield Label("Time to think before each answer")
            times = [("none" if s == 0 else f"{s} seconds", s) for s in THINKING]
            yield _select("thinking", times, self._start.thinking)
            yield Label("Follow-up questions")
            yield _select("follow-ups", FOLLOW_UPS, self._start.follow_ups)
            yield Static(id="sum")
            with Horizontal(id="choices"):
                yield Button("Begin (F10)", id="begin", variant="primary")
                yield Button("Back (esc)", id="close")
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the top, also in a small terminal, where focus scrolls too early."""
        box = self.query_one("#box", VerticalScroll)
        self.call_after_refresh(box.scroll_home, animate=False)

    @on(Select.Changed)
    @on(Checkbox.Changed)
    def show_sum(self) -> None:
        """Show what the choices add up to."""
        mix = self._choices().mix()
        plan = make(mix, self._bank, seed=0)
        questions = sum(step.follows is None for step in plan.steps)
        minutes = max(1, round(plan.seconds / 60))
        total = f"{questions} questions, about {minutes} minutes. Press F10 to begin."
        self.query_one("#sum", Static).update(Content(total if plan.steps else empty(mix)))
        self.query_one("#begin", Button).disabled = not plan.steps

    def _choices(self) -> MixChoices:
        off = {box.name for box in self.query(".kind").results(Checkbox) if not box.value}
        return MixChoices(
            length=self._value("#length"),
            category=self._value("#category"),
            without=frozenset(kind for kind in KINDS if kind in off),
            thinking=self._value("#thinking"),
            follow_ups=self._value("#follow-ups"),
        )

    def _value(self, id: str) -> Any:
        return self.query_one(id, Select).value

    @on(Button.Pressed, "#begin")
    def action_begin(self) -> None:
        """Begin, if any question matches."""
        if not self.query_one("#begin", Button).disabled:
            self.dismiss(self._choices())

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def _select(id: str, options: Sequence[tuple[str, Any]], value: object) -> Select[Any]:
    shown = [(Content(label), each) for label, each in options]
    return Select(shown, value=value, allow_blank=False, id=id, compact=True)
