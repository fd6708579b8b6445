"""Repairs found in the words: repetitions ("in the in the") and restarts ("I was, we were").

Each is the span of what was said in vain: the first of two copies, the start that was given up.
Filled pauses and discourse markers in between are skipped ("the, um, the"). What grammar or
emphasis may double ("had had", "very very", "no, no", "twenty twenty") is never counted, and a
sentence's end is never crossed: whatever is in doubt is taken for fluent.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.types import Span, Word
from analysis.words.markers import discourse_markers, lexicon
from analysis.words.markers.lexicon import table
from analysis.words.markers.tokens import Token, bare, tokens

LONGEST = 5  # words of a repeat that are looked for

DOUBLED_BY_GRAMMAR = table("had that")

DOUBLED_FOR_EMPHASIS = lexicon.DEGREE | table("""
    no yes yeah yep nope okay ok right well oh ah hey hello hi bye please sorry thanks wow now wait
    stop come go never always much many more way far again ever just ha blah there knock night work
    push day year whole same different up down round
""")

ASIDE_DOUBLES = frozenset({"thank you", "so on", "and so on", "i know", "come on", "et cetera"})
"""Phrases said twice on purpose."""

LINKED_DOUBLES = table("and by after to over upon for or")
"""Between equal words these make one expression: "again and again", "day after day"."""

OBJECTS_BEFORE_SUBJECTS = table("it you her")
"""Doubled by grammar where the first ends a clause: "when I saw it it was red"."""

PARTICLES = table("in on up out over by off down through")
PARTICLE_VERBS = table("""
    come came coming comes go goes went going get got getting bring brought log logged turn turned
    turning move moved moving sign signed put check checked hand handed bring sit sat step stepped
    carry carried join joined hold drop dropped
