"""What is examined: the edges of every check in one holder, so that a test can put others there."""

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
"""Told what is being done, or what the person is to do, and the share that is over, 0–1."""


def ignore(doing: str, share: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where Viva is shown: size in characters, ``None`` where there is no terminal."""

    size: tuple[int, int] | None
    encoding: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The edges of the checks.

    ``choice`` are the settings, read without a damaged file being set aside. ``names``: say the
    names of microphones, which may be a person's. ``inside``: this is the open Viva itself.
    ``wanted`` ends slow checks; ``notify`` is called with what they do. ``child`` starts the
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
        """What must not be told."""
        return Private(self.locations, self.environment, self.home, self.user)

    @property
    def machine(self) -> Machine:
        """The computer, as the check-lists test it."""
        try:
            found = checkup.facts(self.locations.database)
        except StoreError:
            found = None
        answered = found.last if found else None
        return Machine(self.locations, self.choose_microphone, self.model, answered)


def for_command_line(locations: Locations, microphone: str | None = None) -> Surroundings:
    """Give what the command line examines; ``microphone`` goes before the remembered one."""
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
    """Give what the screen examines."""
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
    """Give the name the person has on this computer; empty where nobody knows it."""
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
