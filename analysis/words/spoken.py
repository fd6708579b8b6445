"""Words the way they are said: what a recognizer writes in digits, signs, and brackets.

"2020" is two spoken words, "24/7" three, "H-1B" three; "[Music]", "♪" and "(laughs)" are none: they
are shown and never counted. Counting what is said keeps the pace the same however a recognizer
happens to write it. An abbreviation in capitals ("USMLE", "PGY") is one word, said letter by
letter; its syllables are counted by `analysis.words.pronunciation`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.types import Word
from analysis.words.markers.tokens import alphanumeric

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS = (
    *("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"),
    "ninety",
)
SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))

ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip

SIGNS = {
    "%": "percent", "&": "and", "+": "plus", "=": "equals", "@": "at", "°": "degrees",
    "#": "number",
}  # fmt: skip
CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}

OPENING = "([{*<♪♫"
CLOSING = {"(": ")", "[": "]", "{": "}", "*": "*", "<": ">", "♪": "♪", "♫": "♫"}
LONGEST_REMARK = 6
"""Words that a remark in brackets may have; a bracket that is not closed by then is none."""

TOKEN = re.compile(
    r"(?P<amount>[$€£]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[$€£]?\d+(?:\.\d+)?)"
    r"(?P<tail>st|nd|rd|th|s)?(?![a-z])"
    r"|(?P<letters>[^\W\d_]+(?:'[^\W\d_]+)*'?)|(?P<sign>[%&+=@°#])"
)
CONTINUES = re.compile(r"-\w|%|&\w|,\d{3}\b|\.(?:\d|\w\b)")
"""How a text begins that a recognizer gave separately, but that belongs to the word before."""

AFTER_APOSTROPHE = re.compile(r"['’]\w")
"""The same, if there was no space before it: "o" "'clock", but not "so" " 'cause"."""

RANGE = re.compile(r"(?<=\d)\s*[–—-]\s*(?=\d)")
CLOCK = re.compile(r"\b(\d{1,2}):([0-5]\d)\b")


def continues(before: str, text: str, *, no_space: bool = False) -> bool:
    """Whether a text belongs to the word before: "all" "-female", "10" ",000", "p" ".m".

    A word said twice ("I" "-I") is two words. ``no_space``: it is known that none is between them.
    """
    begins = CONTINUES.match(text) or (no_space and AFTER_APOSTROPHE.match(text))
    if not begins or not before[-1:].isalnum():
        return False
    return not text.startswith("-") or alphanumeric(before.split("-")[-1]) != alphanumeric(text)


def spoken_words(text: str) -> tuple[str, ...]:
    """Return the words that are said for a word, or a stretch of words, as it was written."""
    text = _without_remarks(text).replace("’", "'")
    text = CLOCK.sub(lambda m: f"{m[1]} {_minutes(m[2])}", text)
    text = RANGE.sub(" to ", text) if not re.search(r"\d-\d+-\d", text) else text
    said: list[str] = []
    for match in TOKEN.finditer(text):
        if match["amount"]:
            said += _amount(match["amount"], match["tail"])
        elif match["letters"]:
            said.append(match["letters"])
        else:
            said.append(SIGNS[match["sign"]])
    return tuple(said)


def is_remark(text: str) -> bool:
    """Whether a written word stands for a sound and for no word: "[Music]", "♪", "(laughs)"."""
    return bool(text.strip()) and not spoken_words(text)


def remarks(words: Sequence[str]) -> frozenset[int]:
    """Return the places of the words that belong to a remark in brackets."""
    found: set[int] = set()
    for i, word in enumerate(words):
        if i in found:
            continue
        if is_remark(word):
            found.add(i)
        elif (opening := word.strip()[:1]) and opening in OPENING:
            ends = range(i, min(len(words), i + LONGEST_REMARK))
            closing = CLOSING[opening]
            last = next((j for j in ends if words[j].strip(" .,!?").endswith(closing)), None)
            if last is not None and last > i:
                found.update(range(i, last + 1))
    return frozenset(found)


def _without_remarks(text: str) -> str:
    """Return the text without anything in brackets, or between stars or notes."""
    text = re.sub(r"\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|<[^>]*>|\*[^*\s][^*]*\*", " ", text)
    return re.sub(r"[♪♫][^♪♫]*[♪♫]|[♪♫]", " ", text)


def _amount(text: str, tail: str | None) -> list[str]:
    """Return the words for a number with its currency and ending: "$3,000", "2nd", "90s", "3.5"."""
    currency = CURRENCIES.get(text[0])
    whole, _, fraction = text.lstrip("$€£").partition(".")
    grouped = "," in whole
    digits = whole.replace(",", "")
    said = cardinal(int(digits)) if grouped or currency else _digits(digits)
    if fraction:
        said += ["point", *(ONES[int(digit)] for digit in fraction)]
    if tail == "s":
        said[-1] = said[-1][:-1] + "ies" if said[-1].endswith("y") else said[-1] + "s"
    elif tail:
        said[-1] = _ordinal(said[-1])
    return [*said, currency] if currency else said


def _ordinal(word: str) -> str:
    if word in ORDINALS:
        return ORDINALS[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"


def _digits(text: str) -> list[str]:
    """Return the words for bare digits: a year in pairs, a long or zero-led row one by one."""
    value = int(text)
    if len(text) > 9 or (text[0] == "0" and len(text) > 1):
        return [ONES[int(digit)] for digit in text]
    if len(text) == 4 and value % 1000 > 9 and value < 2100:
        century, year = divmod(value, 100)
        if not year:
            return [*cardinal(century), "hundred"]
        return [*cardinal(century), *(["oh"] if year < 10 else []), *cardinal(year)]
    return cardinal(value)


def _minutes(text: str) -> str:
    value = int(text)
    if not value:
        return ""
    return " ".join((["oh"] if value < 10 else []) + cardinal(value))


def cardinal(value: int) -> list[str]:
    """Return the words for a whole number, without "and"."""
    if value < len(ONES):
        return [ONES[value]]
    for scale, name in SCALES:
        if value >= scale:
            many, rest = divmod(value, scale)
            return [*cardinal(many), name, *(cardinal(rest) if rest else [])]
    ten, one = divmod(value, 10)
    return [TENS[ten], *([ONES[one]] if one else [])]


def spoken_middles(words: Sequence[Word]) -> tuple[float, ...]:
    """Return the middle of each word that is said, in seconds: "Med-Peds" is two, evenly spaced."""
    return tuple(middle for word in words for middle in _middles(word))


def _middles(word: Word) -> list[float]:
    count = len(spoken_words(word.text))
    return [word.start + word.duration * (place + 0.5) / count for place in range(count)]