""")

FREE_CHOICE = table("what who how where when whatever that which as than")
"""Earlier in the sentence these let two verbs meet: "what it is is a habit"."""


def repetitions(words: Sequence[Word]) -> tuple[Span, ...]:
    """Find immediate repeats of up to five words; each copy but the last counts once."""
    said = _told(words)
    return tuple(_span(words, said[at : at + size]) for at, size in _repeats(said))


def restarts(words: Sequence[Word]) -> tuple[Span, ...]:
    """Return starts that were cut off and begun again, if the words leave no doubt."""
    said = _told(words)
    repeated = {i for at, size in _repeats(said) for i in range(at, at + size)}
    found: list[Span] = []
    at = 0
    while at < len(said):
        size = 0 if at in repeated else _abandoned(words, said, at)
        if size:
            found.append(_span(words, said[at : at + size]))
        at += size or 1
    return tuple(found)


def _told(words: Sequence[Word]) -> tuple[Token, ...]:
    """Read the words as tokens, without filled pauses and discourse markers."""
    markers = discourse_markers(words)
    return tuple(
        token
        for token in tokens(words, by_time=False)
        if not any(
            m.start <= words[token.index].start and words[token.index].end <= m.end for m in markers
        )
    )


def _span(words: Sequence[Word], said: Sequence[Token]) -> Span:
    start = words[said[0].index].start
    return Span(start, max(start, words[said[-1].index].end))


# --- repetitions ----------------------------------------------------------------------------


def _repeats(said: Sequence[Token]) -> list[tuple[int, int]]:
    """Place and size of every first copy; the shortest repeat at a place wins."""
    found = []
    at = 0
    while at < len(said):
        for size in range(1, LONGEST + 1):
            if _is_repeat(said, at, size):
                found.append((at, size))
                at += size
                break
        else:
            at += 1
    return found


def _is_repeat(said: Sequence[Token], at: int, size: int) -> bool:
    copies = said[at : at + 2 * size]
    if len(copies) < 2 * size or any(t.ends for t in copies[:-1]):
        return False
    first = [t.text for t in copies[:size]]
    second = [t.text for t in copies[size:]]
    if size == 1:
        return _same(first[0], second[0]) and not _may_double(said, at)
    if first != second or " ".join(first) in ASIDE_DOUBLES:
        return False
    if len(set(first)) == 1 or all(w in DOUBLED_FOR_EMPHASIS for w in first):
        return False
    return size != 2 or not _is_linked(said, at)


def _is_linked(said: Sequence[Token], at: int) -> bool:
    """Return whether it is "again and again and again", from either of its words on."""
    first, second = said[at].text, said[at + 1].text
    before = said[at - 1].text if at else ""
    after = said[at + 4].text if at + 4 < len(said) else ""
    ahead = second in LINKED_DOUBLES and after == first
    return ahead or (first in LINKED_DOUBLES and before == second)


def _same(first: str, second: str) -> bool:
    """Return whether it is a copy, or a pronoun repeated with its verb ("I I'm")."""
    pronoun = first in lexicon.SUBJECTS | {"it", "you", "there", "that"}
    return first == second or (pronoun and second.startswith(first + "'"))


def _may_double(said: Sequence[Token], at: int) -> bool:
    """Return whether grammar or emphasis allows the word twice here."""
    word = said[at].text
    before = said[at - 1].text if at and not said[at - 1].ends else ""
    if word in DOUBLED_BY_GRAMMAR | DOUBLED_FOR_EMPHASIS or lexicon.is_number(word):
        return True
    if word == "one" or lexicon.is_adjective(word) or lexicon.is_adverb(word):
        return True
    if word in OBJECTS_BEFORE_SUBJECTS:
        return before not in lexicon.CONJUNCTIONS | {""}
    if word in PARTICLES and before in PARTICLE_VERBS:
        return True
    if word in lexicon.AUXILIARIES:
        return any(t.text in FREE_CHOICE for t in _sentence_so_far(said, at))
    return False


def _sentence_so_far(said: Sequence[Token], at: int) -> Sequence[Token]:
    start = at
    while start > 0 and not said[start - 1].ends:
        start -= 1
    return said[start:at]


# --- restarts -------------------------------------------------------------------------------

SUSPENDED = table("and or to")
"""After a hyphen these continue a compound: "pre- and postoperative"."""

BROKEN_BEFORE = table("i he she we they because but is was were are has had from")
"""Never right after "the" or "my": there a noun was given up."""

OPEN_ARTICLES = table("the a an my our")
NEW_ARTICLES = lexicon.ARTICLES | table("my our his her their your this these those")
LETTERED = table("vitamin hepatitis plan type group influenza grade step option part class phase")
"""After these "a" is a letter."""

EDITING = (("sorry",), ("no",), ("wait",), ("i", "meant"), ("or", "rather"))
RESUMED = 4  # words back within which a repair takes up a word again


def _abandoned(words: Sequence[Word], said: Sequence[Token], at: int) -> int:
    """Count the tokens given up from ``at`` on; 0 where nothing is."""
    if said[at].ends or at + 1 == len(said):
        return 0
    if interrupted := _interrupted(words, said, at):
        return interrupted
    if _is_cut_off(words, said, at):
        return 1
    return max(_broken_phrase(said, at), _changed_subject(said, at), _edited(words, said, at))


def _interrupted(words: Sequence[Word], said: Sequence[Token], at: int) -> int:
    """Size of a start that a dash breaks off and that is taken up again: "the pat— the patient"."""
    for size in (2, 3):
        if at + size >= len(said) or any(t.ends for t in said[at : at + size]):
            return 0
        broken = words[said[at + size - 1].index].text.rstrip(" ,").endswith(("-", "–", "—"))
        if broken and said[at + size].text == said[at].text:
            return size
    return 0


def _is_cut_off(words: Sequence[Word], said: Sequence[Token], at: int) -> bool:
    """Return whether it is "th- the" and not "pre- and postoperative"."""
    text, following = words[said[at].index].text.rstrip(" ,"), said[at + 1].text
    if text.endswith(("—", "–", "--")):
        return following.startswith(bare(text)) and following != bare(text)
    cut = text.endswith("-") and text[-2:-1].isalpha()
    return cut and following not in SUSPENDED and following != bare(text)


def _broken_phrase(said: Sequence[Token], at: int) -> int:
    """Size of a noun phrase given up after its article: "the, I went", "in the in my"."""
    word, following = said[at].text, said[at + 1].text
    before = said[at - 1].text if at and not said[at - 1].edge else ""
    if word not in OPEN_ARTICLES or (word == "a" and before in LETTERED):
        return 0
    if following in NEW_ARTICLES and following != word:
        return 1
    if following in BROKEN_BEFORE:
        return 1
    return 1 if before in lexicon.PREPOSITIONS and following == before else 0


def _changed_subject(said: Sequence[Token], at: int) -> int:
    """Size of a subject with its auxiliary that another subject replaces: "I was, we were"."""
    if any(t.text in FREE_CHOICE | lexicon.SUBORDINATORS for t in _sentence_so_far(said, at)):
        return 0
    word = said[at].text
    contracted = "'" in word and word in lexicon.SUBJECTS
    size = 1 if contracted else 2
    if not contracted and (
        word not in lexicon.SUBJECTS or said[at + 1].text not in lexicon.AUXILIARIES - lexicon.DO
    ):
        return 0
    if at + size + 1 >= len(said) or any(t.ends for t in said[at : at + size]):
        return 0
    new, verb = said[at + size].text, said[at + size + 1].text
    has_verb = "'" in new or verb in lexicon.AUXILIARIES or lexicon.is_past(verb)
    return size if new in lexicon.SUBJECTS and new != word and has_verb else _same_subject(said, at)


def _same_subject(said: Sequence[Token], at: int) -> int:
    """Size of "I have" in "I have, I had": the same subject with another auxiliary."""
    if at + 3 >= len(said) or any(t.ends for t in said[at : at + 3]):
        return 0
    (s1, v1, s2, v2) = (t.text for t in said[at : at + 4])
    verbs = lexicon.AUXILIARIES - lexicon.DO
    return 2 if s1 == s2 and s1 in lexicon.SUBJECTS and v1 in verbs and v2 in verbs - {v1} else 0


def _edited(words: Sequence[Word], said: Sequence[Token], at: int) -> int:
    """Size of what an editing word takes back: "the left, sorry, the right lung"."""
    if said[at].text not in lexicon.ARTICLES | lexicon.PREPOSITIONS | lexicon.SUBJECTS:
        return 0
    phrase = said[at].text in lexicon.ARTICLES | lexicon.PREPOSITIONS - {"to"}
    for size in range(1, RESUMED + 1):
        if at + size >= len(said) or said[at + size - 1].ends:
            return 0
        resumed = at + size + _editing_words(said, at + size)
        edited = resumed > at + size or (phrase and _is_corrected(words, said, at + size))
        if edited and resumed < len(said) and said[resumed].text == said[at].text:
            return size
    return 0


def _editing_words(said: Sequence[Token], at: int) -> int:
    """Count the tokens of an editing phrase that starts here after an edge; 0 if none does."""
    if not said[at - 1].edge:
        return 0
    for phrase in EDITING:
        if tuple(t.text for t in said[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _is_corrected(words: Sequence[Word], said: Sequence[Token], at: int) -> bool:
    """Return whether "I mean", skipped as a marker, takes back a phrase and not a sentence."""
    passed = [bare(w.text) for w in words[said[at - 1].index + 1 : said[at].index]]
    return passed[-2:] == ["i", "mean"]
