"""What is examined: the outside edges of every check in one holder that tests can replace."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.models.known import Model
from recorder.checks.machine import Machine
from recorder.doctor.private import Private
from recorder.files.locations import Locations
from recorder.microphone.devices import SoundSystem, sound_system
from recorder.microphone.types import Microphone
from recorder.models import choice as model_choice
from recorder.person import settings
from sessions import checkup
from sessions.errors import StoreError

if TYPE_CHECKING:
    from recorder.services import Services

CHILD = (sys.executable, "-m", "analysis")

DoctorProgress = Callable[[str, float], None]
"""Called with what is being done, or what the person should do, and the share done, 0–1."""


def ignore(doing: str, share: float) -> None:
    """Ignore the progress."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where Viva is shown: size in characters, ``None`` without a terminal."""

    size: tuple[int, int] | None
    encoding: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The outside edges of the checks.

    ``choice`` is the settings, read without setting a damaged file aside. ``names``: show
    microphone names, which can include a person's. ``inside``: this is the open Viva itself.
    ``wanted`` ends slow checks; ``notify`` is called with their progress. ``child`` starts the
    analysis process.
    """

    locations: Locations
    choose_microphone: Callable[[], Microphone]
    model: Callable[[], Model | None]
    sound: Callable[[], SoundSystem]
    choice: settings.Settings
    terminal: Terminal
    environment: Mapping[str, str]
    home: Path
    user: str
    names: bool = False
    inside: bool = False
    wanted: Callable[[], bool] = lambda: True
    notify: DoctorProgress = ignore
    child: tuple[str, ...] = CHILD

    @property
    def private(self) -> Private:
        """What must not be shown."""
        return Private(self.locations, self.environment, self.home, self.user)

    @property
    def machine(self) -> Machine:
        """The computer, as tested by the checklists."""
        try:
            found = checkup.facts(self.locations.database)
        except StoreError:
            found = None
        answered = found.last if found else None
        return Machine(self.locations, self.choose_microphone, self.model, answered)


def for_command_line(locations: Locations, microphone: str | None = None) -> Surroundings:
    """Return what the command line examines; ``microphone`` overrides the remembered one."""
    choice = settings.peek(locations.settings)

    def choose() -> Microphone:
        from recorder.microphone.choose import choose

        return choose(microphone, choice.microphone)

    return Surroundings(
        locations,
        choose,
        lambda: model_choice.choose_for(choice.model, locations.models),
        sound_system,
        choice,
        _terminal(),
        os.environ,
        Path.home(),
        user_name(os.environ),
    )


def for_screen(services: Services, size: tuple[int, int]) -> Surroundings:
    """Return what the screen examines."""
    encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
    return Surroundings(
        services.locations,
        services.choose_microphone,
        services.model,
        sound_system,
        services.settings,
        Terminal(size, encoding),
        os.environ,
        Path.home(),
        user_name(os.environ),
        inside=True,
    )


def user_name(environment: Mapping[str, str]) -> str:
    """Return the person's user name on this computer; empty if unknown."""
    for name in ("USER", "LOGNAME", "USERNAME"):
        if environment.get(name):
            return environment[name]
    try:
        import getpass

        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _terminal() -> Terminal:
    size = shutil.get_terminal_size()
    shown = (size.columns, size.lines) if sys.stdout.isatty() else None
    return Terminal(shown, sys.stdout.encoding or "")
