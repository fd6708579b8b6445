"""Concrete moments: the numbers, people, places, and times that a listener remembers."""

from __future__ import annotations

import re

from analysis.content.tokenized_answer import Match, TokenizedAnswer
from analysis.words.markers import lexicon
from analysis.words.markers.lexicon import table

PEOPLE = (
    r"(?:a|an|one|this|that|another|my|the|his|her) (?:\S+ ){0,2}?(?:boy|girl|man|woman|baby|"
    r"infant|newborn|teenager|adolescent|grandmother|grandfather|farmer|driver)",
    r"(?:my|one|a|an|this|that|another) (?:\S+ )?(?:patient|mentor|attending|professor|supervisor)",
    r"(?:my|the|his|her) (?:mother|father|sister|brother|cousin|uncle|aunt|wife|husband|son|"
    r"daughter|niece|nephew|child)",
)
TIMES = (
    r"during my (?:\S+ )?(?:internship|rotation|elective|residency|service|observership|year)",
    r"(?:last|that|this) (?:year|month|week|winter|summer|night|evening)",
    r"when (?:i was|he was|she was|the boy|the girl)",
    r"in my (?:first|second|third|last|final) (?:year|month|week)",
    r"(?:in|at) (?:a|the) (?:\S+ )?(?:camp|village)",
)
NOT_PLACES = table("""
    english american med-peds medicine pediatrics internal family residency program usmle step i
    eras ecfmg img imgs md mbbs dr doctor us usa u.s america states united thank yes no okay zoom
    hello hi good god i'm i've i'd i'll star covid icu er
""")
"""Capitalized words that name nothing in particular here."""

NOT_COUNTS = table("one first second once zero")
AHEAD = table("in within next")
"""Before "ten years", these repeat the question."""


def concrete_details(answer: TokenizedAnswer) -> tuple[Match, ...]:
    """Return the concrete moments, in order; a word may be part of two."""
    found = [m for pattern in (*PEOPLE, *TIMES) for m in answer.find(pattern)]
    found += [
        Match(i, i + 1)
        for i in range(len(answer.tokens))
        if _is_number(answer, i) or _is_name(answer, i)
    ]
    return tuple(sorted(found, key=lambda m: m.first))


def _is_number(answer: TokenizedAnswer, at: int) -> bool:
    word = answer.tokens[at].text
    before = answer.tokens[at - 1].text if at else ""
    after = answer.tokens[at + 1].text if at + 1 < len(answer.tokens) else ""
    # "Step 1" is an exam, and "in ten years" repeats the question; neither is a detail
    if word in NOT_COUNTS or before == "step" or (before in AHEAD and after == "years"):
        return False
    # "100 percent" and "a hundred times" are said for emphasis
    return lexicon.is_number(word) and not re.fullmatch(r"100%?|hundred", word)


def _is_name(answer: TokenizedAnswer, at: int) -> bool:
    """Return whether a word is capitalized mid-sentence and not written all in capitals."""
    token = answer.tokens[at]
    # At the start of a sentence every word has a capital
    if at == 0 or answer.tokens[at - 1].ends or token.text in NOT_PLACES:
        return False
    written = answer.words[token.index].text.strip("\"'“‘(")
    return written[:1].isupper() and len(token.text) > 1 and not written.isupper()
