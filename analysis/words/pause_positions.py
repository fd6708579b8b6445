"""Where a pause falls in what was said: at a boundary of clauses, or inside one.

Words only say which two of them a pause parts; the silence itself comes from the sound. Whisper's
word ends are 100–300 ms off and words swallow pauses, so the gap is the one that asks least of the
words' times, and of equals the one that language makes likelier. What parts a clause is then read
from punctuation and from the words on both sides. Filled pauses and discourse markers between
them are skipped: in "the, um, | patient" the pause is inside a clause.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace

from analysis.types import Pause, Position, Word
from analysis.words.markers import discourse_markers, lexicon
from analysis.words.markers.lexicon import table
from analysis.words.markers.tokens import Token, tokens
from analysis.words.pronunciation import syllables

NEAR = 2.0  # s; with no word nearer than this a pause has no position
SAID_IN = (0.06, 0.08)  # s, and s a syllable: the least time in which a word can be said
UNLIKELY = 0.04  # s that a gap inside a clause must save to win over a boundary
SWALLOWED = 0.02  # s that favor a pause before the word that swallowed it, not after

CANNOT_END = (
    lexicon.ARTICLES | lexicon.POSSESSIVES - {"his", "her"} | lexicon.SUBJECTS
    | lexicon.COORDINATORS | lexicon.MODALS - {"can", "can't", "will", "won't", "cannot"}
    | table("because although though while whereas if unless when whenever whether than")
    | table("why how where which who whose what i'm you're it's that's there's")
    | table("very really extremely quite every dr mr mrs ms prof")
)  # fmt: skip
"""Words that a clause does not end with: after them a pause is inside it, comma or not."""

SELDOM_END = lexicon.PREPOSITIONS | lexicon.AUXILIARIES | lexicon.QUANTIFIERS | lexicon.DETERMINERS
"""Words that end a clause only before a new one that is plain to see, or before a full stop."""

NEVER_END = lexicon.ARTICLES | lexicon.COORDINATORS | {"because", "my", "our", "their"}
"""Words that end no sentence, even where the transcript has a full stop after them."""

STANDS_ALONE = table("that this these those all some any most her his")
BEFORE_NOUNS = lexicon.PREPOSITIONS | lexicon.DETERMINERS | table("like did do done does")
"""After these a noun phrase is under way; "like that" and "of those" are whole ones."""

SUBJECT_DETERMINERS = (
    lexicon.ARTICLES
    | lexicon.POSSESSIVES
    | table("""
    this these those no every each many most some both another
""")
)

QUESTION_STARTS = lexicon.DO | lexicon.MODALS

OPENERS = table("""
    because although though whereas unless whenever while if when where who which but then
    well okay yeah yes anyway however therefore finally afterwards eventually otherwise
""")
"""Words that open a clause wherever they are."""

OPENERS_BEFORE_SUBJECTS = table("so since before after until as once that how why what whether")
"""Words that open a clause when its subject follows."""

VERBS_AHEAD = lexicon.AUXILIARIES | lexicon.IRREGULAR_PASTS
SUBJECT_STARTS = lexicon.CLAUSE_SUBJECTS | lexicon.OTHER_SUBJECTS | lexicon.ARTICLES
SUBJECT_STARTS |= lexicon.POSSESSIVES

WINDOW = 12  # words looked at on each side of a gap
FRONTED = 5  # words in which a fronted phrase ("in my country") must reach its subject


def place(pauses: Sequence[Pause], words: Sequence[Word]) -> tuple[Pause, ...]:
    """Return each pause its position; ``None`` only where no words are near."""
    boundaries = clause_boundaries(words)
    return tuple(replace(p, position=_position(p, words, boundaries)) for p in pauses)


def _position(pause: Pause, words: Sequence[Word], boundaries: Sequence[bool]) -> Position | None:
    if all(max(w.start - pause.end, pause.start - w.end) > NEAR for w in words):
        return None
    strains = [
        (round(_strain(pause, words, gap) + UNLIKELY * (not boundaries[gap]), 4), gap)
        for gap in _gaps_near(pause, words)
    ]
    return "boundary" if boundaries[min(strains)[1]] else "mid_clause"


def _gaps_near(pause: Pause, words: Sequence[Word]) -> range:
    """Return the gaps, by the word after each, that could hold the pause."""
    first = sum(w.end < pause.start - NEAR for w in words)
    last = len(words) - sum(w.start > pause.end + NEAR for w in words)
    return range(first, max(first, last) + 1)


def _strain(pause: Pause, words: Sequence[Word], gap: int) -> float:
    """Return the seconds by which the words' times must be wrong if the pause is in that gap."""
    strain = 0.0
    if gap > 0:
        left = words[gap - 1]
        strain += max(0.0, _least(left) - (pause.start - left.start))
        strain += SWALLOWED if left.end >= pause.end else 0.0
    if gap < len(words):
        right = words[gap]
        strain += max(0.0, _least(right) - (right.end - pause.end))
    return strain


def _least(word: Word) -> float:
    return min(word.duration, SAID_IN[0] + SAID_IN[1] * max(1, syllables(word.text)))


