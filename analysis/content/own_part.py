"""Whether "we" hides what the speaker did."""

from __future__ import annotations

from analysis.content import question_kinds
from analysis.content.actions import actions
from analysis.content.phrases import quotes
from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.content.types import Remark

ENOUGH = 5
RATIO = 4


def own_part(answer: TokenizedAnswer) -> Remark | None:
    """Remark on a story in which "we" do nearly everything."""
    if not question_kinds.story(answer.question):
        return None
    we = list(actions(answer, "we"))
    i = list(actions(answer, "i"))
    if len(we) < ENOUGH or len(we) < RATIO * len(i):
        return None
    times = "once" if len(i) == 1 else f"{len(i)} times"
    mine = f"You said “I did …” only {times}" if i else "You never said “I did …”"
    return Remark(
        "own_part",
        f"“We” did {len(we)} things; what did you do?",
        f"{mine}, so your own role isn't clear.",
        "Use “we” for the team's result, and “I” for each step you took yourself.",
        quotes(answer, we),
    )
