"""Every test of the computer: when it passes, when it fails, and when the result is unknown."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis.bands import bands
from analysis.models.known import Model
from analysis.pipeline import quality
from recorder.checks import machine as checks
from recorder.checks.machine import Machine
from recorder.checks.sound_check import VoiceLevels
from recorder.files.locations import Locations
from recorder.playback.voice import Engine
from tests.screens.fakes import FakeMicrophone

NOW = datetime.now(UTC)
GOOD = VoiceLevels(voice_db=-20.0, noise_db=-60.0, peak_db=-8.0, clipped=0)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    locations = Locations(tmp_path, tmp_path, tmp_path / "log")
    locations.prepare()
    return Machine(locations, FakeMicrophone, lambda: Model("base.en", tmp_path), None)


@pytest.fixture
def kolkata(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_the_limits_are_those_of_the_report() -> None:
    assert checks.NOISY_DB == quality.NOISY_DB
    assert bands().evidence.quiet == checks.QUIET_VOICE_DB


# Microphone


def test_a_microphone_that_can_be_used(machine: Machine) -> None:
    found = checks.microphone(machine)
    assert (found.good, found.value, found.advice) == (True, "USB Headset", "")


def test_no_microphone(machine: Machine) -> None:
    missing = FakeMicrophone()
    missing.missing = "No microphone was found; plug one in."
    found = checks.microphone(replace(machine, choose_microphone=lambda: missing))
    assert found.good is False and found.advice == "No microphone was found; plug one in."


def test_a_chosen_microphone_that_is_not_there(machine: Machine) -> None:
    other = FakeMicrophone("Built-in", note="“USB Headset” is not connected.")
    found = checks.microphone(replace(machine, choose_microphone=lambda: other))
    assert found.good is False and "not connected" in found.advice


# Voice and room


def test_a_good_voice_in_a_quiet_room() -> None:
    assert checks.level(GOOD).good is True
    assert checks.level(GOOD).value == "your voice at −20 dB"
    assert checks.noise(GOOD).good is True
    assert checks.noise(GOOD).value == "the room is 40 dB below your voice"


@pytest.mark.parametrize(
    ("heard", "says"),
    [
        (VoiceLevels(-math.inf, -math.inf, -math.inf, 0), "No sound at all"),
        (VoiceLevels(-85.0, -90.0, -80.0, 0), "Almost no sound"),
        (replace(GOOD, clipped=8), "Too loud"),
        (replace(GOOD, voice_db=-46.0), "Very quiet"),
        (replace(GOOD, voice_db=-44.0, peak_db=-41.0), "Very quiet"),
    ],
)
def test_a_level_that_is_wrong_says_what_to_do(heard: VoiceLevels, says: str) -> None:
    found = checks.level(heard)
    assert found.good is False and says in found.advice


def test_seven_samples_at_full_scale_are_not_distortion() -> None:
    assert checks.level(replace(GOOD, clipped=7)).good is True


def test_nobody_spoke() -> None:
    silent = VoiceLevels(voice_db=-58.0, noise_db=-60.0, peak_db=-50.0, clipped=0)
    assert checks.level(silent).good is None and checks.noise(silent).good is None
    loud = VoiceLevels(voice_db=-25.0, noise_db=-28.0, peak_db=-20.0, clipped=0)
    assert checks.level(loud).good is None and checks.noise(loud).good is False


@pytest.mark.parametrize(("noise_db", "good"), [(-31.9, False), (-32.0, True)])
def test_a_room_must_be_far_enough_below_the_voice(noise_db: float, good: bool) -> None:
    found = checks.noise(replace(GOOD, noise_db=noise_db))
    assert found.good is good
    assert good or "Close windows" in found.advice


def test_a_headset_that_cuts_the_room_away_is_good() -> None:
    assert checks.noise(replace(GOOD, noise_db=-math.inf)).good is True


def test_without_sound_both_tests_explain_why() -> None:
    found = checks.untestable("It is not connected.")
    assert [f.test for f in found] == ["level", "noise"]
    assert all(f.good is False and f.advice == "It is not connected." for f in found)


# Disk


def test_disk(machine: Machine) -> None:
    assert checks.disk(machine, 41_200_000_000).value == "41.2 GB free"
    assert checks.disk(machine, checks.ROOM).good is True
    full = checks.disk(machine, checks.ROOM - 1)
    assert full.good is False and "Free up space" in full.advice
    assert checks.disk(machine).good in (True, False), "the real disk answers"
    gone = Locations(Path("/none"), Path("/none/data"), Path("/none"))
    assert checks.disk(replace(machine, locations=gone)).good is None


# Clock and zone


def test_a_clock_that_is_after_everything_written(machine: Machine) -> None:
    assert checks.clock(machine, datetime.now(UTC)).good is True


def test_a_clock_before_the_newest_answer(machine: Machine) -> None:
    answered = replace(machine, answered=NOW + timedelta(days=3))
    found = checks.clock(answered, NOW + timedelta(days=1))
    assert found.good is False and "The clock is wrong" in found.advice


def test_a_clock_before_a_file(machine: Machine) -> None:
    machine.locations.settings.touch()
    later = (NOW + timedelta(hours=5)).timestamp()
    os.utime(machine.locations.settings, (later, later))
    assert checks.clock(machine, NOW).good is False
    assert checks.clock(machine, NOW + timedelta(hours=4, minutes=59)).good is True


def test_a_clock_years_ahead_is_questioned(machine: Machine) -> None:
    found = checks.clock(machine, NOW + timedelta(days=2000))
    assert found.good is None and "right year" in found.advice


def test_the_zone_is_named_with_its_offset(machine: Machine, kolkata: None) -> None:
    found = checks.time_zone(machine, datetime(2026, 1, 15, tzinfo=UTC))
    assert found.good is True
    assert found.value == "Asia/Kolkata (IST), UTC+5:30"


def test_the_offset_is_for_that_day(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, kolkata: None
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    winter = checks.time_zone(machine, datetime(2026, 1, 15, tzinfo=UTC))
    summer = checks.time_zone(machine, datetime(2026, 7, 15, tzinfo=UTC))
    assert winter.value == "America/New_York (EST), UTC−5"
    assert summer.value == "America/New_York (EDT), UTC−4"


def test_a_computer_on_utc_is_asked_about(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, kolkata: None
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    found = checks.time_zone(machine)
    assert found.good is None and "choose your city" in found.advice
    assert found.value == "UTC, UTC±0"


def test_the_zone_comes_from_the_systems_link(tmp_path: Path) -> None:
    zone = tmp_path / "zoneinfo" / "Africa" / "Lagos"
    zone.parent.mkdir(parents=True)
    zone.touch()
    link = tmp_path / "localtime"
    link.symlink_to(zone)
    assert checks.zone_name({}, link) == "Africa/Lagos"
    assert checks.zone_name({"TZ": ":Asia/Karachi"}, link) == "Asia/Karachi"
    assert checks.zone_name({}, tmp_path / "none") == ""


# Speech


def test_speech_engine(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recorder.playback.voice.find", lambda: Engine("eSpeak NG", ("espeak-ng",)))
    found = checks.speech_engine(machine)
    assert (found.good, found.value) == (True, "eSpeak NG")
    monkeypatch.setattr("recorder.playback.voice.find", lambda: None)
    found = checks.speech_engine(machine)
    assert found.good is False and "espeak-ng" in found.advice


def test_speech_model(machine: Machine) -> None:
    assert checks.speech_model(machine).value == "base.en"
    none = checks.speech_model(replace(machine, model=lambda: None))
    assert none.good is False and "settings (s)" in none.advice
