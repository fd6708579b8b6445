"""Unsure words about the speaker's own reasons, wishes, and plans."""

from __future__ import annotations

from analysis.content import question_kinds
from analysis.content.phrases import find_phrases, own_phrases, quotes
from analysis.content.tokenized_answer import Match, TokenizedAnswer, is_conditional, is_reported
from analysis.content.types import Remark

MUCH = (
    r"(?: (?:really|so|very|quite|yet|totally|completely|100%|hundred percent|one hundred percent|"
    r"a hundred percent|100 percent))*"
)

STRONG = (
    r"i (?:really |honestly |still )?(?:don't|do not)(?: (?:really|exactly|even))? know"
    r"(?= (?:maybe|perhaps|probably|yet|i think|i guess|if i)|[,.])",
    r"i (?:really |honestly )?have no idea",
    rf"(?:i'm|i am) not{MUCH} (?:sure|certain)(?! (?:that|about (?:the|his|her|a)))",
    r"i (?:don't|do not) (?:am )?(?:really )?sure",
)

WEAK = (
    r"i guess",
    r"i suppose",
    r"maybe",
    r"perhaps",
    r"(?:or |and )?something (?:like (?:that|this)|else)",
    r"whatever comes",
    r"it depends",
    r"(?:it's|it is)(?: (?:very|so|really|quite))? (?:hard|difficult) to (?:know|say)",
    r"probably something",
    r"(?:i|we) will see",
)

NEAR = 15  # tokens within which two weak hedges belong together


def hedging(answer: TokenizedAnswer) -> Remark | None:
    """Remark on self-doubt: said outright and at least once more, or twice in quick succession."""
    personal = question_kinds.person(answer.question) or question_kinds.gap(answer.question)
    # In a story of the ward, doubt is honest: "I wasn't sure of the diagnosis, so I asked"
    if not (personal or question_kinds.program(answer.question)):
        return None
    strong = own_phrases(answer, STRONG, negated=True)
    weak = [
        m
        for m in find_phrases(answer, WEAK)
        if not is_reported(answer, m.first) and not is_conditional(answer, m.first)
    ]
    # One "maybe" is politeness, and one "I don't know yet" is honesty; two together sound unsure
    pair = _pair(weak)
    if not pair and not (strong and len(strong) + len(weak) > 1):
        return None
    said = sorted(strong + (weak if strong else pair), key=lambda m: m.first)
    return Remark(
        "hedging",
        "You sounded unsure of your answer",
        "It's fine to keep your options open, but doubt without a direction sounds unprepared.",
        "Start with the path you find most likely, and why. Then name one other you'd also like.",
        quotes(answer, said),
    )


def _pair(weak: list[Match]) -> list[Match]:
    """Return two weak hedges that are near each other, and any others close to them."""
    for i, first in enumerate(weak):
        near = [m for m in weak[i:] if m.first - first.first <= NEAR]
        if len(near) > 1:
            return near
    return []
