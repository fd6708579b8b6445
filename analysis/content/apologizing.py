"""Apologies to the interviewer: for a gap, an attempt, a score, or the speaker's English."""

from __future__ import annotations

from analysis.content import question_kinds
from analysis.content.phrases import own_phrases, quotes
from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.content.types import Remark

MUCH = (
    r"(?: (?:really|very|so|too|truly|deeply|extremely|still|also|quite|just|a (?:little )?bit|"
    r"a little))*"
)
KIN = r"(?:patients?|family|mother|father|friends?|colleagues?)"
GAPS = rf"(?:the|this|that|these|those|my(?! {KIN})|it|all)"
NOT_AT_HAND = (
    r"(?! (?:noise|delay|connection|internet|interruption|sound|camera|wait|patients?|family))"
)
"""Apologies for what happens during the call are good manners."""

ME = r"(?:i'm|i am|i feel|i also feel|i still feel)"

FOR_THE_GAP = (
    # not "sorry to hear", "sorry that I could not help him", "sorry for the family": sympathy
    rf"{ME}{MUCH} sorry(?! (?:to|that i (?:could|can|miss|was)))(?! for (?!{GAPS}))",
    rf"sorry (?:for|about) {GAPS}{NOT_AT_HAND}",
    rf"i{MUCH} regret (?:this|the|my|that)(?: \S+)? (?:gap|attempt|score|result|failure|years?)",
    rf"i{MUCH}(?: (?:want to|would like to|have to|must|need to|should|first|wanted to|sincerely))*"
    r" apologi[sz]e(?= (?:for|about|to you|that|here|because)|[.])",
    r"(?:want to|would like to|have to|must|let me|should)(?: first)? apologi[sz]e(?= |[.])",
    r"my apologies",
    r"forgive me",
    rf"{ME}{MUCH} (?:ashamed|embarrassed|guilty)",
    rf"{ME}{MUCH} bad (?:about|for) (?:it|this|that|these|the|my)",
    r"(?:it's|it is|it was|this is|that's)(?: (?:such|so|very|really|a))*"
    r" (?:shame|embarrassing|shameful)",
)

FOR_ENGLISH = (
    r"(?:sorry|apologi[sz]e|apologies|excuse me|excuse|forgive me)(?: \S+){0,4}?"
    r" (?:english|accent|grammar|pronunciation)",
    r"my english (?:is|isn't)(?: (?:still|not|so|very|really|that|too|a|little|bit))*"
    r" (?:good|perfect|fluent|bad|poor|weak|terrible)(?! (?:now|enough))",
)

GLAD_ENGLISH = ("my english is good", "my english is fluent", "my english is perfect")
PAST = frozenset({"was", "were", "felt", "been", "feel"})


def apologizing(answer: TokenizedAnswer) -> Remark | None:
    """Remark on apologies to the interviewer."""
    # "My English isn't good" holds its own negation, so a negation does not clear it
    found = own_phrases(answer, FOR_ENGLISH, negated=True)
    found = [m for m in found if answer.plain(m) not in GLAD_ENGLISH]
    english = bool(found)
    # On other questions "sorry" mostly belongs to a story: to a patient, a family, a colleague
    if question_kinds.gap(answer.question):
        found += [m for m in own_phrases(answer, FOR_THE_GAP) if not _is_past(answer, m.first)]
    if not found:
        return None
    reason = "An apology makes the listener wonder what went wrong."
    if english and len(found) == 1:
        return Remark(
            "apologising",
            "You apologized for your English",
            "It draws attention to your English, which they understand well.",
            "Skip the apology and start with your first point.",
            quotes(answer, found),
        )
    return Remark(
        "apologising",
        "You apologized",
        reason,
        "Say what happened and when, say what you gained from it, and stop there.",
        quotes(answer, found),
    )


def _is_past(answer: TokenizedAnswer, at: int) -> bool:
    """Return whether it is "I was sorry about that" and not an apology now."""
    return at > 0 and not answer.tokens[at - 1].edge and answer.tokens[at - 1].text in PAST
