"""A phrase that the speaker keeps repeating: in this answer, or from answer to answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.content.types import EarlierAnswer, Remark
from analysis.words.markers.lexicon import table
from analysis.words.markers.pet_phrases import pet_phrases, written
from analysis.words.markers.tokens import tokens

OFTEN = 4  # times in one answer
EVERY = 60  # words in which it is said once or more
AGAIN = 2  # times in this answer, when earlier answers have it too
LONGEST = 4

HABIT_WORDS = table("""
    thing things important way kind terms say said saying think believe feel point moment time end
    day matter fact sense course case lot speak mean really very always definitely basically
    absolutely interesting amazing challenging
""")
"""A phrase said often in one answer may be its subject; one of these makes it a habit."""

COMMON_WORDS = table("""
    a an the of in on at to for from with by and or but that this it is was i my me we you as how
    would most very so not be
""")

FILLERS = frozenset({"you know", "i mean", "kind of", "sort of", "i guess", "i think"})
"""Counted elsewhere, or too common to remark on."""


def pet_phrase(answer: TokenizedAnswer, earlier: Sequence[EarlierAnswer] = ()) -> Remark | None:
    """Remark on the phrase that is repeated most."""
    said = [t.text for t in tokens(answer.words)]
    habits = _across_answers(answer, earlier)
    # A habit over several answers is surer than one answer, whose subject may ask for the phrase
    best = next((p for p in habits if _count(said, p) >= AGAIN), None)
    if best is None:
        best = _in_this_answer(said)
    if best is None:
        return None
    places = _places(said, best)
    where = "in this answer" + (", and in earlier answers" if best in habits else "")
    return Remark(
        "pet_phrase",
        f"“{written(' '.join(best))}” {len(places)} times",
        f"You said it {len(places)} times {where}, and listeners start to notice.",
        "When you feel it coming, pause, then continue without it.",
        tuple(_unfiltered(answer).quote(at, at + len(best)) for at in places[:3]),
    )


Phrase = tuple[str, ...]


def _unfiltered(answer: TokenizedAnswer) -> TokenizedAnswer:
    """Return the same words with nothing skipped."""
    return TokenizedAnswer(answer.words, tokens(answer.words), "", (), answer.question)


def _across_answers(answer: TokenizedAnswer, earlier: Sequence[EarlierAnswer]) -> list[Phrase]:
    """Return phrases shared by this answer and the latest answer to each other question."""
    # Answers to the same question share its words, and several attempts would count them again
    mine = answer.question.id if answer.question else None
    latest: dict[str, EarlierAnswer] = {}
    for other in sorted(earlier, key=lambda e: e.recorded_at):
        if other.question_id is not None and other.question_id != mine and other.words:
            latest[other.question_id] = other
    texts = [" ".join(w.text for w in answer.words)]
    texts += [" ".join(w.text for w in other.words) for other in latest.values()]
    found = (tuple(p.text.split()) for p in pet_phrases(texts))
    return [p for p in found if " ".join(p) not in FILLERS]


def _in_this_answer(said: Sequence[str]) -> Phrase | None:
    counts: Counter[Phrase] = Counter(
        tuple(said[at : at + size])
        for size in range(2, LONGEST + 1)
        for at in range(len(said) - size + 1)
    )
    often = [
        phrase
        for phrase, count in counts.items()
        if count >= OFTEN and count * EVERY >= len(said) and _is_a_habit(phrase)
    ]
    return max(often, key=lambda p: (counts[p] * len(p), p), default=None)


def _is_a_habit(phrase: Phrase) -> bool:
    """Return whether a phrase is empty: all its words are common, and one is a habit word."""
    if " ".join(phrase) in FILLERS:
        return False
    return any(w in HABIT_WORDS for w in phrase) and all(
        w in HABIT_WORDS | COMMON_WORDS for w in phrase
    )


def _count(said: Sequence[str], phrase: Phrase) -> int:
    return len(_places(said, phrase))


def _places(said: Sequence[str], phrase: Phrase) -> list[int]:
    return [
        at
        for at in range(len(said) - len(phrase) + 1)
        if tuple(said[at : at + len(phrase)]) == phrase
    ]
