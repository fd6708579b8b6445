"""An answer as the remarks read it: tokens in one line of text, so that phrases can be found.

Filled pauses, discourse markers, and the first copies of repeats are skipped, so that "I'm,
um, you know, I'm sorry" reads as "i'm sorry". Where the transcript has no punctuation, its pauses
are the edges.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.content.types import Quote
from analysis.measures.own_time import NOTHING_LOST, OwnTime
from analysis.types import QuestionContext, Span, Word
from analysis.words.markers import discourse_markers, lexicon
from analysis.words.markers.lexicon import table
from analysis.words.markers.tokens import Token, tokens
from analysis.words.repairs import repetitions

MEANINGFUL_MARKERS = frozenset(
    {"kind of", "sort of", "kinda", "sorta", "i guess", "i don't know", "or something"}
    | {"or something like that", "or something like this", "or whatever", "and stuff"}
    | {"and stuff like that", "and stuff like this", "and things like that"}
    | {"or things like that", "and all that stuff"}
)
"""Discourse markers that remarks look at."""

EDGES = {"comma": ",", "sentence": ".", "question": "?"}


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: its first token and the one after its last."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TokenizedAnswer:
    """The words, their tokens, and the tokens as one line with ``,``, ``.`` and ``?`` for edges.

    ``starts`` are the places of the tokens in ``line``; ``quoted`` the words in quotation marks;
    ``own`` converts to the time that counts.
    """

    words: tuple[Word, ...]
    tokens: tuple[Token, ...]
    line: str
    starts: tuple[int, ...]
    question: QuestionContext | None
    quoted: frozenset[int] = frozenset()
    own: OwnTime = NOTHING_LOST

    @property
    def duration(self) -> float:
        """Seconds of own time from the first word to the last."""
        if not self.words:
            return 0.0
        return self.own.at(self.words[-1].end) - self.own.at(self.words[0].start)

    def find(self, pattern: str) -> Iterator[Match]:
        """Yield the places of a phrase: a regular expression over whole words.

        A space in it also matches across a comma, ``~`` across the end of a sentence too.
        """
        for hit in _compiled(pattern).finditer(self.line):
            yield Match(
                bisect_right(self.starts, hit.start()) - 1, bisect_right(self.starts, hit.end() - 1)
            )

    def quote(self, first: int, last: int) -> Quote:
        """Quote the words from one token to before another, without what was skipped."""
        said = [self.words[t.index] for t in self.tokens[first:last]]
        return Quote(
            said[0].start,
            max(w.end for w in said),
            " ".join(w.text.strip() for w in said).strip(" ,;:"),
        )

    def plain(self, match: Match) -> str:
        """Return the words of a match in lower case, without punctuation."""
        return " ".join(t.text for t in self.tokens[match.first : match.last])

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the first token of this token's sentence, and the one after its last."""
        first = at
        while first > 0 and not self.tokens[first - 1].ends:
            first -= 1
        last = at
        while last < len(self.tokens) and not self.tokens[last].ends:
            last += 1
        return first, min(last + 1, len(self.tokens))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    spaced = pattern.replace(" ", "[,]? ").replace("~", "[,.?]? ")
    return re.compile(rf"(?<![^ ])(?:{spaced})(?=[ ,.?]|$)")


def tokenize(
    words: Sequence[Word], question: QuestionContext | None, lost: Sequence[Span] = ()
) -> TokenizedAnswer:
    """Read an answer; ``lost`` is the time in it that doesn't count."""
    said = tuple(words)
    passed: list[Span] = [
        f for f in discourse_markers(said) if f.text.lower() not in MEANINGFUL_MARKERS
    ]
    passed += repetitions(said)
    kept = _without_skipped(tokens(said), said, passed)
    starts, line = [], ""
    for token in kept:
        starts.append(len(line))
        line += token.text + EDGES.get(token.edge, "") + " "
    quoted, own = _quoted(said), OwnTime(lost)
    return TokenizedAnswer(said, kept, line, tuple(starts), question, quoted, own)


