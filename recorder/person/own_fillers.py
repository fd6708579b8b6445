"""A person's own fillers: how they are stored, and which phrases may belong to them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from analysis.words.markers.pet_phrases import PetPhrase, pet_phrases
from sessions.store import Store

LATEST = 50
"""Answers that are searched for pet phrases."""


def phrase(text: str) -> str | None:
    """Write a phrase as it is kept: lower case, single spaces; ``None`` without a letter in it."""
    bare = " ".join(unicodedata.normalize("NFC", text).lower().split())
    return bare if any(c.isalpha() for c in bare) else None


def phrases(texts: Iterable[str]) -> tuple[str, ...]:
    """Normalize phrases, each once, in order; skip those without letters."""
    return tuple(dict.fromkeys(p for p in map(phrase, texts) if p is not None))


def offered(store: Store, own: tuple[str, ...]) -> tuple[PetPhrase, ...]:
    """Find phrases in the latest answers that may be habits and aren't on the list."""
    analyses = [store.analysis(answer.id) for answer in store.answers(limit=LATEST)]
    texts = [a.transcript.text for a in analyses if a is not None and a.transcript is not None]
    return pet_phrases(texts, known=own)
