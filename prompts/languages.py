"""First languages: their fillers and rhythm, each with its source, read from ``languages.toml``.

Nothing here is counted until the person adds it to their own fillers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from prompts.bank import fold

TABLE = Path(__file__).parent / "languages.toml"


@dataclass(frozen=True, slots=True)
class LanguageFiller:
    """A filler: ``written`` are the spellings that a speech model may give it.

    ``caution`` says why it isn't offered by default; ``None`` if it is.
    """

    text: str
    means: str
    written: tuple[str, ...]
    source: str
    caution: str | None = None


@dataclass(frozen=True, slots=True)
class RhythmHint:
    """How a language's rhythm differs from that of English, and what to do."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Language:
    """A first language; ``also`` are other names for it."""

    name: str
    also: tuple[str, ...]
    fillers: tuple[LanguageFiller, ...]
    hints: tuple[RhythmHint, ...]


@cache
def load_languages() -> tuple[Language, ...]:
    """Read all languages, by name."""
    document = tomllib.loads(TABLE.read_text("utf-8"))
    sources = document["sources"]
    found = (_language(table, sources) for table in document["language"])
    return tuple(sorted(found, key=lambda language: language.name))


def find_language(text: str | None) -> Language | None:
    """Return the first language named in what a person entered, such as "Urdu and Punjabi"."""
    entered = f" {fold(text or '').replace(',', ' ').replace('/', ' ')} "
    named = (
        (entered.find(f" {fold(name)} "), language)
        for language in load_languages()
        for name in (language.name, *language.also)
    )
    places = [(at, language) for at, language in named if at >= 0]
    return min(places, key=lambda place: place[0])[1] if places else None


def spellings(fillers: Iterable[LanguageFiller]) -> tuple[str, ...]:
    """Return every spelling of some fillers, each once, in order."""
    return tuple(dict.fromkeys(written for filler in fillers for written in filler.written))


def _language(table: Mapping[str, Any], sources: Mapping[str, str]) -> Language:
    fillers = tuple(
        LanguageFiller(
            each["text"],
            each["means"],
            tuple(each["written"]),
            sources[each["source"]],
            each.get("caution"),
        )
        for each in table.get("filler", ())
    )
    hints = tuple(
        RhythmHint(each["text"], sources[each["source"]]) for each in table.get("hint", ())
    )
    return Language(table["name"], tuple(table.get("also", ())), fillers, hints)
