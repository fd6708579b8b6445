"""How many syllables a word has when it is said: the dictionary first, then numbers, then spelling.

The CMU Pronouncing Dictionary, as counts in ``data/syllables.gz``, knows some 126,000 words. What
it lacks, above all medical terms, is counted by spelling: one syllable for each group of vowels,
corrected by ``ONE_MORE`` and ``ONE_LESS``.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from analysis.words.markers.lexicon import FILLED_PAUSES

TABLE = Path(__file__).parents[1] / "data" / "syllables.gz"
"""Made by ``tools/pronunciation_tables.py``."""

KNOWN = {
    "acls": 4,
    "amboss": 2,
    "ascites": 3,
    "autoimmune": 4,
    "cabg": 2,
    "clostridioides": 5,
    "cm": 4,
    "covid": 2,
    "ct": 2,
    "dr": 2,
    "etc": 4,
    "hipaa": 2,
    "kg": 4,
    "mcat": 2,
    "mg": 4,
    "micu": 2,
    "ml": 5,
    "mhm": 2,
    "mr": 2,
    "mrs": 2,
    "ms": 1,
    "nicu": 2,
    "osce": 2,
    "pacu": 2,
    "phd": 3,
    "picu": 2,
    "rsv": 3,
    "sicu": 2,
    "syncope": 3,
    "vs": 2,
}
"""Words whose spelling doesn't show how they are said, or that the dictionary has wrong."""

ACRONYMS = frozenset(
    {"AIDS", "CAT", "COPE", "ECMO", "ERAS", "FERPA", "GERD", "MERS", "NASA", "NATO", "NICE"}
) | {"PALS", "PET", "SARS", "SOAP", "STAR", "STEMI", "UNICEF"}
"""Capitals said as a word; other short words in capitals are spelled letter by letter."""

SIGNS = {"%": 2, "$": 2, "€": 2, "£": 1, "&": 1, "+": 1, "=": 2, "@": 1, "°": 2}
"""Syllables of signs said with a number or alone: percent, dollars, and, plus …"""

ONES = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
"""Syllables of zero … nineteen."""

SEVENTY = 7  # the one ten that has three syllables
SCALES = ((10**9, 2), (10**6, 2), (1000, 2), (100, 2))
"""Billion, million, thousand, hundred, and their syllables."""

ONE_MORE = (
    r"[^ctsgx]i[au]|[rl]i[ei](?=t|n)|[cg]ia(?=s|t)|[ct]iu[ms]",  # cardi-a, medi-um
    r"thia|psia",  # forsythi-a, eclampsi-a
    r"[^tscxg]io|[cs]io(?=[lmp]|$)|gio(?=[lmgp])|tio(?=l|p)|chio",  # radi-o, physi-ology
    r"[aeiouy]ing",  # se-eing
    r"eo(?!u|n$|ns$|r)",  # oste-o, ne-o
    r"re(?=a(?:t|c))|[nhc]ea(?=$|s$|l)|rea$",  # pancre-atitis, trache-a
    r"(?<=[^aeiougq])u(?=a|ou)",  # manu-al, contin-uous
    r"(?<=[aeiouy])[aeio]?y[ao]|oe(?=[mt])|[ao]i(?=c)|ei(?=ng|ty)|ao(?!i)",
    r"[^aeiouy][iy](?=e(?:t|r[ys]?$))|uie|ui(?=t[yio]|n$)|[mp]ye(?=l)",  # anxi-ety, my-elitis
    r"y[aou](?=[^u])(?<!^..)",  # my-opathy, cy-anosis
    r"[^aeiou]re$|[sc]hm?$(?<=ism)|thms?$|[aeiouy][sz]ms?$|^mc",  # cent-re, rhyth-m
)
"""Spellings in which a group of vowels, or of consonants, is said as one syllable more."""

ONE_LESS = (
    r"[^aeiouy]e$(?<![^aeiouylrw]le)",  # silent e
    r"ically$",  # basic-ally
    r"[^aeiouytd]ed$",  # stopped
    r"[^aeiouysxzg]es$(?<!ches)(?<!shes)(?<!ces)(?<![^aeiouylrw]les)",  # drives
    r"[aeiouy][^aeiouy]+e(?=ments?$|ful|less|ly$|ness|some)",  # move-ment
)
"""Spellings in which a written vowel is not said."""

COMBINING = re.compile(
    r"(?:ante|anti|auto|arthro|bio|bi|broncho|cardio|cerebro|chemo|co|colo|cranio|cryo|cyto|de|"
    r"electro|endo|entero|extra|gastro|hemo|hepato|hydro|immuno|intra|keto|leuko|lympho|macro|"
    r"micro|mono|musculo|neo|nephro|neuro|osteo|oto|para|peri|photo|poly|pneumo|pre|pro|pseudo|"
    r"psycho|radio|re|retro|rhino|semi|socio|spiro|thermo|thoraco|thrombo|tri|uro|vaso)"
    r"(?=[aeiouy])"
)
"""First parts of medical compounds: before a vowel they end a syllable, "gastro-enteritis"."""


