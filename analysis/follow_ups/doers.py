"""Who does things in an answer, in words wider than the tables of past verbs.

Comments need to be sure that someone did something; a follow-up needs to be sure that no one did.
So here anything that "I" or "we" might have done counts.
"""

from __future__ import annotations

from analysis.content.actions import BETWEEN, STATES, actions
from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.words.markers import lexicon
from analysis.words.markers.lexicon import table

NOT_DOING = (STATES - table("did disagreed finished started learned")) | table("""
    are am is be been being has have see think know like love want need live come go get
    understand believe mean guess suppose work can't cannot can could couldn't don't didn't not
    never would should will may might must say agree admire respect enjoy prefer consider find
    found hope
""")
"""Verbs after "I" or "we" that say how things are or were, or speak to the listener."""

SUBJECTS_OF = {"i": table("i i'd i'll"), "we": table("we we'd we'll")}

PAST_AUXILIARIES = table("was were had did didn't could couldn't would wouldn't wasn't hadn't")

TASKS = (
    r"my (?:\S+ )?(?:own )?(?:task|role|job|part|responsibility|duty|idea|suggestion|plan|"
    r"decision)",
    r"i(?:'m| am| was| were) (?:\S+ ){0,2}?(?:responsible|in charge|leader|leading|coordinating|"
    r"organi[sz]ing|assigned|trying|holding|giving|calling|talking|explaining|captain|chief)",
    r"(?:i|me) (?:and|with) ",
    r"(?:asked|told|wanted|allowed) me to",
    r"(?:by myself|myself|on my own|my own)",
)
"""Words that show a part of the speaker, other than "I" and a verb."""


def doings(answer: TokenizedAnswer, subject: str) -> int:
    """Count the clauses in which "i" or "we" may have done something, in any tense."""
    return sum(
        token.text in SUBJECTS_OF[subject] and not token.ends and _does(answer, at + 1)
        for at, token in enumerate(answer.tokens)
    )


def speaks_in_present(answer: TokenizedAnswer, start: int) -> bool:
    """Return whether "I" do or am something, from a token on: a habit, and perhaps a lesson."""
    for at in range(start, len(answer.tokens) - 1):
        if answer.tokens[at].text in ("i'm", "i've", "i'll"):
            return True
        if answer.tokens[at].text == "i" and not answer.tokens[at].ends:
            verb = _verb(answer, at + 1)
            if not lexicon.is_past(verb) and verb not in PAST_AUXILIARIES:
                return True
            if verb in lexicon.UNCLEAR_PASTS - {"lost", "found", "felt", "left", "made", "built"}:
                return True
    return False


def acts_in_past(answer: TokenizedAnswer) -> bool:
    """Return whether "I" or "we" surely did something; "I read" may be a habit."""
    verbs = (answer.tokens[m.last - 1].text for s in SUBJECTS_OF for m in actions(answer, s))
    return any(verb not in lexicon.UNCLEAR_PASTS for verb in verbs)


def has_own_task(answer: TokenizedAnswer) -> bool:
    """Return whether the speaker names their task, role, or step."""
    return any(True for pattern in TASKS for _ in answer.find(pattern))


def _does(answer: TokenizedAnswer, at: int) -> bool:
    """Return whether a clause continues with a verb of doing; one that is cut off doesn't."""
    verb = _verb(answer, at)
    return bool(verb) and verb not in NOT_DOING


def _verb(answer: TokenizedAnswer, at: int) -> str:
    """Return the first word from a token on that isn't an adverb; empty at the end."""
    said = answer.tokens
    while at < len(said) and (said[at].text in BETWEEN or lexicon.is_adverb(said[at].text)):
        at += 1
    return said[at].text if at < len(said) else ""
