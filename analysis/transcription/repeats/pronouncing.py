"""How a transcribed word is said: its phones, by the CMU Pronouncing Dictionary.

The dictionary has no numbers or abbreviations, and few names. Such a word may be any sound, and so
may a filled pause.
"""

from __future__ import annotations

import lzma
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.transcription.repeats.matching import Pronunciations
from analysis.words.markers.lexicon import FILLED_PAUSES
from analysis.words.pronunciation import known_words

TABLE = Path(__file__).parents[2] / "data" / "pronunciations.xz"
"""Made by ``tools/pronunciation_tables.py``: a line for each of `known_words`."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$"
"""The character in the table for each of `analysis.sound.phones.PHONES`."""

WAYS = 4
"""Most pronunciations of a word that are tried."""


@cache
def _table() -> tuple[bytes, NDArray[np.int64]]:
    """Return all lines, and where each ends; as Python strings they would take 10 MB."""
    lines = lzma.decompress(TABLE.read_bytes()) + b"\n"
    return lines, np.flatnonzero(np.frombuffer(lines, np.uint8) == ord("\n"))


def parts(text: str) -> tuple[str, ...]:
    """Split a transcribed word into what the dictionary may know: "all-female" is two words."""
    plain = text.lower().replace("’", "'")
    return tuple(part.strip("'") for part in re.findall(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*", plain))


def pronunciations(words: Iterable[str]) -> dict[str, Pronunciations]:
    """Look up lower-case words without punctuation; unknown ones and filled pauses have none."""
    return {word: () if word in FILLED_PAUSES else _pronunciations(word) for word in words}


@lru_cache(maxsize=4096)
def _pronunciations(word: str) -> Pronunciations:
    syllables = known_words()
    if word not in syllables:
        return ()
    lines, ends = _table()
    number = bisect_left(_order(), (syllables[word], word), key=lambda w: (syllables[w], w))
    begin = ends[number - 1] + 1 if number else 0
    return _ways(lines[begin : ends[number]].decode().split(" "))


@cache
def _order() -> tuple[str, ...]:
    """Return the word of each line."""
    return tuple(known_words())


def _ways(said: Sequence[str]) -> Pronunciations:
    return tuple(tuple(LETTERS.index(letter) for letter in way) for way in said[:WAYS])
