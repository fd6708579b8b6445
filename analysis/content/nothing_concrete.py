"""Good qualities claimed in an answer without a person, place, number, or time."""

from __future__ import annotations

from analysis.content import question_kinds
from analysis.content.concrete import concrete_details
from analysis.content.phrases import own_phrases, quotes
from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.content.types import Remark

ENOUGH_WORDS = 60
ENOUGH_CLAIMS = 2

CLAIMS = (
    r"(?:i'm|i am|as)(?: (?:a|an|very|also|always|really|and|so|such|the|friendly|adaptable))*"
    r" (?:hard(?: |-)?work(?:er|ing)|hardworking|dedicated|passionate|motivated|responsible|"
    r"respectful|honest|organi[sz]ed|positive|adaptable|flexible|compassionate|empathetic|"
    r"curious|patient|friendly|caring|committed|fast learner|quick learner|good listener|"
    r"good communicator|(?:good )?team player|team-player|perfectionist|enthusiastic|humble|"
    r"leader|good fit)",
    r"i (?:always )?(?:work hard|give my best|try to be better|try to improve|never give up)",
    r"i (?:always |never )?(?:respect everyone|communicate well)",
    r"i can (?:communicate well|work under pressure)",
    r"my (?:passion|dedication|greatest strength|strength) (?:is|and)",
)


def nothing_concrete(answer: TokenizedAnswer) -> Remark | None:
    """Remark on claims that nothing in the answer backs up."""
    if not question_kinds.person(answer.question) or len(answer.tokens) < ENOUGH_WORDS:
        return None
    claims = own_phrases(answer, CLAIMS, negated=True)
    if len(claims) < ENOUGH_CLAIMS or concrete_details(answer):
        return None
    return Remark(
        "nothing_concrete",
        "Good qualities, but no example",
        "Without a patient, a place, a number, or a time, an answer is hard to remember.",
        "Choose one quality and describe, in two sentences, a time you showed it.",
        quotes(answer, claims),
    )
