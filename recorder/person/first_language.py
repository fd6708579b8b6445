"""The person's first language: which of its fillers aren't on their own list yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from prompts.languages import LanguageFiller, spellings
from recorder.person.own_fillers import phrases


def missing(fillers: Iterable[LanguageFiller], own: Collection[str]) -> tuple[str, ...]:
    """Return the spellings that would be added to a person's own fillers, in order."""
    return tuple(p for p in phrases(spellings(fillers)) if p not in own)
