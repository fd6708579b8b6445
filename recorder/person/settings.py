"""What Viva remembers of a person's choices: one small TOML file.

A missing file means the defaults; a damaged one is set aside, never overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, TypedDict, Unpack

from recorder.files import private_toml


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices; ``None`` means "not chosen yet".

    ``microphone`` is a device's name, ``model`` a model's name or folder, ``thinking`` the seconds
    of thinking time before an answer, ``own_fillers`` the person's habits and the fillers of their
    first language. ``keep_model`` is how many minutes the speech model stays in memory when idle;
    0: as long as Viva runs. ``remarks_off`` names the comments on content that the person has
    turned off. ``interviewer``: the computer's voice asks the questions of a mock interview.
    ``goal`` is the problem to work on ("off": none; ``None``: what stands out), ``today`` the
    number of questions a day. ``backup_days`` is how many days the daily backups of the database
    are kept; 0: none are made. ``compress`` turns the sound of analyzed answers into FLAC.
    ``keep_sound`` is how many days after its analysis a recording is kept; 0: forever. ``nudge``:
    a quiet sign while the person practices if fillers cluster or the pace runs away.
    """

    microphone: str | None = None
    model: str | None = None
    thinking: int = 0
    own_fillers: tuple[str, ...] = ()
    keep_model: int = 10
    remarks_off: tuple[str, ...] = ()
    interviewer: bool = False
    goal: str | None = None
    today: int = 3
    backup_days: int = 14
    compress: bool = True
    keep_sound: int = 0
    nudge: bool = False

    @property
    def release_after(self) -> float | None:
        """Idle seconds after which the speech model is released; ``None``: never."""
        return 60.0 * self.keep_model if self.keep_model else None


class SettingsChange(TypedDict, total=False):
    """Some choices to change; see `Settings`."""

    microphone: str | None
    model: str | None
    thinking: int
    own_fillers: tuple[str, ...]
    keep_model: int
    remarks_off: tuple[str, ...]
    interviewer: bool
    goal: str | None
    today: int
    backup_days: int
    compress: bool
    keep_sound: int
    nudge: bool


def load(path: Path) -> Settings:
    """Read the settings; keeps only values of the right type."""
    return _from(private_toml.read(path))


def peek(path: Path) -> Settings:
    """Read the settings like `load`, but leave a damaged file where it is."""
    return _from(private_toml.peek(path) or {})


def _from(data: Mapping[str, Any]) -> Settings:
    values = {name: data[name] for name in _FORMS if _fits(name, data.get(name))}
    for name in LISTS & set(values):
        values[name] = tuple(values[name])
    return Settings(**values)


def save(path: Path, settings: Settings) -> None:
    """Write the settings in one step, readable only by their owner."""
    private_toml.write(path, asdict(settings))


def change(path: Path, **changes: Unpack[SettingsChange]) -> Settings:
    """Change some settings, keep the rest, and write them."""
    settings = replace(load(path), **changes)
    save(path, settings)
    return settings


LIMITS = {
    "thinking": 600,
    "keep_model": 24 * 60,
    "today": 10,
    "backup_days": 3650,
    "keep_sound": 3650,
}
"""The largest values accepted from the file: seconds, minutes, questions, days."""

LISTS = {"own_fillers", "remarks_off"}

_FORMS: dict[str, type] = {
    "microphone": str,
    "model": str,
    "thinking": int,
    "own_fillers": list,
    "keep_model": int,
    "remarks_off": list,
    "interviewer": bool,
    "goal": str,
    "today": int,
    "backup_days": int,
    "compress": bool,
    "keep_sound": int,
    "nudge": bool,
}
assert set(_FORMS) == set(SettingsChange.__annotations__) == {f.name for f in fields(Settings)}


def _fits(name: str, value: Any) -> bool:
    if name in LIMITS:
        return type(value) is int and 0 <= value <= LIMITS[name]
    if name in LISTS:
        return isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
    return isinstance(value, _FORMS[name])
