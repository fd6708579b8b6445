"""Finds the parts of a question in the words of an answer, and in the scores of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.content.actions import actions
from analysis.content.phrases import LONGEST, SURE, find_phrases, quote
from analysis.content.story_parts import parts as story_spans
from analysis.content.tokenized_answer import Match, TokenizedAnswer, is_negated, tokenize
from analysis.content.types import Quote
from analysis.coverage.catalog import BRIEF, ETHICAL, STORY
from analysis.coverage.questions import asked
from analysis.coverage.scored import combine
from analysis.coverage.thresholds import OFF
from analysis.coverage.types import AskedPart, Coverage, HeardPart, QuestionParts
from analysis.types import Analysis, PartScores, QuestionContext, Span, Word
from analysis.words.markers.lexicon import table

ENOUGH = 20
"""Fewest tokens for a result: with fewer, the subject of the answer is unclear."""

UNDERSTOOD = 0.5
"""Least mean probability of the words for a result: below it, too much may be misheard."""

FIRST_PERSON = table("i me my mine myself we us our i'm i've i'd i'll we're we've we'd we'll")
ACTING = 2
"""Actions by "I" from which a story may answer a question in words that no table has."""

OWN_STEPS = table("apologized apologised thanked")
NOT_STEPS = table("failed missed forgot lost felt slept")
"""Verbs after "I" that say what went wrong, not what was done about it."""

OTHERS = table("""
    he she they him her them mother father mom dad parents sister brother wife husband uncle aunt
    cousin friend friends roommate colleague colleagues neighbor nephew niece
""")
"""People whose training, plans, and successes aren't the speaker's."""

PAST = re.compile(
    r"\b(?:was|were|had|did|didn't|wasn't|weren't|couldn't|came|went|got|took|told|said|began|"
    r"wanted|there's been|\w{2,}ed)\b"
)
"""Words of a situation that happened, not of how things are in general."""

FEWEST_TOLD = 4
"""Fewest tokens of a stretch of a story that can be its situation."""

UNTELLING = table("""
    about tell time describe what which where when your would could with that this from have does
    they them their there someone something anything difficult handle experience example patient
    give gave make made take know knew like good more most other after before into than then
""")
"""Words of a question that say nothing about its subject."""


def coverage(analysis: Analysis) -> Coverage | None:
    """Return the parts; ``None`` if none are asked for, or without enough English words."""
    transcript = analysis.transcript
    if transcript is None or not transcript.language.startswith("en"):
        return None
    said = transcript.words
    if not said or sum(w.probability for w in said) / len(said) < UNDERSTOOD:
        return None
    return coverage_of_words(said, analysis.question, analysis.part_scores, analysis.lost)


def coverage_of_words(
    words: tuple[Word, ...],
    question: QuestionContext | None,
    scores: PartScores | None = None,
    lost: Sequence[Span] = (),
) -> Coverage | None:
    """Return the parts of a question in these words; ``None`` as in `coverage`.

    ``scores`` of another kind of question are ignored, and without scores the phrases decide alone.
    ``lost`` is the time that doesn't count.
    """
    wanted = asked(question)
    if wanted is None or question is None:
        return None
    answer = tokenize(words, question, lost)
    if len(answer.tokens) < ENOUGH:
        return None
    heard = tuple(_hear(answer, wanted, part) for part in wanted.parts)
    if scores is None or scores.kind != wanted.name:
        is_off = _is_off(answer, wanted, heard)
    else:
        is_off = scores.off > OFF
        by_name = {part.name: part for part in scores.parts}
        heard = tuple(combine(answer, part, by_name) for part in heard)
    if is_off:
        silent = tuple(HeardPart(p.name, p.label) for p in wanted.parts if p.name != BRIEF)
        return Coverage(wanted.name, silent, is_off=True)
    return Coverage(wanted.name, heard)


# --- one part -------------------------------------------------------------------------------------


def _hear(answer: TokenizedAnswer, wanted: QuestionParts, part: AskedPart) -> HeardPart:
    if part.name == BRIEF:
        return HeardPart(part.name, part.label, note=_brief(answer))
    told = _told(answer, part.name) if wanted is STORY else None
    if told is None:
        after = _earliest(answer, wanted, part)
        match = next((m for m in _shown(answer, part) if m.first >= after), None)
        told = quote(answer, match) if match else None
    return HeardPart(part.name, part.label, told, varied=part.varied)


def _earliest(answer: TokenizedAnswer, wanted: QuestionParts, part: AskedPart) -> int:
    """Return the token before which a part can't be: a result comes after the first action."""
    if part.name == "result":
        return _first_action(answer)
    if part.name == "working":
        weaknesses = next(p for p in wanted.parts if p.name == "weakness")
        return next((m.first for m in _shown(answer, weaknesses)), 0)
    return 0


