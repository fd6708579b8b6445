"""Levels against values computed by hand, and each warning at the right moment."""

from __future__ import annotations

import math
from array import array

import pytest

from recorder.recording.level import Level, LevelWatch, measure, sentence

SILENCE = Level()
VOICE = Level(peak_db=-12.0, rms_db=-25.0, all_zero=False)
ROOM = Level(peak_db=-60.0, rms_db=-66.0, all_zero=False)
NOTHING = Level(peak_db=-84.0, rms_db=-88.0, all_zero=False)
SHOUT = Level(peak_db=0.0, rms_db=-6.0, clipped=20, all_zero=False)


def heard(*blocks: tuple[Level, float]) -> LevelWatch:
    """Feed levels, each for its seconds, in blocks of 50 ms."""
    watch = LevelWatch(platform="linux")
    for level, seconds in blocks:
        for _ in range(round(seconds / 0.05)):
            watch.add(level, 0.05)
    return watch


def kind(watch: LevelWatch) -> str | None:
    return watch.warning.kind if watch.warning else None


def test_half_scale_square_wave_is_6_db_down() -> None:
    level = measure(array("h", [16_384, -16_384] * 50))
    assert level.peak_db == pytest.approx(-6.0206, abs=1e-4)
    assert level.rms_db == pytest.approx(-6.0206, abs=1e-4)
    assert not level.clipped and not level.all_zero


def test_sine_has_an_rms_3_db_below_its_peak() -> None:
    sine = array("h", [round(8192 * math.sin(2 * math.pi * i / 100)) for i in range(1000)])
    level = measure(sine)
    assert level.peak_db == pytest.approx(-12.0412, abs=1e-3)
    assert level.peak_db - level.rms_db == pytest.approx(3.0103, abs=1e-2)


def test_full_scale_samples_of_both_signs_are_counted() -> None:
    level = measure(array("h", [32_767, 0, -32_768, 32_766]))
    assert level.clipped == 2
    assert level.peak_db == 0.0


@pytest.mark.parametrize("samples", [array("h"), array("h", [0, 0, 0])])
def test_no_sound_is_minus_infinity(samples: array[int]) -> None:
    assert measure(samples) == Level(-math.inf, -math.inf, 0, True)


def test_one_step_is_not_silence() -> None:
    level = measure(array("h", [0, 1, 0, 0]))
    assert not level.all_zero
    assert level.peak_db == pytest.approx(-90.309, abs=1e-3)


def test_zeros_are_reported_within_half_a_second() -> None:
    assert kind(heard((SILENCE, 0.35))) is None
    assert kind(heard((SILENCE, 0.5))) == "silent"


def test_zeros_from_the_start_differ_from_later_ones() -> None:
    assert heard((SILENCE, 1.0)).all_zero
    assert not heard((SILENCE, 1.0), (ROOM, 0.05)).all_zero


def test_the_warning_clears_with_the_first_sound() -> None:
    assert kind(heard((SILENCE, 1.0), (VOICE, 0.05))) is None


def test_a_headset_that_gates_pauses_is_not_called_muted() -> None:
    assert kind(heard((VOICE, 2.0), (SILENCE, 4.9))) is None
    assert kind(heard((VOICE, 2.0), (SILENCE, 5.05))) == "silent"


def test_clipping_is_reported_at_once_and_for_two_seconds() -> None:
    assert kind(heard((VOICE, 1.0), (SHOUT, 0.05))) == "clipping"
    assert kind(heard((VOICE, 1.0), (SHOUT, 0.05), (VOICE, 1.9))) == "clipping"
    assert kind(heard((VOICE, 1.0), (SHOUT, 0.05), (VOICE, 2.1))) is None


def test_a_single_full_scale_click_is_ignored() -> None:
    click = Level(peak_db=0.0, rms_db=-30.0, clipped=2, all_zero=False)
    assert kind(heard((VOICE, 1.0), (click, 0.05))) is None


def test_a_level_below_any_room_is_reported_within_half_a_second() -> None:
    assert kind(heard((NOTHING, 0.35))) is None
    assert kind(heard((NOTHING, 0.5))) == "faint"
    assert kind(heard((NOTHING, 1.0), (ROOM, 0.1))) is None


def test_a_quiet_voice_is_reported_after_four_seconds() -> None:
    assert kind(heard((ROOM, 3.9))) is None
    assert kind(heard((ROOM, 4.05))) == "quiet"
    assert kind(heard((ROOM, 4.05), (VOICE, 0.05))) is None


def test_a_pause_for_thought_is_not_called_quiet() -> None:
    assert kind(heard((VOICE, 1.0), (ROOM, 14.0))) is None
    assert kind(heard((VOICE, 1.0), (ROOM, 15.1))) == "quiet"


def test_the_peak_mark_is_held_then_falls_to_the_level() -> None:
    assert heard((VOICE, 0.05), (ROOM, 1.0)).peak_hold_db == -12.0
    assert heard((VOICE, 0.05), (ROOM, 2.0)).peak_hold_db == -60.0


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("darwin", "System Settings › Privacy & Security › Microphone"),
        ("win32", "Settings › Privacy & security › Microphone"),
        ("linux", "sound settings"),
    ],
)
def test_silence_names_the_settings_of_this_system(platform: str, place: str) -> None:
    assert place in sentence("silent", platform)