@cache
def _dictionary() -> dict[str, int]:
    """Return the syllables of each word of the CMU Pronouncing Dictionary."""
    counts: dict[str, int] = {}
    for line in gzip.decompress(TABLE.read_bytes()).decode().split("\n"):
        count, *words = line.split(" ")
        counts.update(dict.fromkeys(words, int(count)))
    return counts


def known_words() -> Mapping[str, int]:
    """Return the syllables of all words of the dictionary: fewer first, then from A to Z."""
    return _dictionary()


def _known(word: str) -> int:
    """Return the syllables of a word of the tables; 0 if it is in none."""
    return KNOWN.get(word) or _dictionary().get(word, 0)


def share_known(text: str) -> float:
    """Return the share, 0–1, of words of three letters and more that the dictionary has."""
    words = [w for w in re.findall(r"[^\W\d_]+", text.lower()) if len(w) >= 3]
    return sum(w in _dictionary() for w in words) / len(words) if words else 1.0


def by_spelling(word: str) -> int:
    """Count the syllables of a lower-case word from its letters alone."""
    first = COMBINING.match(word)
    if first and first.end() + 3 < len(word):
        return by_spelling(first.group() + "h") + by_spelling(word[first.end() :])
    count = len(re.findall(r"[aeiouy]+", word))
    count += sum(len(re.findall(pattern, word)) for pattern in ONE_MORE)
    count -= sum(len(re.findall(pattern, word)) for pattern in ONE_LESS)
    return max(1, count)


def _letters(text: str) -> int:
    """Return the syllables of letters said by their names: all one, but for w."""
    return len(text) + 2 * text.lower().count("w")


def _number(value: int) -> int:
    """Return the syllables of a number said as a cardinal."""
    if value < len(ONES):
        return ONES[value]
    for scale, said in SCALES:
        if value >= scale:
            rest = value % scale
            return _number(value // scale) + said + (_number(rest) if rest else 0)
    ten, one = divmod(value, 10)
    return (3 if ten == SEVENTY else 2) + (ONES[one] if one else 0)


def _digits(text: str) -> int:
    """Return the syllables of digits: a year in pairs, a long or zero-led row one by one."""
    value = int(text)
    if len(text) > 9 or (text[0] == "0" and len(text) > 1):
        return sum(ONES[int(digit)] for digit in text)
    if len(text) == 4 and value % 1000 > 9 and value < 2100:
        century, year = divmod(value, 100)  # "nineteen hundred", "nineteen oh five"
        return _number(century) + (_number(year) + (year < 10) if year else 2)
    return _number(value)


def _spelled(word: str) -> int:
    """Return the syllables of a lower-case word of letters and apostrophes."""
    if word in FILLED_PAUSES:
        return 1
    if known := _known(word):
        return known
    stem = re.sub(r"(?<=[a-z])'?s'?$", "", word)
    if len(stem) > 3 and stem != word and (known := _known(stem)):
        return known + bool(re.search(r"(?:[sxz]|[cs]h|[cg]e)$", stem))
    plain = word.replace("'", "")
    return by_spelling(plain) if re.search("[aeiouy]", plain) else _letters(plain)


def _part(text: str) -> int:
    """Return the syllables of a run of letters or of digits, as written."""
    if text.isdecimal():
        return _digits(text)
    capitals = re.fullmatch(r"([A-Z]{2,6})('?s)?", text)
    if capitals:
        name = capitals[1]
        said = name in ACRONYMS or name.lower() in KNOWN
        if not said and (len(name) < 4 or name.lower() not in _dictionary()):
            return _letters(name)
        return _spelled(name.lower())
    return _spelled(text.lower())


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """Count the syllables of a word as it is said; 0 if it has no letter, digit or spoken sign.

    Numbers are said ("2020" is twenty twenty: 4), abbreviations in capitals are spelled ("USMLE":
    5) unless they are said as words ("NICU": 2), and the parts of a compound are added up.
    """
    text = re.sub(r"é\b", "ay", word.strip().replace("’", "'"))
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    total = sum(SIGNS.get(c, 0) for c in text)
    for amount in re.findall(r"\d{1,3}(?:,\d{3}){1,3}", text):  # never a year
        total += _number(int(amount.replace(",", "")))
        text = text.replace(amount, " ", 1)
    total += len(re.findall(r"(?<=\d)\.(?=\d)", text))  # "three point five"
    total += len(re.findall(r"[2-9]0th", text))  # "twentieth" has one more than "twenty"
    text = re.sub(r"2nd\b", "second", re.sub(r"(?<=\d)(?:st|rd|th|s)\b", "", text))
    initials = re.fullmatch(r"\W*((?:[A-Za-z]\.){2,})[A-Za-z]?\W*", text)
    if initials:
        return _letters(re.sub(r"[^A-Za-z]", "", text))
    return total + sum(map(_part, re.findall(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*'?", text)))