def _shown(answer: TokenizedAnswer, part: AskedPart) -> Iterator[Match]:
    for match in find_phrases(answer, part.patterns):
        said = [answer.words[t.index].probability for t in answer.tokens[match.first : match.last]]
        if sum(said) / len(said) < SURE:
            continue
        if not part.denied and is_negated(answer, match.first):
            continue
        if part.personal and not _is_personal(answer, match):
            continue
        if part.own and _is_others(answer, match):
            continue
        if part.name == "talk" and _goes_to_helpers(answer, match):
            continue
        if part.name == "help" and _is_the_subject(answer, match):
            continue
        yield match


def _is_personal(answer: TokenizedAnswer, match: Match) -> bool:
    """Return whether the speaker is in the sentence, or in the one before or after."""
    first, last = answer.sentence(match.first)
    if first:
        first, _ = answer.sentence(first - 1)
    if last < len(answer.tokens):
        _, last = answer.sentence(last)
    return any(t.text in FIRST_PERSON for t in answer.tokens[first:last])


def _is_others(answer: TokenizedAnswer, match: Match) -> bool:
    """Return whether someone else is the subject: "my sister graduated", not "I graduated"."""
    first = match.first
    while first > 0 and not answer.tokens[first - 1].edge:
        first -= 1
    before = {t.text for t in answer.tokens[first : match.first]}
    return bool(before & OTHERS) and not before & FIRST_PERSON - {"my", "our"}


HELPERS = re.compile(r"(attending|supervisor|senior|chief|committee|social|director|interpreter)")


def _goes_to_helpers(answer: TokenizedAnswer, match: Match) -> bool:
    """Return whether it is "I would talk to my attending", not talking with those involved."""
    after = " ".join(t.text for t in answer.tokens[match.last : match.last + 4])
    found = HELPERS.search(after)
    return found is not None and not _asks_about(answer, found.group())


def _is_the_subject(answer: TokenizedAnswer, match: Match) -> bool:
    """Return whether the question is about this person, so they aren't the one asked for help."""
    return any(_asks_about(answer, t.text) for t in answer.tokens[match.first : match.last])


def _asks_about(answer: TokenizedAnswer, word: str) -> bool:
    question = answer.question.text.lower() if answer.question else ""
    return len(word) > 3 and word.rstrip("s") in question


def _brief(answer: TokenizedAnswer) -> str:
    if answer.question is None:
        return ""
    _, most = answer.question.target
    return f"{answer.duration:.0f} s" if answer.duration <= most else ""


def _told(answer: TokenizedAnswer, name: str) -> Quote | None:
    """Quote the beginning of the first stretch of a story that is this part."""
    for span in story_spans(answer):
        if span.name != name or name == "task":  # a task may also come after the first step
            continue
        inside = [
            i
            for i, t in enumerate(answer.tokens)
            if span.start <= answer.words[t.index].start < span.end
        ]
        if inside and _counts(answer, name, inside):
            return answer.quote(inside[0], min(inside[0] + LONGEST, inside[-1] + 1))
    return None


def _counts(answer: TokenizedAnswer, name: str, inside: list[int]) -> bool:
    """Return whether a stretch of a story really is this part of it."""
    said = [answer.tokens[i].text for i in inside]
    if name == "situation":
        return len(said) >= FEWEST_TOLD and PAST.search(" ".join(said)) is not None
    if name == "action":
        return not any(a == "i" and b in NOT_STEPS for a, b in pairwise(said[:4]))
    # "I apologized" is a step; only others' apologies and thanks are a result
    return not (name == "result" and _is_own_step(answer, inside))


def _is_own_step(answer: TokenizedAnswer, inside: list[int]) -> bool:
    """Return whether a "result" begins with what "I" did."""
    first = [answer.tokens[i].text for i in inside[:4]]
    return any(a == "i" and b in OWN_STEPS for a, b in pairwise(first))


def _first_action(answer: TokenizedAnswer) -> int:
    acted = [m.first for subject in ("i", "we") for m in actions(answer, subject)]
    return min(acted, default=len(answer.tokens) // 2)


# --- off topic ------------------------------------------------------------------------------------


def _is_off(answer: TokenizedAnswer, wanted: QuestionParts, heard: tuple[HeardPart, ...]) -> bool:
    """Return whether an answer is off topic: no word of the subject, and no sure part."""
    telling = {part.name for part in wanted.parts if part.sure}
    if any(part.is_heard for part in heard if part.name in telling):
        return False
    if any(True for pattern in wanted.topic for _ in answer.find(pattern)):
        return False
    # The subjects of the other kinds are known; these two take theirs from the question
    if wanted in (STORY, ETHICAL) and _shares_words_with_question(answer):
        return False
    return wanted is not STORY or len(list(actions(answer, "i"))) < ACTING


def _shares_words_with_question(answer: TokenizedAnswer) -> bool:
    text = answer.question.text.lower() if answer.question else ""
    asked_for = {w[:5] for w in re.findall(r"[a-z]{4,}", text) if w not in UNTELLING}
    return any(t.text[:5] in asked_for for t in answer.tokens if len(t.text) >= 4)
