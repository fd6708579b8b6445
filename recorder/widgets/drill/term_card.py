"""A term to read aloud: large, with its pronunciation and earlier outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from analysis.words.terms import TermOutcome
from prompts.vocabulary import Term
from recorder.display_text import plain

SIGNS: Mapping[TermOutcome, tuple[str, str]] = {
    "heard": ("✓", "$success"),
    "nearly": ("~", "$warning"),
    "not_understood": ("✗", "$error"),
}
LAST = 5
"""Most attempts shown."""


class TermCard(Vertical):
    """Shows one term."""

    def compose(self) -> ComposeResult:
        """Lay out the spelling, the respelling, and the attempts."""
        yield Static(id="term")
        yield Static(id="say")
        yield Static(id="tries")

    def show(self, term: Term | None, outcomes: Sequence[TermOutcome]) -> None:
        """Show this term, or that none is left."""
        text = plain(term.text) if term else "No terms left here. Choose another topic (t)."
        self.query_one("#term", Static).update(Content(text))
        self.query_one("#say", Static).update(Content(plain(term.say) if term else ""))
        self.query_one("#tries", Static).update(_tries(outcomes))


def _tries(outcomes: Sequence[TermOutcome]) -> Content:
    """Return the last attempts, newest last."""
    if not outcomes:
        return Content("not attempted yet")
    signs = [SIGNS[outcome] for outcome in outcomes[-LAST:]]
    return Content.assemble("attempts: ", *(part for sign in signs for part in (sign, " ")))
