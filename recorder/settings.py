"""What the program remembers of a person's choices: one small TOML file.

A missing file means the defaults; a damaged one is set aside, never overwritten.
"""

from __future__ import annotations

import contextlib
import os
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from recorder.locations import PRIVATE_FILE


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices; ``None`` means "not chosen yet".

    ``microphone`` is a device's name, ``model`` a model's name or folder, ``thinking`` the seconds
    of thinking time before an answer, ``own_fillers`` the person's own tics and the fillers of
    their first language. ``keep_model`` is for how many minutes the speech model stays in memory
    when nothing needs it; 0: for as long as Viva runs. ``remarks_off`` names the remarks on what
    was said that the person does not want. ``backup_days`` is for how many days the daily backups
    of the database are kept; 0: none are made. ``compress`` makes the sound of analysed answers
    FLAC. ``keep_sound`` is for how many days after its analysis an answer's sound is kept; 0: for
    ever.
    """

    microphone: str | None = None
    model: str | None = None
    thinking: int = 0
    own_fillers: tuple[str, ...] = ()
    keep_model: int = 10
    remarks_off: tuple[str, ...] = ()
    backup_days: int = 14
    compress: bool = True
    keep_sound: int = 0

    @property
    def release_after(self) -> float | None:
        """Idle seconds after which the speech model is let go; ``None``: never."""
        return 60.0 * self.keep_model if self.keep_model else None


def load(path: Path) -> Settings:
    """Read the settings; keeps only values of the right type."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".damaged.toml"))
        return Settings()
    values = {name: data[name] for name in _FORMS if _fits(name, data.get(name))}
    for name in LISTS & set(values):
        values[name] = tuple(values[name])
    return Settings(**values)


def save(path: Path, settings: Settings) -> None:
    """Write the settings in one step, readable by their owner alone."""
    import tomli_w

    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    chosen = {key: value for key, value in asdict(settings).items() if value is not None}
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE), "wb") as file:
        tomli_w.dump(chosen, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def change(path: Path, **choices: Any) -> Settings:
    """Change some settings, keep the rest, and write them."""
    settings = replace(load(path), **choices)
    save(path, settings)
    return settings


LIMITS = {"thinking": 600, "keep_model": 24 * 60, "backup_days": 3650, "keep_sound": 3650}
"""The most that is taken from the file: seconds, minutes, days."""

LISTS = {"own_fillers", "remarks_off"}

_FORMS: dict[str, type] = {
    "microphone": str,
    "model": str,
    "thinking": int,
    "own_fillers": list,
    "keep_model": int,
    "remarks_off": list,
    "backup_days": int,
    "compress": bool,
    "keep_sound": int,
}
assert set(_FORMS) == {field.name for field in fields(Settings)}


def _fits(name: str, value: Any) -> bool:
    if name in LIMITS:
        return type(value) is int and 0 <= value <= LIMITS[name]
    if name in LISTS:
        return isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
    return isinstance(value, _FORMS[name])
