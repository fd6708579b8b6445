"""A term as it is to be read: large, with how it is said, and what came of it before."""

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
"""Tries that are shown."""


class TermCard(Vertical):
    """Shows one term."""

    def compose(self) -> ComposeResult:
        """Spelling, respelling, tries."""
        yield Static(id="term")
        yield Static(id="say")
        yield Static(id="tries")

    def show(self, term: Term | None, outcomes: Sequence[TermOutcome]) -> None:
        """Show this term; without one that there is none."""
        text = plain(term.text) if term else "No term is left here. Choose another topic (t)."
        self.query_one("#term", Static).update(Content(text))
        self.query_one("#say", Static).update(Content(plain(term.say) if term else ""))
        self.query_one("#tries", Static).update(_tries(outcomes))


def _tries(outcomes: Sequence[TermOutcome]) -> Content:
    """Show the last tries, the newest at the end."""
    if not outcomes:
        return Content("not tried yet")
    signs = [SIGNS[outcome] for outcome in outcomes[-LAST:]]
    return Content.assemble("tries: ", *(part for sign in signs for part in (sign, " ")))
