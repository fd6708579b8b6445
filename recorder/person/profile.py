"""Who the person is, as far as they say: one small TOML file next to the settings.

Everything is optional. It fills in the placeholders of questions (`recorder.person.placeholders`)
and, like everything else, stays on the computer.
"""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from recorder.files import private_toml
from sessions.notebook.values import TURNING

LONGEST = 80
"""The most characters of a value; a longer one is a slip of the clipboard."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the person entered; ``None`` means "not entered".

    ``season`` is their interview season, in their own words, such as "2026–27".
    """

    name: str | None = None
    first_language: str | None = None
    home_country: str | None = None
    medical_school: str | None = None
    season: str | None = None


FIELDS = tuple(field.name for field in fields(Profile))


def load(path: Path) -> Profile:
    """Read the profile; keeps only text values."""
    data = private_toml.read(path)
    values = {name: clean(data[name]) for name in FIELDS if isinstance(data.get(name), str)}
    return Profile(**values)


def save(path: Path, profile: Profile) -> None:
    """Write the profile in one step, readable only by its owner.

    Raises
    ------
    OSError
        If it can't be written; the old profile stays.
    """
    private_toml.write(path, asdict(profile))


def change(path: Path, **values: str | None) -> Profile:
    """Change some values, keep the rest, and write them; ``OSError`` as in `save`."""
    cleaned = {name: clean(value or "") for name, value in values.items()}
    profile = replace(load(path), **cleaned)
    save(path, profile)
    return profile


def clean(value: str) -> str | None:
    """Make a value one line without control characters; ``None`` if nothing is left."""
    shown = "".join(" " if unicodedata.category(c) in _UNFIT or c in TURNING else c for c in value)
    return " ".join(shown.split())[:LONGEST].strip() or None


_UNFIT = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
