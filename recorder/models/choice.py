"""Which speech model transcribes answers: the chosen one, or the best one installed."""

from __future__ import annotations

from pathlib import Path

from analysis.models.known import KNOWN, Model, find, installed
from recorder.files.locations import Locations
from recorder.person import settings

BEST_FIRST = (
    *("small", "distil-small.en", "small.en", "base", "base.en"),
    *("medium", "medium.en", "large-v3-turbo", "tiny", "tiny.en"),
)
"""Order of preference if the person has chosen none: the best that most laptops can run."""

assert set(BEST_FIRST) == {model.name for model in KNOWN}


def choose(locations: Locations) -> Model | None:
    """Return the model for real answers, or ``None`` if there is none."""
    return choose_for(settings.load(locations.settings).model, locations.models)


def choose_for(wanted: str | None, models: Path) -> Model | None:
    """Return the ``wanted`` model, or the best one installed."""
    if wanted is not None and (model := find(wanted, models)):
        return model
    there = {model.name: model for model in installed(models)}
    for name in BEST_FIRST:
        if name in there:
            return there[name]
    return next(iter(there.values()), None)
