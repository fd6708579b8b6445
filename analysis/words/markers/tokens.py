"""Words as the rules read them: bare, with the edges that punctuation and pauses make.

A *sentence* edge is the start or end of the text or one of ``. ? !``; a *comma* edge is any other
punctuation. Where the transcript has next to no punctuation, pauses make them. Filled pauses are
left out, so that "like, um, two hours" reads as "like, two hours".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.types import Word
from analysis.words.markers.lexicon import FILLED_PAUSES

SENTENCE_ENDS = ".?!…。？！"
COMMAS = ",;:-–—،、"
ABBREVIATIONS = frozenset({"dr.", "mr.", "mrs.", "ms.", "prof.", "st.", "vs.", "e.g.", "i.e."})
QUOTES = "\"'“”‘’«»()[]*_ \t\n"
PAUSE = 0.35  # s between two words that counts as an edge where there is no punctuation
LONG_PAUSE = 0.9  # s; this long, the edge of a sentence
SPARSE = 30  # words for each punctuation mark, above which a transcript counts as unpunctuated

MILLIMETRES = "mm"
ABBREVIATED = frozenset({"er", "mm", "eh"})  # in capitals these are abbreviations
EMERGENCY_ROOM = frozenset({"the", "our", "an", "to", "my", "busy", "local"})
EMERGENCY_ROOM_NEXT = frozenset(
    {"", "visit", "visits", "doctor", "doctors", "physician", "physicians", "with", "and", "at"}
    | {"nurse", "nurses", "in", "for", "because", "after", "shift", "shifts", "rotation", "room"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A bare word, its place among the words, and the edge after it."""

    text: str
    index: int
    edge: str = ""  # "", "comma", "sentence" or "question"

    @property
    def ends(self) -> bool:
        """Whether a sentence ends here."""
        return self.edge in {"sentence", "question"}


def bare(text: str) -> str:
    """Lower-case a word and take its punctuation off, keeping inner apostrophes and hyphens."""
    return text.replace("’", "'").strip(QUOTES + SENTENCE_ENDS + COMMAS).lower()


def alphanumeric(text: str) -> str:
    """Return the letters and digits of a text, in lower case."""
    return "".join(c for c in text.casefold() if c.isalnum())


def edge_after(text: str) -> str:
    """Return which edge the word's own punctuation makes after it."""
    if text.strip(QUOTES).lower() in ABBREVIATIONS:
        return ""
    last = text.rstrip(QUOTES)[-1:]
    if last == "?":
        return "question"
    if last in {".", "!", "。", "！", "？"} and not text.rstrip(QUOTES).endswith(".."):
        return "sentence"
    return "comma" if last and last in SENTENCE_ENDS + COMMAS else ""


def is_filled_pause(words: Sequence[Word], i: int) -> bool:
    """Return whether it is an um, not the emergency room ("ER", "the er") or "5 mm"."""
    text = words[i].text.strip(QUOTES)
    word = bare(text)
    if word not in FILLED_PAUSES:
        return False
    before = bare(words[i - 1].text) if i else ""
    if word == MILLIMETRES and before[:1].isdigit():
        return False
    letters = [c for w in words for c in w.text if c.isalpha()]
    if word in ABBREVIATED and text[:2].isupper() and not all(c.isupper() for c in letters):
        return False
    if word == "er" and before in EMERGENCY_ROOM and not edge_after(words[i - 1].text):
        after = bare(words[i + 1].text) if i + 1 < len(words) else ""
        return edge_after(text) == "comma" or after not in EMERGENCY_ROOM_NEXT
    return True


def tokens(words: Sequence[Word], *, by_time: bool = True) -> tuple[Token, ...]:
    """Read words as tokens, without filled pauses and stray punctuation.

    ``by_time=False`` makes edges from punctuation alone.
    """
    marks = sum(bool(edge_after(w.text)) for w in words)
    unpunctuated = by_time and len(words) > SPARSE * marks
    read: list[Token] = []
    for i, word in enumerate(words):
        edge = edge_after(word.text)
        if not bare(word.text) or is_filled_pause(words, i):
            if read and edge and not read[-1].edge:
                read[-1] = replace(read[-1], edge="comma")
            continue
        gap = words[i + 1].start - word.end if i + 1 < len(words) else 0.0
        if unpunctuated and not edge and gap >= PAUSE:
            edge = "sentence" if gap >= LONG_PAUSE else "comma"
        read.append(Token(bare(word.text), i, edge))
    if read and not read[-1].ends:
        read[-1] = replace(read[-1], edge="sentence")
    return tuple(read)


@dataclass(frozen=True, slots=True)
class MarkerContext:
    """A candidate in its context: ``size`` tokens from ``at``, and the words around them.

    ``led``: only markers come before it in its sentence ("okay, so, ...").
    """

    tokens: Sequence[Token]
    at: int
    size: int = 1
    led: bool = False

    @property
    def opens(self) -> bool:
        """Whether a sentence starts here, or has so far only markers."""
        return self.led or self.at == 0 or self.tokens[self.at - 1].ends

    @property
    def begins(self) -> bool:
        """Whether only markers have been said before it in the whole answer."""
        return self.at == 0 or (self.led and not any(t.ends for t in self.tokens[: self.at]))

    @property
    def closes(self) -> bool:
        """Whether a sentence ends here."""
        return self.tokens[self.at + self.size - 1].ends

    @property
    def asks(self) -> bool:
        """Whether a question ends here."""
        return self.tokens[self.at + self.size - 1].edge == "question"

    @property
    def edge_before(self) -> bool:
        """Whether any edge is just before."""
        return self.led or self.at == 0 or bool(self.tokens[self.at - 1].edge)

    @property
    def edge_after(self) -> bool:
        """Whether any edge is just after."""
        return bool(self.tokens[self.at + self.size - 1].edge)

    @property
    def unbroken(self) -> bool:
        """Whether no edge is inside the candidate."""
        return not any(t.edge for t in self.tokens[self.at : self.at + self.size - 1])

    @property
    def flanked(self) -> bool:
        """Whether edges are on both sides."""
        return self.edge_before and self.edge_after

    def before(self, steps: int = 1) -> str:
        """Return the word some steps back in the same sentence; "" beyond its start."""
        for step in range(1, steps + 1):
            if self.at - step < 0 or self.tokens[self.at - step].ends:
                return ""
        return self.tokens[self.at - steps].text

    def after(self, steps: int = 1) -> str:
        """Return the word some steps on in the same sentence; "" beyond its end."""
        last = self.at + self.size - 1
        if any(t.ends for t in self.tokens[last : last + steps]):
            return ""
        return self.tokens[last + steps].text if last + steps < len(self.tokens) else ""

    def first(self) -> str:
        """Return the first word of the sentence."""
        start = self.at
        while start > 0 and not self.tokens[start - 1].ends:
            start -= 1
        return self.tokens[start].text
