"""Whether a part is surely missing from an answer: one function per kind of follow-up.

The limits are wider than those of the comments, which may miss a part or point at one in doubt. To
ask "How did it end?" after an answer that ended would show that nobody listened, so every word
that may be a part counts as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.content import question_kinds
from analysis.content.concrete import concrete_details
from analysis.content.generic_reason import generic_reason
from analysis.content.main_point_late import main_point_late
from analysis.content.nothing_concrete import CLAIMS
from analysis.content.story_parts import ends_in_action
from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.coverage.phrases.background import LEARNED, MOMENT
from analysis.coverage.phrases.conduct import EXAMPLE, NAMES_SOMETHING, OUTCOME
from analysis.follow_ups.doers import acts_in_past, doings, has_own_task, speaks_in_present

SHORTEST = 20
"""Fewest tokens from which a part can be called missing; a shorter answer lacks nearly all."""

THIN = 15
"""Tokens below which an answer may be too short to follow up on any one part."""

THIN_SHARE = 0.25
"""Share of the shortest good length below which a short answer is too short."""

ONLY_WE = 3
"""Things that "we" did, and "I" none, from which the speaker's role is unclear."""

ENDED = (
    r"(?:recover\w*|surviv\w*|improv\w*|discharge\w*|satisf\w*|solv\w*|resolv\w*|reduc\w*|"
    r"decreas\w*|avoid\w*|stabili\w*|succe\w+|agree[ds]?|accept\w*|died?|dead|alive|saved|"
    r"better|worse|compromise|stopped|friends?|grateful|convinced|achiev\w*|won|published|"
    r"finally|eventually|results?|outcome|ended|ending|luckily|fortunately|unfortunately)",
    r"(?:at|in) the end",
    r"(?:since|from) (?:then|that|this)(?: \S+)?",
    r"(?:went|go|goes|came|left|back) (?:\S+ ){0,2}?(?:home|hospital)",
    r"worked (?:out|well)",
    r"(?:he|she|they|who|family|mother|father|everyone|everybody|patient) (?:\S+ )?"
    r"(?:apologi[sz]\w*|thank\w*|changed|laugh\w*|smile\w*|hugged)",
    *OUTCOME,
    *LEARNED,
)
"""Words that belong to an ending, wherever they are in the second half of a story."""

MAYBE_ENDED = (
    *ENDED,
    r"(?:end|lastly|since|afterwards?|later|thanks|today|tomorrow|nowadays|now|then on)",
    r"next (?:day|morning|week|month|time|year)",
    r"after (?:that|this|it|one|two|three|four|five|six|some|a|few|several|which)",
    r"in (?:the next|one|two|three|four|five|six|a|few) (?:\S+ )?(?:hours?|days?|weeks?|months?)",
    r"(?:increas\w*|apologi[sz]\w*|thank\w*|passed|finished|completed|changed|fine|well|safe|"
    r"happy|stable|okay|ok|home|good|fixed|managed|became|dropped)",
)
"""Words that may be an ending at the very end of a story."""

LESSONS = (
    *LEARNED,
    r"gave me",
    r"chang\w* (?:my|me|how|completely|everything|the way|a lot|since)",
    r"(?:learn\w*|lessons?|teach\w*|taught|realiz\w*|realis\w*|discover\w*|stronger|habit|"
    r"resilien\w*|promised?|checklist|pattern)",
    r"(?:since|from) (?:then|that|this)(?: \S+)?",
    r"(?:take|takes|took|taken|taking) (?:\S+ )?from",
    r"(?:next time|these days|nowadays|ever since)",
    r"now i|i (?:\S+ )?now|today i",
)
"""Words of what was learned, wherever they are."""

MAYBE_LESSONS = (
    *LESSONS,
    r"(?:understand|understood|improv\w*|grow|grew|grown|matur\w*|better|skills?|gain\w*|"
    r"experience[ds]?|since|now|today|always|never|differently|different|future|opportunit\w*|"
    r"useful|helped|method|rule|switched|instead|double-?check\w*|careful|still)",
    r"(?:because of (?:this|that|it)|more (?:\S+))",
    r"every (?:time|shift|patient|dose|year)",
)
"""Words that may be a lesson at the end of an answer, where lessons are."""

PRESENT = frozenset({"is", "are", "it's", "that's", "isn't", "aren't"})
"""Words that state what holds, at the end of a story in the past."""

LAST_PART = 0.4
"""Share of an answer, at its end, in which a lesson in any words would be."""

FEWEST_LAST = 40
"""Tokens of the last part of a short answer."""

FALLING_SHORT = re.compile(
    r"\b(mistake|failed|failure|gaps?|attempts?|low(?:er)? (?:exam )?(?:score|step)|"
    r"critical feedback|could not help|misunderstanding)\b"
)
"""Questions about something that went wrong, after which every interviewer wants the lesson."""

IMAGINED = re.compile(
    r"\bwould\b|\b(?:how|why) will\b|explain|plan\b|different|difference|in your own words"
)
"""Questions about what isn't yet, or about facts: an example of the speaker's may not exist."""

