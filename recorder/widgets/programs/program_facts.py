"""The facts about a program, next to a question about it; hidden while the person speaks."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from recorder.display_text import plain
from recorder.programs.facts import NOTHING, ProgramBriefing


class ProgramFacts(Static):
    """One paragraph per fact."""

    def __init__(self, facts: ProgramBriefing) -> None:
        super().__init__(Content("\n").join(_lines(facts)))


def _lines(facts: ProgramBriefing) -> Iterator[Content]:
    yield Content.styled(plain(facts.program), "bold $primary")
    if not facts.facts:
        yield Content(NOTHING)
    for fact in facts.facts:
        text = " · ".join(plain(line) for line in fact.lines)
        yield Content.assemble((f"{fact.about}: ", "dim"), text)