def clause_boundaries(words: Sequence[Word]) -> list[bool]:
    """Return whether a clause ends or starts at each gap, by the word behind it.

    There is one more gap than words: before the first, and after the last.
    """
    read = tokens(words, by_time=False)
    places = [t.index for t in read]
    markers = frozenset(
        i
        for marker in discourse_markers(words)
        for i, word in enumerate(words)
        if marker.start <= word.start and word.end <= marker.end
    )
    cuts = [bisect_left(places, gap) for gap in range(len(words) + 1)]
    return [
        _is_boundary(
            list(read[max(0, cut - WINDOW) : cut]), list(read[cut : cut + WINDOW]), markers
        )
        for cut in cuts
    ]


def _is_boundary(left: list[Token], right: list[Token], markers: Collection[int]) -> bool:
    """Return whether a clause ends or starts between the tokens left and right."""
    passed = []
    while left and left[-1].index in markers:
        passed.append(left.pop())
    while right and right[0].index in markers and not right[0].ends:
        passed.append(right.pop(0))
    if not left or not right or any(t.ends for t in passed) or left[-1].ends:
        return not left or not right or left[-1].text not in NEVER_END
    last = left[-1]
    if last.text in CANNOT_END:
        return False
    said = ["", *(t.text for t in left)]
    whole = said[-1] in STANDS_ALONE and said[-2] in BEFORE_NOUNS
    may_end = (whole or last.text not in SELDOM_END) and not _is_waiting(left)
    if _opens_clause(said[-2:], [t.text for t in _until_stop(right)], may_end):
        return True
    return last.edge == "comma" and not passed and last.text not in SELDOM_END


def _is_waiting(left: Sequence[Token]) -> bool:
    """Return whether a phrase opens a sentence before its clause: "in my country |"."""
    phrase: list[str] = []
    for token in reversed(left):
        if token.edge or token.text in lexicon.CONJUNCTIONS - lexicon.PREPOSITIONS:
            break
        phrase.insert(0, token.text)
    else:
        if len(left) == WINDOW:
            return False
    opens = bool(phrase) and phrase[0] in lexicon.PREPOSITIONS
    return opens and len(phrase) <= FRONTED and not any(map(_is_verb, phrase))


def _until_stop(right: Sequence[Token]) -> list[Token]:
    """Return the tokens to the end of the sentence."""
    for i, token in enumerate(right):
        if token.ends:
            return list(right[: i + 1])
    return list(right)


def _opens_clause(said: Sequence[str], ahead: Sequence[str], may_end: bool) -> bool:
    """Return whether a clause starts with the words ahead, after the last two ``said``."""
    first, second, third = [*ahead, "", "", ""][:3]
    if first in OPENERS:
        return True
    if first in OPENERS_BEFORE_SUBJECTS:
        return second in SUBJECT_STARTS or (first == "that" and second in lexicon.AUXILIARIES)
    if first in lexicon.COORDINATORS:
        clause = second in SUBJECT_STARTS and second not in lexicon.ARTICLES | lexicon.POSSESSIVES
        return clause or second in OPENERS or _is_verb(second) or _has_subject(ahead[1:])
    if not may_end:
        return False
    if first in lexicon.SUBJECTS or first in {"it's", "that's", "there's"}:
        return True
    if first in lexicon.CLAUSE_SUBJECTS | lexicon.OTHER_SUBJECTS and (
        _is_verb(second) or (lexicon.is_adverb(second) and _is_verb(third))
    ):
        return True
    asks = first in QUESTION_STARTS and second in SUBJECT_STARTS
    return asks or _has_subject(ahead) or _is_fronted(ahead) or _is_bare_subject(said, ahead)


def _is_verb(word: str) -> bool:
    return word in VERBS_AHEAD or lexicon.is_past(word)


def _has_subject(ahead: Sequence[str]) -> bool:
    """Return whether it is a short subject with its verb: "the patient was", "no one had"."""
    if not ahead or ahead[0] not in SUBJECT_DETERMINERS:
        return False
    for place, word in enumerate(ahead[2:5]):
        if word in lexicon.AUXILIARIES or (place < 2 and _is_verb(word)):
            return True
        if word in lexicon.CONJUNCTIONS | lexicon.PREPOSITIONS:
            return False
    return False


def _is_bare_subject(said: Sequence[str], ahead: Sequence[str]) -> bool:
    """Return whether it is a noun with its auxiliary ("tetanus could"), not a phrase's end."""
    first, second = [*ahead, "", ""][:2]
    begun = any(w in BEFORE_NOUNS or lexicon.is_adjective(w) for w in said)
    plain = first not in lexicon.AUXILIARIES | lexicon.PREPOSITIONS | lexicon.OBJECTS
    finite = second in lexicon.MODALS | {"is", "are", "was", "were", "has", "have", "had"}
    return not begun and plain and finite and not lexicon.is_adverb(first)


def _is_fronted(ahead: Sequence[str]) -> bool:
    """Return whether it is a phrase before its clause: "in my country we", "after two years I"."""
    if not ahead or ahead[0] not in lexicon.PREPOSITIONS - {"of", "to", "than"}:
        return False
    for word, following in zip(ahead[1 : FRONTED + 1], [*ahead[2:], ""], strict=False):
        if word in lexicon.SUBJECTS:
            return True
        if word in lexicon.CLAUSE_SUBJECTS and following in lexicon.AUXILIARIES:
            return True
        if word in lexicon.CONJUNCTIONS:
            return False
    return False
