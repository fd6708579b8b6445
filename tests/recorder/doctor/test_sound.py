"""Microphones: listed, missing, remembered, and tested."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from recorder.doctor import sound
from recorder.doctor.installation import CheckCanceled
from recorder.doctor.result import CheckFinding
from recorder.doctor.surroundings import Surroundings
from recorder.microphone.devices import Device, DeviceListError, SoundSystem
from recorder.microphone.types import Microphone, MicrophoneError
from recorder.person.settings import Settings
from tests.patience import PATIENCE, wait_until
from tests.recorder.doctor.conftest import GOOD
from tests.screens.fakes import FakeMicrophone


def test_microphones_are_listed_without_names(surroundings: Surroundings) -> None:
    found = sound.microphones(surroundings)
    assert found == CheckFinding(
        "ok", "2: *ALSA 48000 Hz, ALSA 44100 Hz; PortAudio V19.7.0; host APIs: ALSA, OSS"
    )
    named = sound.microphones(replace(surroundings, names=True)).text
    assert "*Built-in Audio (ALSA) 48000 Hz, USB Headset (ALSA)" in named


def test_no_microphone(surroundings: Surroundings) -> None:
    found = sound.microphones(replace(surroundings, sound=lambda: SoundSystem((), "PortAudio V19")))
    assert found.state == "bad" and found.text == "none; PortAudio V19" and "Plug" in found.advice
    assert "doctor" not in found.advice, "it is running already"


def test_a_sound_system_that_cannot_be_asked(surroundings: Surroundings) -> None:
    def refuse() -> SoundSystem:
        raise DeviceListError("The sound system crashed; restart it. [ALSA Marias AirPods]")

    found = sound.microphones(replace(surroundings, sound=refuse))
    assert found.state == "bad" and found.advice == "The sound system crashed; restart it."
    assert "Marias" in sound.microphones(replace(surroundings, sound=refuse, names=True)).advice


def test_a_remembered_microphone_that_is_gone(surroundings: Surroundings) -> None:
    gone = replace(surroundings, choice=Settings(microphone="Maria's AirPods (ALSA)"))
    found = sound.microphones(gone)
    assert found.state == "warn" and "isn't connected" in found.advice
    assert "Maria" not in found.text + found.advice
    there = replace(surroundings, choice=Settings(microphone="USB Headset (ALSA)"))
    assert sound.microphones(there).state == "ok"


def test_a_wireless_headset_is_reported(surroundings: Surroundings) -> None:
    pods = Device("Maria's AirPods", "Core Audio", 1, 24_000, True)
    found = sound.microphones(
        replace(surroundings, sound=lambda: SoundSystem((pods, *GOOD.devices)))
    )
    assert found.state == "warn" and "phone quality" in found.advice
    assert "Maria" not in found.text + found.advice


# Tested


@contextmanager
def spoken(microphone: FakeMicrophone, peak: int, seconds: float = 3.2) -> Iterator[None]:
    """Speak as soon as someone listens."""

    def speak() -> None:
        wait_until(lambda: microphone.opened)
        microphone.speak(seconds, peak)

    thread = threading.Thread(target=speak)
    thread.start()
    yield
    thread.join(PATIENCE)


@pytest.mark.parametrize(
    ("peak", "state", "says"),
    [
        (8000, "ok", "1000 Hz, 1 channel, 3.0 s recorded, loudest −12 dB"),
        (1, "warn", "loudest −90 dB"),
        (0, "bad", "digital silence"),
    ],
)
def test_a_microphone_is_heard(
    surroundings: Surroundings, peak: int, state: str, says: str
) -> None:
    microphone = FakeMicrophone()
    told: list[str] = []
    listening = replace(
        surroundings,
        choose_microphone=lambda: microphone,
        notify=lambda doing, share: told.append(doing),
    )
    with spoken(microphone, peak):
        found = sound.microphone_test(listening)
    assert found.state == state and says in found.text, found
    assert told[0] == "Say a sentence now" and microphone.stream.closed
    assert bool(found.advice) is (state != "ok")
    assert not list(surroundings.locations.data.rglob("*.wav")), "that sound isn't saved"


def test_a_microphone_that_gives_nothing(
    surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound, "FIRST_BLOCK_WITHIN", 0.1)
    microphone = FakeMicrophone()
    found = sound.microphone_test(replace(surroundings, choose_microphone=lambda: microphone))
    assert (
        found.state == "bad" and "No sound is coming" in found.advice and microphone.stream.closed
    )


def test_a_microphone_that_is_not_there(surroundings: Surroundings) -> None:
    def refuse() -> Microphone:
        raise MicrophoneError("Plug one in.", "`viva doctor` checks more.")

    found = sound.microphone_test(replace(surroundings, choose_microphone=refuse))
    assert found.state == "bad"
    assert found.advice == "Plug one in.", "the doctor is running already"


def test_a_microphone_that_is_unplugged(surroundings: Surroundings) -> None:
    microphone = FakeMicrophone()
    once = iter([True])

    def unplugged() -> bool:
        if next(once, False):
            microphone.speak(0.5)
            microphone.unplug()
        return True

    found = sound.microphone_test(
        replace(surroundings, choose_microphone=lambda: microphone, wanted=unplugged)
    )
    assert (
        found.state == "bad" and "stopped partway through" in found.text and "plug" in found.advice
    )
    assert "0.5 s recorded" in found.text and microphone.stream.closed


@pytest.mark.parametrize("how", ["problem", "missing"])
def test_a_refusal_is_reported_without_the_name(surroundings: Surroundings, how: str) -> None:
    microphone = FakeMicrophone("Maria's AirPods")
    setattr(microphone, how, "“Maria's AirPods” is in use; Maria's AirPods must be closed.")
    refusing = replace(surroundings, choose_microphone=lambda: microphone)
    found = sound.microphone_test(replace(refusing, choice=Settings(microphone="Maria's AirPods")))
    assert found == CheckFinding(
        "bad", "can't be used", "(a name) is in use; (a name) must be closed."
    )
    assert "Maria" in sound.microphone_test(replace(refusing, names=True)).advice


def test_no_microphone_to_choose(surroundings: Surroundings) -> None:
    def refuse() -> Microphone:
        raise MicrophoneError("No microphone found. Plug one in.")

    found = sound.microphone_test(replace(surroundings, choose_microphone=refuse))
    assert found.state == "bad" and "Plug one in" in found.advice


def test_a_test_that_is_not_wanted_lets_the_microphone_go(surroundings: Surroundings) -> None:
    microphone = FakeMicrophone()
    with pytest.raises(CheckCanceled):
        sound.microphone_test(
            replace(surroundings, choose_microphone=lambda: microphone, wanted=lambda: False)
        )
    assert microphone.stream.closed
