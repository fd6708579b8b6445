"""Who did what: subjects with a verb of doing in the past."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.content.tokenized_answer import Match, TokenizedAnswer, is_reported
from analysis.words.markers import lexicon
from analysis.words.markers.lexicon import table

STATES = table("""
    was were had felt saw thought knew heard liked loved wanted needed remembered met lived came
    graduated joined disagreed noticed realized realised forgot got received finished did learned
    learnt understood believed hoped lost happened started worked
""")
"""Past verbs that say how things were, not what someone did."""

BETWEEN = table("also then immediately calmly first both all always never just quickly politely")
"""Words between the subject and its verb."""

ATTEMPTS = table("tried decided began chose offered")


def actions(answer: TokenizedAnswer, subject: str) -> Iterator[Match]:
    """Find what a subject ("i", "we") did: from the subject to its verb."""
    for i, token in enumerate(answer.tokens):
        if token.text != subject:
            continue
        at = i + 1  # past "also", "immediately": "I immediately called"
        while at < len(answer.tokens) and _is_between(answer, at):
            at += 1
        # "So did I. Called to the ward, …": the verb of the next sentence is not this subject's
        if at < len(answer.tokens) and not answer.tokens[at - 1].ends and _is_action(answer, at):
            yield Match(i, at + 1)


def _is_between(answer: TokenizedAnswer, at: int) -> bool:
    """Whether a word may come between: an adverb, but not a past verb that looks like one."""
    word = answer.tokens[at].text
    return word in BETWEEN or (lexicon.is_adverb(word) and not lexicon.is_past(word))


def _is_action(answer: TokenizedAnswer, at: int) -> bool:
    """Whether a past verb is something done; what others say "I" did doesn't count."""
    word = answer.tokens[at].text
    return word in ATTEMPTS or (
        lexicon.is_past(word) and word not in STATES and not (is_reported(answer, at - 1))
    )
