"""A person's pet phrases: what they say again and again, whatever the question.

A phrase of two to four words that comes back in several answers, more often than such phrases do in
interview English, may be a tic. It is offered, never counted until the person says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.words.markers.lexicon import ARTICLES

LONGEST = 4
ANSWERS = 3
"""Different answers that must hold the phrase."""

RATE = 6.0
"""Times in 1,000 words from which a phrase stands out."""

STEADY = frozenset(
    """
    a an the of in on at to for from with by and or but i me my we our you your he she it
    they his her their this that these those is am are was were be been have has had do did
    will would can could not as if so who which what when because
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words that hold sentences together; a phrase of them alone is grammar, not a tic."""

SUBJECT = frozenset(
    [
        "patient",
        "patients",
        "medicine",
        "pediatrics",
        "med-peds",
        "residency",
        "program",
        "hospital",
        "internal",
        "care",
        "family",
        "clinic",
        "doctor",
        "team",
        "children",
        "adults",
    ]
)
"""What the interview is about; saying it often isn't a habit."""


HOLLOW = frozenset(
    """
    actually absolutely again all also always anything anyway basically best better bit both case
    certain certainly completely course day definitely did different does doing done else end even
    ever every everything exactly example fact feel felt first forward general get getting given
    go going gonna good got great guess happen happened hard here honest honestly hope how
    important in-general interesting just kind kinda know last let like literally little look
    looking lot lots make makes making many matter may maybe mean means mention might moment more
    most much must myself need needed never nice no nothing now obviously oh ok okay one only
    opinion other out over own part people perhaps person personally place plan point possible
    pretty probably quite really reason right said same saw say saying see seemed sense should
    simply since situation so some somehow someone something sometimes somewhere sort speak
    speaking still stuff such sure take talk talking tell terms thank than thanks then there thing
    things think thinking thought time times today together too totally trying truly try up us use
    used usually very view want wanted way well went whatever whole whom why words work worked
    working yeah year years yes yet you'd you'll you're you've don't didn't that's it's there's
    i'd i'll i'm i've can't couldn't wasn't isn't let's about after before any amount back into
    long basis level able experience feeling life mind world challenging amazing fascinating
    passionate blessed grateful journey speaking honor honor kindly overall literally today
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words that fit into any answer, whatever its subject."""

EMPTY = frozenset(
    ["bit", "fact", "kind", "little", "lot", "matter", "point", "sort", "thing", "way"]
)
"""After an article, these alone make a tic; "the first" and "a good" belong to what follows."""


@dataclass(frozen=True, slots=True)
class PetPhrase:
    """A phrase, how often it was said, and in how many answers."""

    text: str
    count: int
    answers: int

    @property
    def written(self) -> str:
        """The phrase as people write it."""
        return written(self.text)


def written(phrase: str) -> str:
    """Write a lowercase phrase as people do: "I don't", "I'm"."""
    return re.sub(r"(?<![\w-])i(?![\w-])", "I", phrase)


def pet_phrases(
    transcripts: Sequence[str], *, known: Sequence[str] = (), most: int = 5
) -> tuple[PetPhrase, ...]:
    """Find at most ``most`` phrases, the most frequent first; ``known`` ones are left out."""
    counts: Counter[tuple[str, ...]] = Counter()
    spread: Counter[tuple[str, ...]] = Counter()
    total = 0
    for transcript in transcripts:
        words = [w.strip('.,;:!?"“”()').lower() for w in transcript.split()]
        total += len(words)
        here = Counter(_phrases(words))
        counts.update(here)
        spread.update(here.keys())
    left_out = {tuple(phrase.lower().split()) for phrase in known}
    found = [
        phrase
        for phrase, count in counts.items()
        if spread[phrase] >= ANSWERS and 1000 * count >= RATE * total and phrase not in left_out
    ]
    whole = [
        p for p in found if not any(_inside(p, q) and counts[q] * 3 >= counts[p] * 2 for q in found)
    ]
    whole.sort(key=lambda p: (-counts[p], p))
    return tuple(PetPhrase(" ".join(p), counts[p], spread[p]) for p in whole[:most])


def _phrases(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [
        tuple(words[at : at + size])
        for size in range(2, LONGEST + 1)
        for at in range(len(words) - size + 1)
        if _may_be_a_tic(words[at : at + size])
    ]


def _may_be_a_tic(words: Sequence[str]) -> bool:
    """Whether a phrase is neither grammar alone nor what an answer is about.

    "The hat", "black bird" and "in Lagos" are a story's own things and places; a tic is made of
    words that fit into any answer.
    """
    if len(words) == 2 and words[0] in ARTICLES and words[1] not in EMPTY:
        return False
    return (
        all(words)
        and not all(w in STEADY for w in words)
        and not any(w in SUBJECT for w in words)
        and all(w in STEADY or w in HOLLOW for w in words)
    )


def _inside(phrase: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a phrase is part of a longer one."""
    return len(phrase) < len(other) and any(
        other[at : at + len(phrase)] == phrase for at in range(len(other) - len(phrase) + 1)
    )
