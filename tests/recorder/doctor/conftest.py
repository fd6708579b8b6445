"""A computer on which everything is fine, for a test to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.models.known import Model
from recorder.doctor.surroundings import Surroundings, Terminal
from recorder.files.locations import Locations
from recorder.microphone.devices import Device, SoundSystem
from recorder.person.settings import Settings
from tests.screens.fakes import FakeMicrophone

GOOD = SoundSystem(
    (
        Device("Built-in Audio", "ALSA", 2, 48_000, True),
        Device("USB Headset", "ALSA", 1, 44_100, False),
    ),
    "PortAudio V19.7.0, revision abc",
    ("ALSA", "OSS"),
)


@pytest.fixture
def surroundings(tmp_path: Path) -> Surroundings:
    root = tmp_path / "home"
    locations = Locations(root, root, root / "log")
    locations.prepare()
    return Surroundings(
        locations,
        FakeMicrophone,
        lambda: Model("base.en", tmp_path / "none"),
        lambda: GOOD,
        Settings(),
        Terminal((100, 30), "utf-8"),
        {"TERM": "xterm-256color"},
        tmp_path / "person",
        "person",
    )
