"""Odd hardware, by a fake PortAudio that refuses as the real one does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from recorder.microphone import portaudio, sound_device
from recorder.microphone.choose import choose, matching
from recorder.microphone.devices import Device, DeviceListError, NoMicrophone, devices_known_to
from recorder.microphone.sound_device import SoundDeviceMicrophone
from recorder.microphone.types import MicrophoneError

WRONG_RATE, WRONG_CHANNELS, BUSY = -9997, -9998, -9985


@dataclass(frozen=True)
class Card:
    """A device, and what it accepts."""

    name: str
    inputs: int = 1
    outputs: int = 0
    default_rate: float = 48_000.0
    rates: tuple[int, ...] = (48_000,)
    channels: tuple[int, ...] = (1, 2)
    api: int = 0
    fault: int | None = None


class PortAudioError(Exception):
    """Like sounddevice's: a text and a number."""


@dataclass
class FakePortAudio:
    """The part of sounddevice that Viva uses."""

    cards: Sequence[Card]
    default_index: int = 0
    opened: list[dict[str, Any]] = field(default_factory=list)
    PortAudioError: type[Exception] = PortAudioError

    def __post_init__(self) -> None:
        self.default = SimpleNamespace(device=(self.default_index, -1))
        self._exit_handler: Callable[[], None] = lambda: None

    def query_hostapis(self) -> list[dict[str, str]]:
        return [{"name": "MME"}, {"name": "Windows WASAPI"}]

    def query_devices(self, index: int | None = None) -> Any:
        rows = [
            {
                "name": card.name,
                "hostapi": card.api,
                "max_input_channels": card.inputs,
                "max_output_channels": card.outputs,
                "default_samplerate": card.default_rate,
                "default_high_input_latency": 0.1,
            }
            for card in self.cards
        ]
        return rows if index is None else rows[index]

    def RawInputStream(self, **given: Any) -> SimpleNamespace:
        card = self.cards[given["device"]]
        if card.fault is not None:
            raise PortAudioError("refused", card.fault)
        if given["channels"] not in card.channels:
            raise PortAudioError("Invalid number of channels", WRONG_CHANNELS)
        if given["samplerate"] not in card.rates:
            raise PortAudioError("Invalid sample rate", WRONG_RATE)
        self.opened.append(given)
        return SimpleNamespace(start=lambda: None, stop=quiet, close=quiet)


def quiet(**_: Any) -> None:
    """Do nothing."""


Opened = Callable[..., dict[str, Any]]


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Callable[..., FakePortAudio]:
    """Put these cards into the computer."""

    def put(*cards: Card, default: int = 0) -> FakePortAudio:
        fake = FakePortAudio(cards, default)
        devices = tuple(devices_known_to(fake).values())  # type: ignore[arg-type]
        monkeypatch.setattr(portaudio, "load", lambda: fake)
        monkeypatch.setattr(portaudio, "refresh", quiet)
        monkeypatch.setattr(sound_device, "list_devices", lambda: devices)
        return fake

    return put


System = Callable[..., FakePortAudio]


def opened(fake: FakePortAudio, microphone: SoundDeviceMicrophone | None = None) -> dict[str, Any]:
    stream = (microphone or SoundDeviceMicrophone()).open(lambda *_: None, lambda: None)
    stream.close()
    return fake.opened[-1]


def test_a_device_with_only_96_khz(system: System) -> None:
    fake = system(Card("Studio", default_rate=96_000.0, rates=(96_000,)))
    assert opened(fake)["samplerate"] == 96_000


def test_a_device_with_a_wrong_default_rate(system: System) -> None:
    fake = system(Card("Cheap", default_rate=44_100.0, rates=(48_000,)))
    assert opened(fake)["samplerate"] == 48_000


def test_a_bluetooth_headset_at_8_khz_says_so(system: System) -> None:
    fake = system(Card("Headset", default_rate=8000.0, rates=(8000,)))
    assert opened(fake)["samplerate"] == 8000
    (device,) = devices_known_to(fake).values()  # type: ignore[arg-type]
    assert device.note and "phone quality" in device.note


def test_eight_channels_that_cannot_be_opened_one_by_one(system: System) -> None:
    fake = system(Card("Interface", inputs=8, channels=(8,)))
    assert opened(fake)["channels"] == 8


def test_an_input_without_outputs_is_as_good(system: System) -> None:
    fake = system(Card("Speakers", inputs=0, outputs=2), Card("Microphone"), default=1)
    assert opened(fake)["device"] == 1
    assert [d.name for d in devices_known_to(fake).values()] == ["Microphone"]  # type: ignore[arg-type]


def test_no_default_says_what_to_do(system: System) -> None:
    fake = system(Card("Speakers", inputs=0, outputs=2), default=-1)
    with pytest.raises(MicrophoneError, match="No microphone found"):
        opened(fake)


def test_one_in_use_elsewhere_names_itself(system: System) -> None:
    fake = system(Card("Desk", fault=BUSY))
    with pytest.raises(MicrophoneError, match="Desk is in use by another program"):
        opened(fake)


def test_a_device_that_refuses_every_rate_mentions_permission(system: System) -> None:
    fake = system(Card("Desk", rates=()))
    with pytest.raises(MicrophoneError, match="permission"):
        opened(fake)


def test_devices_with_the_same_name_differ_by_sound_system(system: System) -> None:
    fake = system(Card("USB Mic", api=0), Card("USB Mic", api=1))
    labels = [device.label for device in devices_known_to(fake).values()]  # type: ignore[arg-type]
    assert labels == ["USB Mic (MME)", "USB Mic (Windows WASAPI)"]
    assert opened(fake, SoundDeviceMicrophone("USB Mic", "Windows WASAPI"))["device"] == 1


def test_two_of_one_name_in_one_sound_system_open_the_first(system: System) -> None:
    fake = system(Card("USB Mic"), Card("USB Mic"))
    assert opened(fake, SoundDeviceMicrophone("USB Mic", "MME"))["device"] == 0


def test_a_name_cut_to_31_characters_is_the_whole_one_s() -> None:
    whole = "Microphone Array (Realtek High Definition Audio)"
    devices = (device(whole[:31], "MME"), device(whole, "Windows WASAPI"))
    assert matching(whole, devices).host_api == "Windows WASAPI"
    assert matching(whole[:31], devices).host_api == "MME"
    assert matching("Microphone Array", devices).name.startswith("Microphone Array")


@pytest.mark.parametrize(
    "problem", [NoMicrophone("None is there."), DeviceListError("It hangs.")], ids=str
)
def test_a_remembered_one_that_cannot_be_looked_for_leaves_the_default(
    problem: DeviceListError,
) -> None:
    def fail() -> tuple[Device, ...]:
        raise problem

    assert choose(None, "USB Mic (MME)", fail).note == str(problem)


def device(name: str, host_api: str) -> Device:
    return Device(name, host_api, 1, 48_000, False)
