"""A custom mix: length, questions, time to think, and with or without follow-ups."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Checkbox, Label, Select, Static

from prompts.bank import Bank
from prompts.types import KINDS
from recorder.display_text import plain
from recorder.mock.begin import EMPTY
from recorder.mock.kind_names import NAMES
from recorder.mock.mix import Mix
from recorder.mock.plan import make
from recorder.mock.presets import own
from recorder.widgets.settings.remark_choices import Box

Length = tuple[Literal["minutes", "questions"], int]

LENGTHS: tuple[tuple[str, Length], ...] = (
    *((f"{n} questions", ("questions", n)) for n in (3, 6, 8, 12)),
    *((f"{n} minutes", ("minutes", n)) for n in (10, 15, 20, 30, 45)),
)
EVERYTHING = ""
THINKING = (0, 15, 30, 60)


class MixForm(ModalScreen[Mix | None]):
    """Returns the mix, or ``None`` if the person went back."""

    CSS_PATH = "mix.tcss"
    AUTO_FOCUS = "#length"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back", tooltip="Back without beginning", id="mix.close"),
        Binding("f10,ctrl+s", "begin", "Begin", tooltip="Begin this mix", id="mix.begin"),
    ]

    def __init__(self, bank: Bank) -> None:
        super().__init__()
        self._bank = bank

    def compose(self) -> ComposeResult:
        """Lay out the choices, what they add up to, and the buttons."""
        with VerticalScroll(id="box", can_focus=False):
            yield Static("Your own mix", id="title")
            yield Label("How long")
            yield Select(
                LENGTHS, value=("questions", 6), allow_blank=False, id="length", compact=True
            )
            yield Label("Which questions")
            categories = [("all", EVERYTHING), *((c, c) for c in self._bank.categories)]
            shown = [(Content(plain(label)), each) for label, each in categories]
            yield Select(shown, value=EVERYTHING, allow_blank=False, id="category", compact=True)
            with Container(id="kinds"):
                for kind in KINDS:
                    yield Box(NAMES[kind], True, name=kind, classes="kind", compact=True)
            yield Label("Time to think before each answer")
            times = [("none" if s == 0 else f"{s} seconds", s) for s in THINKING]
            yield Select(times, value=0, allow_blank=False, id="thinking", compact=True)
            yield Box("Follow-up questions", True, id="follow-ups", compact=True)
            yield Static(id="sum")
            with Horizontal(id="choices"):
                yield Button("Begin (F10)", id="begin", variant="primary")
                yield Button("Back (esc)", id="close")

    @on(Select.Changed)
    @on(Checkbox.Changed)
    def show_sum(self) -> None:
        """Show what the choices add up to."""
        plan = make(self._mix(), self._bank, seed=0)
        questions = sum(step.follows is None for step in plan.steps)
        minutes = max(1, round(plan.seconds / 60))
        total = f"{questions} questions, about {minutes} minutes. Press F10 to begin."
        self.query_one("#sum", Static).update(Content(total if plan.steps else EMPTY))
        self.query_one("#begin", Button).disabled = not plan.steps

    def _mix(self) -> Mix:
        unit, count = self._value("#length")
        category = self._value("#category")
        chosen = {box.name for box in self.query(".kind").results(Checkbox) if box.value}
        return own(
            minutes=count if unit == "minutes" else None,
            questions=count if unit == "questions" else None,
            kinds=[kind for kind in KINDS if kind in chosen],
            categories=[category] if category != EVERYTHING else (),
            thinking=self._value("#thinking"),
            follow_ups=self.query_one("#follow-ups", Checkbox).value,
        )

    def _value(self, id: str) -> Any:
        return self.query_one(id, Select).value

    @on(Button.Pressed, "#begin")
    def action_begin(self) -> None:
        """Begin, if any question matches."""
        if not self.query_one("#begin", Button).disabled:
            self.dismiss(self._mix())

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
