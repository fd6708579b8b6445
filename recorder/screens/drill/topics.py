"""Choose which terms to read: all, those not understood, or one topic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from recorder.display_text import plain
from recorder.drill.order import TermSelection
from recorder.screens.base import Dialog


class Topics(Dialog[str | None]):
    """Returns the name of the choice; ``None`` means no change."""

    CSS_PATH = "topics.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,t", "dismiss", "Close", key_display="esc", id="topics.close")
    ]

    def __init__(self, choices: Sequence[TermSelection], chosen: str) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Lay out one line per choice."""
        with Vertical(id="box"):
            yield Static("Choose terms (how many the model understood)", id="title")
            yield OptionList(*(self._option(choice) for choice in self._choices))

    def on_mount(self) -> None:
        """Start on the current choice."""
        names = [choice.name for choice in self._choices]
        self.query_one(OptionList).highlighted = names.index(self._chosen)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index].name)

    def _option(self, choice: TermSelection) -> Option:
        note = f"  {choice.understood} of {choice.terms}" if choice.terms else "  none"
        return Option(
            Content.assemble(plain(choice.name), (note, "$text-muted")), disabled=not choice.terms
        )
