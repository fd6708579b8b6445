"""Blame on others, and playing a gap or an attempt down."""

from __future__ import annotations

from analysis.content import question_kinds
from analysis.content.phrases import own_phrases, quotes
from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.content.types import Remark

OTHERS = (
    r"(?:they|university|school|embassy|program|center|centre|course|teachers?|college|ministry)"
)

BLAME = (
    r"(?:not|wasn't|isn't|never)(?: (?:really|at all|only))? my (?:own )?(?:fault|mistake)",
    r"(?:it's|is|was|are|were)(?: all)? (?:their|his|her) (?:own )?fault",
    r"(?:is|are|was|were) to blame",
    r"i (?:was not|wasn't|am not) guilty",
    r"(?:is|was|were|are|it's|had|very|so)(?: (?:really|very|so|totally|completely|too|an?|just))*"
    r" unfair",
    r"(?:was|were|is|are) not(?: (?:so|really|very))? fair",
    r"(?:wasn't|weren't|isn't|aren't)(?: (?:so|really|very))? fair",
    rf"{OTHERS} (?:didn't|did not|never|wouldn't|refused to)"
    r" (?:let|give|allow|answer|answered|gave|help|helped|send|sent|accept) (?:me|my|us)",
    r"(?:nobody|no one|no body) (?:helped|gave|told|supported|guided|explained)(?: (?:to )?me)",
    r"(?:course|school|university|teachers?|tutor|material|exam|exams|test|proctor)(?: \S+){0,2}?"
    r" (?:was|were|is|are)(?: (?:very|so|really|too))*"
    r" (?:bad|terrible|wrong|rude|corrupt|poor|hard|unfair)",
    r"(?:gave|told|taught) (?:us|me)(?: (?:the|a))? (?:wrong|bad)",
    r"(?:i|you|to|can|should)(?: \S+)? blame (?:them|him|her|the|my|our)",
    r"(?:they|he|she|advisor|teacher|professor|school|university|embassy|government)"
    r" (?:is|are|was|were) responsible for (?:it|this|that|the gap|my)",
    r"lost(?: \S+){1,3} because of (?:them|him|her)",
    r"because of (?:them|him|her) that",
    r"(?:had|have) no(?: other)? choice(?= but nobody|, |[.]| because)",
    r"(?:didn't|did not) have (?:any|a|another)(?: other)? choice",
)

PLAYED_DOWN = (
    r"(?:gap|it|it's|this|that|score|attempt|failure)(?: (?:is|was|isn't|wasn't))?(?: not)?"
    r"(?: really)?(?: such)? a (?:big deal|big problem|big thing|big issue)",
    r"(?:don't|do not) (?:see|consider) (?:it|this|that|the gap|my gap|this gap) as a(?: \S+)?"
    r" (?:problem|issue|weakness)",
    r"(?:doesn't|does not|shouldn't|should not)(?: really)? matter",
    r"(?:many|most|everybody|everyone|a lot of|lots of)(?: \S+)? (?:fails?|failed) "
    r"(?:this|the|it|that|in)",
    r"(?:many|most|everybody|everyone|a lot of|lots of)(?: (?:people|doctors|applicants|students))?"
    r" (?:have|has) (?:a |such a |this )?(?:long )?gaps?",
    r"(?:says|tells|means|proves) nothing(?: (?:about|to|for))? (?:me|my)",
)


def defensiveness(answer: TokenizedAnswer) -> Remark | None:
    """Remark on blame and on playing down, where a gap or an attempt was asked about."""
    if not question_kinds.gap(answer.question):
        return None
    # "It was not my fault" holds its own negation, so a negation does not clear it
    found = own_phrases(answer, BLAME, negated=True)
    blames = bool(found)
    found += own_phrases(answer, PLAYED_DOWN, negated=True)
    if not found:
        return None
    return Remark(
        "defensiveness",
        "This may sound like blaming others" if blames else "This may sound like playing it down",
        "Interviewers ask about a gap or an attempt to learn how you handled it.",
        "State the reason once, as a plain fact. Then say what you changed and how it shows today.",
        quotes(answer, found),
    )
