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
    """Remark on a story in which nearly all is done by "we"."""
    if not question_kinds.story(answer.question):
        return None
    we = list(actions(answer, "we"))
    i = list(actions(answer, "i"))
    if len(we) < ENOUGH or len(we) < RATIO * len(i):
        return None
    often = "never" if not i else "once" if len(i) == 1 else f"{len(i)} times"
    return Remark(
        "own_part",
        f"“We” did {len(we)} things; what did you do?",
        f"“I” acts {often}, so the listener cannot see your own part.",
        "Keep “we” for the team's result, and say “I” for each step that was yours.",
        quotes(answer, we),
    )