def _without_skipped(
    found: Sequence[Token], words: Sequence[Word], passed: Sequence[Span]
) -> tuple[Token, ...]:
    """Leave out what is skipped; the edge after it goes to the token before."""
    kept: list[Token] = []
    for token in found:
        word = words[token.index]
        if any(p.start <= word.start and word.end <= p.end and word.duration for p in passed):
            # "it was hard, you know. Then": the period belongs to the sentence, not to the marker
            if token.ends and kept and not kept[-1].ends:
                kept[-1] = Token(kept[-1].text, kept[-1].index, token.edge)
            continue
        kept.append(token)
    return tuple(kept)


def _quoted(words: Sequence[Word]) -> frozenset[int]:
    """Return the places of the words in quotation marks that close within a few sentences."""
    found: set[int] = set()
    opened: int | None = None
    for i, word in enumerate(words):
        if opened is None and word.text.strip()[:1] in OPENING:
            opened = i
        if opened is not None and word.text.rstrip(" ,;:.?!")[-1:] in CLOSING:
            found.update(range(opened, i + 1) if i - opened < LONGEST_QUOTE else ())
            opened = None
    return frozenset(found)


# --- whose words they are ---------------------------------------------------------------------

SAYING = table("""
    said says saying told tell asked replied answered explained mentioned shouted wrote texted
    apologized apologised thanked
""")
OPENING, CLOSING = frozenset('“"«'), frozenset('”"»')
LONGEST_QUOTE = 40
NOT_REPORTED = table("as i'd would must should can could let like")
"""Before "say" and "tell" these address the listener: "I would say", "as I said"."""

NEGATIONS = table("""
    not no never without nor neither isn't wasn't aren't weren't don't doesn't didn't won't
    wouldn't can't cannot couldn't shouldn't haven't hasn't hadn't instead rather stop stopped
    avoid avoided avoiding
""")
CONDITIONS = table("if whenever unless whether when")
REACH = 4  # tokens before a phrase in which a negation counts
QUOTED = 15  # tokens after "said" that are taken for what was said


def is_negated(answer: TokenizedAnswer, at: int) -> bool:
    """Return whether a negation comes shortly before a token, in its clause."""
    for step in range(1, REACH + 1):
        if at - step < 0 or answer.tokens[at - step].ends:
            return False
        word = answer.tokens[at - step].text
        if word in NEGATIONS:
            return True
        # "I didn't wait and apologized", "not now because I am sorry": the negation ends before
        # these; "or" and "nor" carry it on
        if word in lexicon.COORDINATORS - {"or", "nor"} or word in {"because", "that's"}:
            return False
    return False


def is_conditional(answer: TokenizedAnswer, at: int) -> bool:
    """Return whether a condition opens the token's clause ("if I don't know")."""
    for step in range(1, REACH + 1):
        if at - step < 0 or answer.tokens[at - step].edge:
            return False
        if answer.tokens[at - step].text in CONDITIONS:
            return True
    return False


def is_reported(answer: TokenizedAnswer, at: int) -> bool:
    """Return whether it was said at the time ("she said sorry", "I told him I'm sorry")."""
    if answer.tokens[at].index in answer.quoted:
        return True
    for step in range(1, min(at, QUOTED) + 1):
        token = answer.tokens[at - step]
        if token.ends:
            return False
        if token.text in SAYING and not _speaks_to_listener(answer, at - step):
            return True
    return False


def _speaks_to_listener(answer: TokenizedAnswer, at: int) -> bool:
    """Return whether it is "I would say", "as I said", "I want to say": words to the listener."""
    before = [t.text for t in answer.tokens[max(0, at - 3) : at]]
    return bool(NOT_REPORTED & set(before)) or "to" in before[-1:]
