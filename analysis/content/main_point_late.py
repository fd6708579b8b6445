"""How long the listener waits for words that answer the question."""

from __future__ import annotations

import re

from analysis.content import question_kinds
from analysis.content.tokenized_answer import Match, TokenizedAnswer
from analysis.content.types import Quote, Remark
from analysis.types import QuestionContext

LATE = 25.0  # s
SHARE = 0.25  # of the answer
SHOWN = 10  # tokens of each quote

SUBJECT = (
    r"(?:patients?|doctors?|physicians?|hospitals?|clinics?|wards?|diseases?|sick|illness|nurses?|"
    r"medicine|pediatrics|med-?peds|specialty|residency)"
)

GAP = (
    r"(?:graduat\w+|because|due to|reasons?|gaps?|internship|military|pregnan\w+|attempts?|failed|"
    r"exams? (?:i|was|were)|step)",
    r"i (?:worked|studied|prepared|stayed|moved|helped|took|was (?:preparing|working|helping))",
    r"took (?:care|time|a year|one year|two years)",
)
REASONS = (
    r"(?:because|reasons?|specialty|lifespan|transition|interested|attracted|drew|drawn|inspired|"
    r"passion|dream)",
    r"i (?:\S+ )?(?:chose|choose|decided|want|wanted|like|love)",
    SUBJECT,
)
PLANS = (
    r"(?:i see|i will|i'll|i'd like|i would like|i want|i hope|i plan|i'm planning|i imagine)",
    r"my (?:goals?|plans?|dream|vision)",
    r"(?:in|after|within) (?:five|ten|5|10)",
    r"(?:fellowship|hospitalist|primary care|private practice|academic|career)",
)
PROGRAM = (
    r"your (?:\S+ )?(?:program|programs|clinics?|residents|hospitals?|curriculum|track|faculty|"
    r"patients|combined|emphasis|training|research)",
    r"(?:program|interested|interests|attracted|because|combined|curriculum)",
    r"i (?:\S+ )?(?:like|liked|love|want|value)",
)
YES_OR_NO = (
    r"(?:yes|no|yeah|sure|indeed|of course|teen\w*|young (?:adults?|people|man|woman)|years? old|"
    r"year-olds?)",
    r"(?:i am|i'm|i want|i would|i'd|i will|i'll|i have|i've|i plan|i feel|i see)",
    r"of (?:twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|1[2-9])",
)


COMMON = {"before", "worked", "patients", "yourself"}
"""Words of a question that answer nothing when the speaker repeats them."""


def main_point_late(answer: TokenizedAnswer) -> Remark | None:
    """Remark on a long way to the first words that answer the question."""
    found = sorted(
        (m for p in _signals(answer.question) for m in answer.find(p)), key=lambda m: m.first
    )
    # Nothing found: the answer may use words that the table does not know, so nothing is said
    if not found:
        return None
    own = answer.own
    waited = own.at(_start(answer, found[0])) - own.at(answer.words[0].start)
    if waited < LATE or waited < SHARE * answer.duration:
        return None
    first = answer.quote(0, min(SHOWN, found[0].first))
    return Remark(
        "main_point_late",
        f"The first {waited:.0f} seconds don't answer the question",
        "Listeners wait for the answer before they take in anything else.",
        "Answer in your first sentence, then add only the background it needs.",
        (first, _point(answer, found[0])),
    )


def _signals(question: QuestionContext | None) -> tuple[str, ...]:
    """Return patterns of words that answer this question; none where any opening may."""
    if question_kinds.gap(question):
        return GAP
    if question_kinds.program(question):
        return PROGRAM
    # A yes-or-no question is also answered by its own words: "Have you volunteered?", "I
    # volunteered at …"
    if question and question_kinds.yes_or_no(question):
        asked_for = set(re.findall(r"[a-z]{6,}", question.text.lower())) - COMMON
        words = "|".join(word[:5] + r"\w*" for word in sorted(asked_for))
        return (*YES_OR_NO, f"(?:{words})") if words else YES_OR_NO
    if question_kinds.plans(question):
        return PLANS
    return REASONS if question_kinds.reasons(question) else ()


def _start(answer: TokenizedAnswer, match: Match) -> float:
    return answer.words[answer.tokens[match.first].index].start


def _point(answer: TokenizedAnswer, match: Match) -> Quote:
    return answer.quote(match.first, min(match.first + SHOWN, len(answer.tokens)))
