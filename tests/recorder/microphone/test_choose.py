"""Which microphone is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from recorder.microphone.choose import choose, matching
from recorder.microphone.default_source import RECORDS_PLAYBACK
from recorder.microphone.devices import Device, DeviceListError
from recorder.microphone.types import MicrophoneError
from tests.microphone import VirtualMicrophone

FULL = "Microphone (Samson Q2U USB Audio Device)"
DEVICES = (
    Device("Built-in Microphone", "Core Audio", 1, 48_000, True),
    Device("USB Mic", "ALSA", 1, 48_000, False),
    Device("USB Mic Pro", "ALSA", 2, 44_100, False),
    Device(FULL[:31], "MME", 2, 44_100, False),
    Device(FULL, "Windows WASAPI", 2, 48_000, False),
)


def there() -> tuple[Device, ...]:
    return DEVICES


@pytest.mark.parametrize(
    ("spec", "name", "host_api"),
    [
        ("USB Mic", "USB Mic", "ALSA"),
        ("usb mic", "USB Mic", "ALSA"),
        ("USB Mic Pro", "USB Mic Pro", "ALSA"),
        ("Built", "Built-in Microphone", "Core Audio"),
        ("pro", "USB Mic Pro", "ALSA"),
        (FULL, FULL, "Windows WASAPI"),
        (f"{FULL} (Windows WASAPI)", FULL, "Windows WASAPI"),
        ("samson", FULL[:31], "MME"),
    ],
)
def test_whole_name_then_beginning_then_part(spec: str, name: str, host_api: str) -> None:
    found = matching(spec, DEVICES)
    assert (found.name, found.host_api) == (name, host_api)


def test_a_name_remembered_whole_finds_the_one_that_was_cut() -> None:
    assert matching(FULL, DEVICES[:4]).host_api == "MME"


def test_several_that_fit_are_named() -> None:
    with pytest.raises(MicrophoneError, match="“USB Mic”, “USB Mic Pro”; type more"):
        matching("usb", DEVICES)


def test_none_that_fits_names_what_is_there() -> None:
    with pytest.raises(MicrophoneError, match=r"no microphone “Yeti”.*“Built-in Microphone”"):
        choose("Yeti", devices=there)


def test_no_choice_means_the_default_without_a_search() -> None:
    def unasked() -> tuple[Device, ...]:
        raise AssertionError

    assert choose(devices=unasked).name == "default microphone"


def test_a_remembered_microphone_is_used() -> None:
    microphone = choose(remembered="USB Mic (ALSA)", devices=there)
    assert (microphone.name, microphone.note) == ("USB Mic", None)


def test_a_remembered_one_that_is_missing_gives_the_default_and_says_so() -> None:
    microphone = choose(remembered="Yeti (ALSA)", devices=there)
    assert microphone.name == "default microphone"
    assert microphone.note is not None and "“Yeti (ALSA)” isn't connected" in microphone.note


def test_a_remembered_one_survives_a_sound_system_that_hangs() -> None:
    def hang() -> tuple[Device, ...]:
        raise DeviceListError("It did not answer.")

    assert choose(remembered="USB Mic (ALSA)", devices=hang).note == "It did not answer."


def test_a_file_stands_in_for_a_microphone(tmp_path: Path) -> None:
    microphone = choose(f"file:{tmp_path / 'answer.wav'}")
    assert microphone.name == "answer.wav"
    with pytest.raises(MicrophoneError, match=r"no audio file .*answer\.wav"):
        microphone.prepare()


def test_a_sound_card_past_the_sound_server_is_said() -> None:
    card = Device("HDA Intel: ALC257 (hw:0,0)", "ALSA", 2, 48_000, default=False)
    server = Device("pulse", "ALSA", 32, 44_100, default=True)
    chosen = choose("ALC257", devices=lambda: (server, card))
    assert chosen.note is not None and "bypassing the sound server" in chosen.note
    assert choose("pulse", devices=lambda: (server, card)).note is None


def test_a_part_of_a_name_never_means_what_the_computer_plays() -> None:
    playing = Device("Monitor of Built-in Audio", "PulseAudio", 2, 48_000, default=True)
    microphone = Device("Microphone of Built-in Audio", "PulseAudio", 2, 48_000, default=False)
    assert matching("Built-in", (playing, microphone)) == microphone
    assert matching("Monitor of Built-in", (playing, microphone)) == playing


@pytest.mark.slow
@pytest.mark.microphone
def test_a_default_that_records_what_the_computer_plays_is_noted(
    microphone_heard: VirtualMicrophone,
) -> None:
    assert choose().note is None
    before = microphone_heard.pactl("get-default-source")
    microphone_heard.pactl("set-default-source", "voice.monitor")
    try:
        assert choose().note == RECORDS_PLAYBACK
    finally:
        microphone_heard.pactl("set-default-source", before)


def test_without_a_sound_server_nothing_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recorder.microphone.default_source.COMMAND", ("no-such-program",))
    assert choose().note is None
