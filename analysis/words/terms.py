"""Medical terms read aloud: what the recognizer wrote for a term, and what to do next.

A term is *heard* if its letters were written, whatever the spaces, hyphens, plural, or British
spelling, or something that sounds the same by the rules below and has as many syllables; *nearly*
if most of its sounds are there; else *not understood*. This tests the recognizer, which knows
common words better than rare ones, and no voice perfectly. A term's respelling says which of its
syllables is stressed. Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analysis.types import Span, Word
from analysis.words.markers.tokens import is_filled_pause
from analysis.words.pronunciation import syllables

TermOutcome = Literal["heard", "nearly", "not_understood"]

NEAR = 0.7
"""Closeness (0–1) of the sounds from which a term counts as nearly heard."""

MORE_WORDS = 3
"""Words that a term may be split into beyond its own."""

CAUTION = (
    "This tests the speech model, not you. The model knows common words best, and people "
    "understand more than it does."
)

# --- one reading ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TermReading:
    """What was transcribed for a term: the outcome, the nearest words, and when they were said.

    ``text`` is empty and ``span`` ``None`` if nothing was transcribed. ``mistaken_for`` is another
    term of the drill that was transcribed instead.
    """

    outcome: TermOutcome
    text: str
    span: Span | None
    closeness: float
    mistaken_for: str | None = None


def compare(
    term: str,
    words: Sequence[Word],
    *,
    also: Collection[str] = (),
    others: Collection[str] = (),
) -> TermReading:
    """Compare the words of a recording with the term that was to be read.

    ``also`` are spellings that are right as well; ``others`` are the other terms of the drill:
    "hypotension" is never nearly "hypertension".
    """
    said = [w for i, w in enumerate(words) if letters(w.text) and not is_filled_pause(words, i)]
    mine = {letters(spelling) for spelling in (term, *also)}
    elsewhere = {letters(other): other for other in others if letters(other) not in mine}
    best: TermReading | None = None
    for first, last in _stretches(said, max(len(t.split()) for t in (term, *also))):
        stretch = said[first:last]
        found = _judge(stretch, term, also, elsewhere)
        if best is None or _rank(found) > _rank(best):
            best = found
    return best or TermReading("not_understood", "", None, 0.0)


def _stretches(said: Sequence[Word], size: int) -> list[tuple[int, int]]:
    return [
        (first, last)
        for first in range(len(said))
        for last in range(first + 1, min(len(said), first + size + MORE_WORDS) + 1)
    ]


def _judge(
    stretch: Sequence[Word], term: str, also: Collection[str], elsewhere: Mapping[str, str]
) -> TermReading:
    """Judge a row of words; ``elsewhere`` are the other terms by their letters."""
    text = " ".join(w.text.strip(" ,.;:!?") for w in stretch)
    span = Span(stretch[0].start, max(w.end for w in stretch))
    written = letters(text)
    if any(written == letters(spelling) for spelling in (term, *also)):
        return TermReading("heard", text, span, 1.0)
    closeness = max(alike(text, spelling) for spelling in (term, *also))
    if written in elsewhere:
        return TermReading("not_understood", text, span, closeness, elsewhere[written])
    same_sound = sounds(text) == sounds(term)
    if same_sound and _syllables(text) == _syllables(term):
        return TermReading("heard", text, span, closeness)
    return TermReading("nearly" if closeness >= NEAR else "not_understood", text, span, closeness)


def _rank(reading: TermReading) -> tuple[bool, float, int]:
    return reading.outcome == "heard", round(reading.closeness, 3), -len(reading.text)


# --- letters and sounds -----------------------------------------------------------------------

BRITISH = (
    ("haem", "hem"),
    ("aem", "em"),
    ("paed", "ped"),
    ("oed", "ed"),
    ("oes", "es"),
    ("coel", "cel"),
    ("rrhoea", "rrhea"),
    ("pnoea", "pnea"),
    ("naest", "nest"),
    ("aesth", "esth"),
    ("laena", "lena"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("foet", "fet"),
    ("gynaec", "gynec"),
    ("orthopaed", "orthoped"),
    ("aetiol", "etiol"),
    ("caec", "cec"),
    ("tumour", "tumor"),
)
"""British spellings and the American ones."""


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """Reduce a spelling to its letters: no case, accents, blanks or plural, American."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = re.sub(r"'s\b|s'(?=\s|$)", "", plain)
    plain = re.sub(r"[^a-z0-9]", "", plain)
    for british, american in BRITISH:
        plain = plain.replace(british, american)
    if len(plain) > 4 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        plain = plain[:-1]
    return plain


