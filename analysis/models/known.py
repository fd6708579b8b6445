"""The speech models Viva knows: names, where they come from, how large they are.

Standard library only. A model is a folder in CTranslate2's form; an installed one lies in the
person's models folder under its name. ``DEMONSTRATION`` ships with Viva and never hears a
person's answer unless it is asked to by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis import demo

DEMONSTRATION = "demonstration"

PARTS = ("config.json", "model.bin", "tokenizer.json")
"""Files without which a folder is no model."""


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that can be pulled by name; ``megabytes`` is the size of the download."""

    name: str
    repository: str
    megabytes: int
    remark: str


KNOWN: tuple[KnownModel, ...] = (
    KnownModel("tiny.en", "Systran/faster-whisper-tiny.en", 78, "quickest, mishears most"),
    KnownModel("base.en", "Systran/faster-whisper-base.en", 148, "a good start on any laptop"),
    KnownModel("small.en", "Systran/faster-whisper-small.en", 486, "better with accents; slower"),
    KnownModel(
        "medium.en", "Systran/faster-whisper-medium.en", 1530, "for fast machines with memory"
    ),
    KnownModel(
        "distil-small.en",
        "Systran/faster-distil-whisper-small.en",
        336,
        "small.en's quicker cousin",
    ),
)

RECOMMENDED = "base.en"


@dataclass(frozen=True, slots=True)
class Model:
    """A model on this computer."""

    name: str
    folder: Path

    @property
    def is_demonstration(self) -> bool:
        """Whether this is the small model that ships with Viva."""
        return self.name == DEMONSTRATION


def demonstration() -> Model:
    """Give the model that ships with Viva."""
    return Model(DEMONSTRATION, demo.MODEL)


def known(name: str) -> KnownModel | None:
    """Find a pullable model by its name."""
    return next((m for m in KNOWN if m.name == name), None)


def missing_part(folder: Path) -> str | None:
    """Name the first file that a model folder lacks; ``None`` when it is whole."""
    return next((part for part in PARTS if not (folder / part).is_file()), None)


def installed(models: Path) -> tuple[Model, ...]:
    """List the whole models in the person's models folder, by name."""
    if not models.is_dir():
        return ()
    folders = sorted(p for p in models.iterdir() if p.is_dir() and not p.name.startswith("."))
    return tuple(Model(p.name, p) for p in folders if missing_part(p) is None)


def find(wanted: str, models: Path) -> Model | None:
    """Find a model by name, or by folder; ``None`` when it is not on this computer."""
    if wanted == DEMONSTRATION:
        return demonstration()
    for model in installed(models):
        if model.name == wanted:
            return model
    try:
        folder = Path(wanted).expanduser()
        there = folder.is_dir() and missing_part(folder) is None
    except (OSError, RuntimeError):  # a name that no folder can have
        return None
    if there:
        resolved = folder.resolve()
        return demonstration() if resolved == demo.MODEL.resolve() else Model(folder.name, resolved)
    return None