QUALITIES = re.compile(
    r"\b(strengths?|describe you|why should we choose|contribute|about yourself|your research|"
    r"how do you|role-?model|fit in)\b"
)
"""Questions whose answers claim something that an example can show."""

HABITS = (
    *CLAIMS,
    r"i (?:\S+ )?(?:always|usually|often|try|believe|think|respect|communicate|love|like|enjoy)",
    r"i(?:'m| am) (?:a|an|very|always|so|really|the) ",
    r"(?:is|are) (?:\S+ )?(?:important|normal|key)",
    r"(?:people|friends|colleagues) (?:\S+ )?(?:say|tell|describe|call)",
)
"""General statements, about oneself or about medicine."""

SCENES = (
    *MOMENT,
    r"(?:there (?:was|were)|we had|i had|it was(?! (?:always|my))|once|ago|yesterday|"
    r"one (?:day|night|time|patient|case))",
)
"""Words that open a scene."""

MAYBE_SCENES = (
    *SCENES,
    *EXAMPLE,
    r"(?:last|during|because (?:i|we|it|there|he|she|they) (?:was|were|had))",
    r"when (?!(?:you|people|it|things|something|everything|somebody|someone) )",
)
"""Words that may open a scene; with any of them, an example has at least begun."""


def is_thin(answer: TokenizedAnswer) -> bool:
    """Return whether an answer is too short to lack any one part in particular."""
    asked = answer.question
    if asked is None or question_kinds.yes_or_no(asked):
        return False
    shortest, _ = asked.target
    return len(answer.tokens) < THIN and answer.duration < THIN_SHARE * shortest


def lacks_action(answer: TokenizedAnswer) -> bool:
    """Return whether a story says how it was, and neither "I" nor "we" did anything."""
    told = question_kinds.story(answer.question) and _has(answer, SCENES)
    return told and not _has_doer(answer) and not has_own_task(answer)


def lacks_role(answer: TokenizedAnswer) -> bool:
    """Return whether "we" did everything in a story, and "I" nothing."""
    if not question_kinds.story(answer.question):
        return False
    alone = doings(answer, "i") == 0 and not has_own_task(answer)
    return alone and doings(answer, "we") >= ONLY_WE


def lacks_result(answer: TokenizedAnswer) -> bool:
    """Return whether a story stops after what was done, without a word that may be its end."""
    if not question_kinds.story(answer.question) or not ends_in_action(answer):
        return False
    # The opening may say "today" or "better"; the end of a story is in its second half
    half = len(answer.tokens) // 2
    first, _ = answer.sentence(len(answer.tokens) - 1)
    before, _ = answer.sentence(max(first - 1, 0))
    return not _has(answer, ENDED, half) and not _has(answer, MAYBE_ENDED, before)


def lacks_lesson(answer: TokenizedAnswer) -> bool:
    """Return whether something went wrong, and no word may be what was learned from it."""
    asked = answer.question
    if asked is None or not FALLING_SHORT.search(asked.text.lower()):
        return False
    if not (question_kinds.gap(asked) or question_kinds.story(asked)):
        return False
    last = min(int((1 - LAST_PART) * len(answer.tokens)), len(answer.tokens) - FEWEST_LAST)
    if _has(answer, LESSONS) or _has(answer, MAYBE_LESSONS, last):
        return False
    return question_kinds.gap(asked) or not _states_rule(answer, last)


def lacks_example(answer: TokenizedAnswer) -> bool:
    """Return whether an answer is made of general statements only, where an example would do."""
    asked = answer.question
    if asked is None or IMAGINED.search(asked.text.lower()) or not _wants_example(answer):
        return False
    if concrete_details(answer) or acts_in_past(answer):
        return False
    if _has(answer, MAYBE_SCENES):
        return False
    return sum(1 for pattern in HABITS for _ in answer.find(pattern)) >= 2


def lacks_specifics(answer: TokenizedAnswer) -> bool:
    """Return whether an answer about this program praises it in words that fit any."""
    if not question_kinds.program(answer.question) or generic_reason(answer) is None:
        return False
    return not _has(answer, NAMES_SOMETHING)


def lacks_point(answer: TokenizedAnswer) -> bool:
    """Return whether the words that answer the question come late."""
    return main_point_late(answer) is not None


def _states_rule(answer: TokenizedAnswer, start: int) -> bool:
    """Return whether a story ends in the present: "I ask every family who is at home"."""
    first, last = answer.sentence(len(answer.tokens) - 1)
    stated = any(token.text in PRESENT for token in answer.tokens[first:last])
    return stated or speaks_in_present(answer, start)


def _wants_example(answer: TokenizedAnswer) -> bool:
    asked = answer.question
    if asked is None or asked.kind in ("ethical", "gap", "program"):
        return False
    about_self = bool(QUALITIES.search(asked.text.lower())) or question_kinds.reasons(asked)
    return about_self or question_kinds.story(asked)


def _has(answer: TokenizedAnswer, patterns: Sequence[str], start: int = 0) -> bool:
    """Return whether any of these words is said from a token on."""
    return any(m.last > start for pattern in patterns for m in answer.find(pattern))


def _has_doer(answer: TokenizedAnswer) -> bool:
    return bool(doings(answer, "i") or doings(answer, "we"))
