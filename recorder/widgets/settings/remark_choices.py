"""Which comments on content the person wants: one checkbox each, with what it looks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Checkbox, Static

from analysis.content.catalog import CATALOG, NAMES


class Box(Checkbox):
    """A checkbox that is empty when off, so that its state shows without color."""

    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Update the sign before the checkbox reports its change."""
        self.BUTTON_INNER = "X" if self.value else " "
        super().watch_value()


class RemarkChoices(Vertical):
    """All kinds of comments; only the checked ones are made."""

    @dataclass
    class Changed(Message):
        """The kinds in ``off`` are now turned off."""

        off: tuple[str, ...]

    def __init__(self, off: Collection[str]) -> None:
        super().__init__()
        self._off = frozenset(off)

    def compose(self) -> ComposeResult:
        """Lay out a checkbox per kind, with what triggers it below."""
        for entry in CATALOG:
            wanted = entry.name not in self._off
            yield Box(Content(entry.label), wanted, name=entry.name, compact=True)
            yield Static(Content(f"{entry.definition} On {entry.where}."), classes="definition")

    @on(Checkbox.Changed)
    def _change(self, event: Checkbox.Changed) -> None:
        """Report what is off now; names unknown to this version stay as they are."""
        event.stop()
        boxes = {box.name: box.value for box in self.query(Checkbox)}
        off = {name for name in NAMES if not boxes[name]} | (self._off - set(NAMES))
        if off != self._off:
            self._off = frozenset(off)
            self.post_message(self.Changed(tuple(sorted(off))))
