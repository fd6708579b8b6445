"""The verdict at the top of a report: what went well, what to change, and one next step."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from analysis.report.model import ReportVerdict
from analysis.report.text import NEXT, WELL
from recorder.display_text import plain
from recorder.widgets.report.moment_lines import MomentLines

AGAIN = "  Press r to try again."


class VerdictView(Vertical):
    """Three things, the first two with a moment to play."""

    DEFAULT_CSS = """
    VerdictView { height: auto; margin: 1 0 0 0; padding: 0 1; border-left: thick $primary; }
    VerdictView Static { height: auto; }
    """

    def __init__(self, verdict: ReportVerdict) -> None:
        super().__init__()
        self._verdict = verdict

    def compose(self) -> ComposeResult:
        """Lay out what went well, what to change, and the next step."""
        yield from self._parts()

    def _parts(self) -> Iterator[Widget]:
        well, change = self._verdict.well, self._verdict.change
        if well is not None:
            head = _told("✓ ", "$success", WELL, well.text)
            yield MomentLines([head], (well.moment,) if well.moment else ())
        if change is not None:
            head = _told("△ ", "$warning", f"{change.headline}:", change.advice)
            yield MomentLines([head], change.moments)
        if self._verdict.step:
            again = (AGAIN, "bold $accent") if change is not None else ""
            yield Static(_told("→ ", "$accent", NEXT, self._verdict.step, again))


def _told(
    sign: str, style: str, label: str, text: str, after: tuple[str, str] | str = ""
) -> Content:
    return Content.assemble((sign, f"bold {style}"), (label, "bold"), f" {plain(text)}", after)