SOUNDS = (
    (r"tch", "ch"),
    (r"sch(?=[ioa])", "sk"),
    (r"sc(?=[eiy])", "s"),
    (r"ph", "f"),
    (r"^p(?=[nst])|^g(?=n)|^k(?=n)", ""),
    (r"rrh|rh", "r"),
    (r"gh(?=[aou])", "g"),
    (r"gh", ""),
    (r"ch(?=[aeiouyrl])", "k"),
    (r"ck|q(?=u)", "k"),
    (r"x", "ks"),
    (r"(?:[cst]i|ssi|ty)(?=[aou])", "sh"),
    (r"[cs]e(?=a|ous)", "sh"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"g(?=[eiy])|dg", "j"),
    (r"z", "s"),
    (r"th", "t"),
    (r"w(?=h)|h(?![aeiouy])|(?<=[aeiouy])h", ""),
    (r"e$", ""),
    (r"[aeiouyw]+", "a"),
    (r"(.)\1+", r"\1"),
)
"""Spellings that sound alike, in the order in which they are replaced; all vowels become one."""


@lru_cache(maxsize=8192)
def sounds(text: str) -> str:
    """Reduce a spelling to how it sounds, roughly: consonants by sound, one sign for any vowel."""
    said = letters(text)
    for pattern, sound in SOUNDS:
        said = re.sub(pattern, sound, said)
    return said


def alike(one: str, other: str) -> float:
    """Return how close two texts are by sound and letters (0–1): the mean edit similarity."""
    by_sound = _similar(sounds(one), sounds(other))
    by_letters = _similar(letters(one), letters(other))
    return (by_sound + by_letters) / 2


def _similar(one: str, other: str) -> float:
    longest = max(len(one), len(other))
    return 1 - _distance(one, other) / longest if longest else 0.0


def _distance(one: str, other: str) -> int:
    """Edit distance (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        ahead = [i]
        for j, b in enumerate(other, 1):
            ahead.append(min(row[j] + 1, ahead[-1] + 1, row[j - 1] + (a != b)))
        row = ahead
    return row[-1]


def _syllables(text: str) -> int:
    return sum(syllables(word) for word in text.replace("-", " ").split())


# --- stress -----------------------------------------------------------------------------------

STRESS = "stress"
"""Kind of the note on the stress of a term that was read aloud."""


def syllables_of(say: str) -> tuple[tuple[str, ...], int] | None:
    """Return the syllables and the place of the stressed one.

    ``None`` for a term of several words, of one syllable, or with several stresses: there is no
    one right place.
    """
    parts = tuple(say.split("-"))
    stressed = [i for i, part in enumerate(parts) if part.isupper()]
    if " " in say or len(parts) < 2 or len(stressed) != 1:
        return None
    return parts, stressed[0]


def stress_sentence(parts: tuple[str, ...], right: int, heard: int) -> str:
    """Say where the stress was heard, and where it belongs if that is somewhere else."""
    if heard == right:
        return f"Stress on {parts[right]}: right."
    said = "-".join(p.upper() if i == heard else p.lower() for i, p in enumerate(parts))
    return f"The stress sounded like {said}. It belongs on {parts[right]}: {'-'.join(parts)}."


# --- several readings -------------------------------------------------------------------------

DrillStep = Literal["say", "again", "hear", "later", "done"]

TWICE = 2  # misses in a row after which the term is played
LEAVE = 4  # misses in a row after which it is left for another day


def next_step(outcomes: Sequence[TermOutcome]) -> DrillStep:
    """Return what to do with a term after its readings, the oldest first.

    Understood at once, or twice in a row after a miss, is done. After two misses in a row the
    term is played; after four it is left for another day: the recognizer may not know it.
    """
    if not outcomes:
        return "say"
    misses = 0
    for outcome in reversed(outcomes):
        if outcome == "heard":
            break
        misses += 1
    if misses == 0:
        settled = len(outcomes) == 1 or outcomes[-2] == "heard"
        return "done" if settled else "again"
    if misses >= LEAVE:
        return "later"
    return "hear" if misses >= TWICE else "again"


TOLD: Mapping[DrillStep, str] = {
    "say": "Read it aloud.",
    "again": "Say it again.",
    "hear": "Missed twice. Listen to the term, then say it again.",
    "later": "Leave it for another day. The model may not know this term.",
    "done": "Understood.",
}


def told(reading: TermReading, outcomes: Sequence[TermOutcome]) -> str:
    """Say in a sentence or two what was understood and what to do; ``outcomes`` include this."""
    step = TOLD[next_step(outcomes)]
    if reading.outcome == "heard":
        return step if next_step(outcomes) == "done" else f"Understood this time. {step}"
    if not reading.text:
        return f"Nothing was transcribed. {step}"
    if reading.mistaken_for:
        return f"The model wrote “{reading.mistaken_for}”, which is a different term. {step}"
    nearly = "Almost. " if reading.outcome == "nearly" else ""
    return f"{nearly}The model wrote “{reading.text}”. {step}"


ORDER: Mapping[DrillStep, int] = {"hear": 0, "again": 1, "say": 2, "later": 3, "done": 4}


def due(tries: Mapping[str, Sequence[TermOutcome]]) -> tuple[str, ...]:
    """Return the terms in order of need: first those to play, then to repeat, new ones, the rest.

    Ties keep the order of the mapping.
    """
    return tuple(sorted(tries, key=lambda term: ORDER[next_step(tries[term])]))
