"""The explanation of each score and measure, and the source of its numbers."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from analysis.measures.catalog import CATALOG
from analysis.report.model import Report
from recorder.display_text import plain
from recorder.screens.base import Dialog
from recorder.widgets.keys import Keys


class ExplainScreen(Dialog[None]):
    """A list of the report's numbers; the highlighted one is explained below."""

    CSS_PATH = "explain.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,e,q", "dismiss", "Close", tooltip="Back to the report", id="explain.close")
    ]
    text = getters.query_one("#text", Static)

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._meanings = [
            (f"{bar.label} score", f"{bar.score} ({bar.shown})", f"{bar.advice}\n{bar.source}")
            for bar in report.bars
        ] + [(line.label, line.shown, _meaning(line.name)) for line in report.lines]

    def compose(self) -> ComposeResult:
        """Lay out the list, then the text."""
        with Vertical(id="box"):
            yield OptionList(*(Option(_row(label, shown)) for label, shown, _ in self._meanings))
            with VerticalScroll(can_focus=False):
                yield Static(self._explanation(0) if self._meanings else "", id="text")
        yield Keys()

    @on(OptionList.OptionHighlighted)
    def explain(self, event: OptionList.OptionHighlighted) -> None:
        """Explain the highlighted number."""
        self.text.update(self._explanation(event.option_index))

    def _explanation(self, index: int) -> Content:
        label, shown, meaning = self._meanings[index]
        heading = Content.styled(plain(f"{label}: {shown}"), "bold")
        lines = [Content(plain(line)) for line in meaning.split("\n")]
        return Content("\n").join([heading, *lines])


def _row(label: str, shown: str) -> Content:
    return Content(f"{plain(label):<28} {plain(shown)}")


def _meaning(name: str) -> str:
    entry = next(entry for entry in CATALOG if entry.name == name)
    return f"{entry.definition}\n{entry.caution}\nSource: {entry.source}"
