"""Choosing which answers to look at: all, a category's, or one question's; typing searches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from recorder.display_text import plain
from recorder.progress.scope import Scope, matching
from recorder.screens.base import Dialog

SIGNS = {"everything": "◆ ", "category": "▸ ", "question": "  "}
NONE = "No matching questions."


class ChooseScope(Dialog[Scope | None]):
    """Returns the choice, or ``None`` if nothing changes."""

    CSS_PATH = "scope.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "dismiss",
            "Close",
            tooltip="Close without changing anything",
            id="scope.close",
        ),
        Binding("down", "move(1)", "Down", show=False, priority=True, id="scope.down"),
        Binding("up", "move(-1)", "Up", show=False, priority=True, id="scope.up"),
    ]

    def __init__(self, scopes: Sequence[Scope], chosen: Scope) -> None:
        super().__init__()
        self.scopes = tuple(scopes)
        self._shown = self.scopes
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Lay out a search line and the choices."""
        with Vertical(id="box"):
            yield Static("Show progress for which questions?", id="title")
            yield Input(placeholder="Type to search, for example: mistake")
            yield Static(NONE, id="none")
            yield OptionList()

    def on_mount(self) -> None:
        """Start on the current choice."""
        self._show()
        places = [i for i, s in enumerate(self._shown) if s.label == self._chosen.label]
        self.query_one(OptionList).highlighted = places[0] if places else 0

    @on(Input.Changed)
    def _show(self) -> None:
        self._shown = matching(self.scopes, self.query_one(Input).value)
        options = self.query_one(OptionList)
        options.set_options(map(_option, self._shown))
        options.highlighted = 0 if self._shown else None
        self.query_one("#none").display = not self._shown

    def action_move(self, by: int) -> None:
        """Move through the choices while the search keeps the keys."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if by > 0 else options.action_cursor_up)()

    @on(Input.Submitted)
    def _submit(self) -> None:
        place = self.query_one(OptionList).highlighted
        if place is not None:
            self.dismiss(self._shown[place])

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index])


def _option(scope: Scope) -> Option:
    label = scope.label[:1].upper() + scope.label[1:]
    count = (f"  {scope.answers}", "$text-muted")
    return Option(Content.assemble(SIGNS[scope.kind], plain(label), count))
