"""Where a person's own questions lie, and Viva's bank with theirs beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from prompts import own
from recorder import filling, profile
from recorder.locations import Locations


def folder(locations: Locations) -> Path:
    """The folder of the person's own question files; made when the first is."""
    return locations.config / "questions"


def load(locations: Locations, values: Mapping[str, str] | None = None) -> own.Loaded:
    """Read all questions; ``values`` fill the placeholders, by default those of the profile."""
    if values is None:
        values = filling.values(profile.load(locations.profile))
    return own.load(folder(locations), values)
