"""Who the person is, as far as they say: one small TOML file beside the settings.

Everything is optional. It fills the placeholders of questions (`recorder.person.placeholders`) and
leaves the computer no more than anything else does.
"""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from recorder.files import private_toml
from sessions.notebook.values import TURNING

LONGEST = 80
"""Characters kept of a value; a longer one is a slip of the clipboard."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the person has told; ``None`` means "not told".

    ``season`` is when their interviews are, in their own words, such as "2026–27".
    """

    name: str | None = None
    first_language: str | None = None
    home_country: str | None = None
    medical_school: str | None = None
    season: str | None = None


FIELDS = tuple(field.name for field in fields(Profile))


def load(path: Path) -> Profile:
    """Read the profile; keeps only values that are text."""
    data = private_toml.read(path)
    values = {name: clean(data[name]) for name in FIELDS if isinstance(data.get(name), str)}
    return Profile(**values)


def save(path: Path, profile: Profile) -> None:
    """Write the profile in one step, readable by its owner alone.

    Raises
    ------
    OSError
        When it cannot be written; what was told before stays.
    """
    private_toml.write(path, asdict(profile))


def change(path: Path, **values: str | None) -> Profile:
    """Change some of it, keep the rest, and write it; ``OSError`` as for `save`."""
    cleaned = {name: clean(value or "") for name, value in values.items()}
    profile = replace(load(path), **cleaned)
    save(path, profile)
    return profile


def clean(value: str) -> str | None:
    """Make one line of a value, without control characters; ``None`` when nothing is left."""
    shown = "".join(" " if unicodedata.category(c) in _UNFIT or c in TURNING else c for c in value)
    return " ".join(shown.split())[:LONGEST].strip() or None


_UNFIT = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
