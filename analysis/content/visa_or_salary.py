"""Visas and pay, when the speaker brings them up unasked."""

from __future__ import annotations

from analysis.content import question_kinds
from analysis.content.phrases import own_phrases, quotes
from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.content.types import Remark

PAPERS = (
    r"(?:visas?|h-?1-?b|h one b|j-?1|j one|green card|sponsorship|permanent residen\w+|citizenship)"
)
EARNERS = r"(?:doctors|residents|hospitalists|physicians|you|we|i)"
GOOD = r"(?:good|better|higher|high|great|nice|big|attractive|best)"

PHRASES = (
    rf"i (?:\S+ ){{0,3}}?(?:need|require|prefer|want|would like|looking for|hope)(?: \S+){{0,5}}?"
    rf" {PAPERS}",
    rf"(?:goal|dream|plan|question|hope) (?:\S+ ){{0,4}}?{PAPERS}",
    rf"sponsors?(?: \S+){{0,2}}? {PAPERS}",
    r"visa sponsorship",
    rf"(?:give|gives|offer|offers|provide|provides|accept|accepts|support|supports)(?: \S+){{0,2}}?"
    rf" {PAPERS}",
    rf"(?:get|obtain|finish|buy|start)(?: \S+){{0,2}}? {PAPERS}",
    rf"(?:the|a|your|with|have|more) {GOOD} (?:salary|salaries|income|pay|money)",
    rf"salar(?:y|ies)(?: \S+)? (?:is|are)(?: (?:much|very|so|really|also|a lot))* {GOOD}",
    rf"{EARNERS}(?: \S+){{0,4}}? (?:make|earn|making|"
    r"earning)(?: (?:very|more|good|better|a lot of|much|so|lots of|some|enough))* money",
    rf"{EARNERS} (?:\S+ ){{0,2}}?(?:well|better) paid",
    rf"{EARNERS} (?:\S+ ){{0,2}}?paid (?:better|more|well|very well)",
    r"how much (?:\S+ ){0,3}?(?:pay|paid|earn|salary)",
)


def visa_or_salary(answer: TokenizedAnswer) -> Remark | None:
    """Remark on wanting a visa or pay, unless the question is about them."""
    if question_kinds.visa_or_salary(answer.question):
        return None
    found = own_phrases(answer, PHRASES)
    if not found:
        return None
    return Remark(
        "visa_or_salary",
        "You brought up a visa or pay without being asked",
        "Early in an interview it distracts from what you offer.",
        "Save it for the end of the day or ask the coordinator. Talk about the training first.",
        quotes(answer, found),
    )
