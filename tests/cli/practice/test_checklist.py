"""``viva checklist``: lists, check marks, and tests as text, from a real process."""

from __future__ import annotations

import math
import wave
from array import array
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prompts.checklists import TITLES, WHENS, load
from recorder.checks.ticks import Ticks
from recorder.cli.practice.checklist import NAMES
from recorder.person.profile import change
from tests.cli.conftest import Viva


@pytest.fixture
def microphone(tmp_path: Path) -> Path:
    """Three quiet seconds, then four of a voice 40 dB above them."""
    path, rate = tmp_path / "mic.wav", 16_000
    samples = array("h")
    for i in range(8 * rate):
        loud = 33 if i < 3 * rate else 3300
        samples.append(round(loud * math.sin(2 * math.pi * 200 * i / rate)))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return path


def test_the_names_are_those_of_the_lists() -> None:
    assert NAMES == WHENS


def test_all_lists_without_tests(viva: Viva) -> None:
    done = viva("checklist", "--no-tests")
    assert done.returncode == 0, done.stderr
    for title in TITLES.values():
        assert title.upper() in done.stdout
    assert done.stdout.count("[ ]") == sum(item.test is None for item in load().items)
    assert "✓" not in done.stdout and "✗" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_one_list_with_ticks(viva: Viva, home: Path) -> None:
    home.mkdir()
    Ticks(home / "checklists.toml").set("notes", datetime(2026, 11, 22, tzinfo=UTC))
    out = viva("checklist", "after").stdout
    assert "[X] Write notes before you do anything else." in out
    assert out.count("[X]") == 1 and "WEEK" not in out


@pytest.mark.slow
def test_voice_and_room_are_tested_from_a_sound_file(
    viva: Viva, home: Path, microphone: Path
) -> None:
    done = viva("checklist", "today", "--microphone", f"file:{microphone}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✓  Your microphone is connected.\n      mic.wav" in done.stdout
    assert "✓  Your voice is loud enough" in done.stdout
    assert "the room is 40 dB below your voice" in done.stdout
    assert not list(home.glob("sound-check-*"))


def test_a_failed_test_is_shown_and_sets_the_exit_code(viva: Viva, tmp_path: Path) -> None:
    done = viva("checklist", "day", "--microphone", f"file:{tmp_path / 'none.wav'}")
    assert done.returncode == 1
    assert "✗  Your microphone is connected." in done.stdout
    assert "check the name after file:" in " ".join(done.stdout.split())


def test_without_a_terminal_no_one_is_asked_to_speak(viva: Viva) -> None:
    done = viva("checklist", "today")
    assert done.stdout.count("not tested: run this in a terminal") == 2


def test_tests_that_were_left_out_are_not_asked_for(viva: Viva) -> None:
    out = viva("checklist", "week", "--no-tests").stdout
    assert "not tested: --no-tests left this out" in out and "run this in a terminal" not in out


def test_an_unknown_list_is_wrong_usage(viva: Viva) -> None:
    assert viva("checklist", "soon").returncode == 2


def test_questions_are_filled_from_the_profile(viva: Viva, home: Path) -> None:
    change(home / "profile.toml", home_country="Perú [red]", first_language="Quechua")
    out = viva("questions", "culture shock").stdout + viva("questions", "difference").stdout
    assert "in Perú [red] and in the US?" in out
    assert "system-differences" in out
