"""Help: how practice works in four lines, then the keys of the screen one came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

HOW = """\
1. Choose a question with the arrow keys and press Enter.
2. Press space, answer aloud, and press space again.
3. Watch the lights: ● green is long enough, ▲ amber is time to close, ■ red is time to stop.
4. Read the report. Change one thing, then record again.

Medical terms: t on the first screen. Read each aloud and see what is understood.
Everything stays on this computer. What you recorded is under Answers, and can be deleted there."""


class Help(ModalScreen[None]):
    """Closes with any of the keys that open it."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#box"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "dismiss", "Close", key_display="esc", id="help.close")
    ]

    def __init__(self, bindings: Iterable[ActiveBinding]) -> None:
        super().__init__()
        self._keys_there = tuple(bindings)

    def compose(self) -> ComposeResult:
        """How it works, then the keys."""
        with VerticalScroll(id="box"):
            yield Static("How it works", classes="heading")
            yield Static(Content(HOW))
            yield Static("Keys on this screen", classes="heading")
            yield Static(Content("\n").join(self._keys()))
        yield Footer(show_command_palette=False)

    def _keys(self) -> Iterable[Content]:
        rows: dict[str, list[str]] = {}
        for active in self._keys_there:
            binding = active.binding
            if binding.description and binding.id and active.enabled:
                key = self.app.get_key_display(binding)
                rows.setdefault(_said(binding), []).append(key)
        for text, keys in rows.items():
            yield Content.assemble((f"{' '.join(dict.fromkeys(keys)):<12}", "bold"), f" {text}")


def _said(binding: Binding) -> str:
    return binding.tooltip or binding.description
