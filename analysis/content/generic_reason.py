"""Reasons that anyone could give, with nothing concrete near them."""

from __future__ import annotations

from analysis.content import question_kinds
from analysis.content.concrete import concrete_details
from analysis.content.phrases import own_phrases, quotes
from analysis.content.tokenized_answer import Match, TokenizedAnswer
from analysis.content.types import Remark

YOUNG = r"(?:kids?|child|children|babies|pediatrics?|paediatrics)"
OLD = r"(?:adults?|grown-?ups?|internal medicine|medicine|elderly|old people)"
LIKE = r"i (?:\S+ ){0,2}?(?:like|love|enjoy|liked|loved|enjoyed)"

MOTIVES = (
    rf"{LIKE}(?: \S+){{0,3}}? {YOUNG}(?: \S+){{0,4}}? {OLD}",
    rf"{LIKE}(?: \S+){{0,3}}? {OLD}(?: \S+){{0,4}}? {YOUNG}",
    rf"{LIKE} (?:everything|everyone|everybody|both|all of (?:it|them)|all (?:kinds|types|ages)|"
    r"(?:the )?variety|(?:to )?help(?:ing)? (?:people|others))",
    r"because i (?:like|love|enjoy) (?:everything|variety|both)",
    r"best of (?:both|two|the two) worlds",
    r"(?:couldn't|could not|can't|cannot|hard to|difficult to|didn't want to|not able to)"
    r" (?:choose|decide)(?: between| only| just|(?=[,.]))",
    r"(?:wanted|dream|dreamed|love|like)(?: \S+){0,3}? (?:to )?help people",
    r"since (?:i was a (?:child|kid)|childhood|my childhood)(?: \S+){0,4}? doctor",
    r"doctor since (?:i was a (?:child|kid)|childhood|my childhood)",
    r"always (?:been )?my dream",
    r"(?:never|not)(?: (?:get|gets|be|will be))? (?:bored|boring)",
    r"perfect specialty",
    r"(?:best|most advanced|greatest)(?: \S+){0,2}? (?:system|country|medicine|training|technology|"
    r"healthcare)(?: (?:system|for doctors|is))*(?: (?:in the world|here))?",
    r"land of (?:opportunity|opportunities)",
    r"(?:all (?:kinds|types|sorts) of|all) (?:patients|people)(?! (?:who|with|in|from))",
    rf"{LIKE} all (?:of )?(?:medicine|ages)",
    r"(?:kids|children) are (?:\S+ ){1,4}adults are",
    r"adults are (?:\S+ ){1,4}(?:kids|children) are",
    r"number one (?:in|country)",
    r"from (?:newborns?|babies|baby)(?: \S+){0,3}? (?:old|elderly|adults?)",
)

GOOD = (
    r"(?:best|great|good|excellent|strong|amazing|wonderful|friendly|famous|well-known|nice|"
    r"prestigious)"
)

PRAISE = (
    r"one of the best",
    rf"{GOOD} (?:programs?|reputation|training|faculty|environment|location|atmosphere|place|city|"
    r"weather|teaching|people)",
    r"(?:people|residents|everyone|everybody|location|environment|faculty|atmosphere|city) "
    rf"(?:is|are|was|were|seems?)(?: (?:so|very|really|also|all))* {GOOD}",
)

SPECIFIC = (
    r"(?:combined|transition|refugee|continuity|school|county|rural|underserved|global|mobile|"
    r"community)",
    r"(?:track|curriculum|electives?|sickle|cystic|congenital|addiction|advocacy)",
)

NEAR = 40  # tokens around the reason in which something concrete redeems it


def generic_reason(answer: TokenizedAnswer) -> Remark | None:
    """Remark on a reason such as "I like both adults and kids" with nothing concrete around it."""
    # Asked about a program, people give praise that fits any; asked about themselves, a motive
    if question_kinds.program(answer.question):
        found = [m for m in own_phrases(answer, PRAISE) if not _any_near(answer, m)]
        advice = "Name two things this program offers, and connect each to something you've done."
    elif question_kinds.motives(answer.question):
        found = own_phrases(answer, MOTIVES, negated=True)
        found = [m for m in found if not _any_near(answer, m)]
        advice = (
            "Describe the patient or the moment that made you choose. The reason will be clear."
        )
    else:
        return None
    if not found:
        return None
    return Remark(
        "generic_reason",
        "A reason anyone could give",
        "Many applicants say this, so it says nothing about you.",
        advice,
        quotes(answer, found),
    )


def _any_near(answer: TokenizedAnswer, match: Match) -> bool:
    """Return whether something concrete is said shortly before or after."""
    near = [*concrete_details(answer)]
    # About a program, naming what it offers is concrete enough: its tracks, its patients
    if question_kinds.program(answer.question):
        near += [m for pattern in SPECIFIC for m in answer.find(pattern)]
    return any(m.last > match.first - NEAR and m.first < match.last + NEAR for m in near)
