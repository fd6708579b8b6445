"""Settings: choices are remembered, and a test of the microphone saves no recording."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Checkbox, Input, Select, Static

from analysis import demo
from analysis.content.catalog import NAMES
from recorder.app.app import VivaApp
from recorder.microphone.devices import Device, DeviceListError
from recorder.screens.settings.settings import SettingsScreen
from recorder.services import build
from recorder.widgets.recording.level_test import LevelTest
from tests import fake_model
from tests.screens.driving import microphones_listed, shown, until
from tests.screens.fakes import World
from tests.screens.pictures import Snap, named


async def test_choices_are_remembered(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await pilot.press("s")
        settings = await microphones_listed(pilot)
        settings.microphone.value = "USB Headset (ALSA)"
        settings.query_one("#thinking", Select).value = 30
        await pilot.pause()
    assert world.services.settings.microphone == "USB Headset (ALSA)"
    assert world.services.settings.thinking == 30


async def test_a_remembered_microphone_that_is_gone_is_shown(app: VivaApp, world: World) -> None:
    world.services.change(microphone="Old Headset (ALSA)")
    async with app.run_test() as pilot:
        await pilot.press("s")
        settings = await microphones_listed(pilot)
        assert settings.microphone.value == "Old Headset (ALSA)"
    assert world.services.settings.microphone == "Old Headset (ALSA)"


async def test_having_no_devices_is_reported(world: World) -> None:
    def refuse() -> tuple[Device, ...]:
        raise DeviceListError("The sound system didn't answer.")

    object.__setattr__(world.services, "devices", refuse)
    app = VivaApp(world.services)
    async with app.run_test() as pilot:
        await pilot.press("s")
        settings = await shown(pilot, SettingsScreen)
        line = settings.query_one("#devices", Static)
        await until(pilot, lambda: "didn't answer" in str(line.render()))


async def test_the_level_test_saves_no_recording(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await pilot.press("s")
        settings = await shown(pilot, SettingsScreen)
        await pilot.press("t")
        test = settings.query_one(LevelTest)
        await until(pilot, lambda: test.meter.display)
        world.microphone.speak(1)
        await until(pilot, lambda: test.meter.held_db > -20)
        await pilot.press("t")
        await until(pilot, lambda: world.microphone.stream.closed)
        await pilot.pause()
    assert not list(world.locations.recordings.rglob("*.wav"))


async def test_another_model_is_warmed(app: VivaApp, world: World) -> None:
    fake_model.write(world.locations.models / "tiny.en")
    async with app.run_test() as pilot:
        await pilot.press("s")
        settings = await shown(pilot, SettingsScreen)
        before = len(world.analyst.warmings)
        settings.query_one("#model", Select).value = "tiny.en"
        await until(pilot, lambda: len(world.analyst.warmings) > before)
    assert world.services.settings.model == "tiny.en"


async def test_own_fillers_are_typed_and_remembered(app: VivaApp, world: World) -> None:
    world.services.change(own_fillers=("acha",))
    async with app.run_test() as pilot:
        await pilot.press("s")
        settings = await shown(pilot, SettingsScreen)
        own = settings.query_one("#own", Input)
        assert own.value == "acha"
        own.focus()
        await pilot.press("end", *", Test  it, , …")
        await pilot.pause()
    assert world.services.settings.own_fillers == ("acha", "test it")


def test_a_microphone_named_on_the_command_line_is_remembered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    headset = Device("USB Headset", "ALSA", 1, 48_000, False)
    devices = (None, None, lambda: (headset,))
    monkeypatch.setattr("recorder.microphone.choose.choose.__defaults__", devices)
    build(world.services.locations, world.services.store, microphone="usb").choose_microphone()
    assert world.services.settings.microphone == "USB Headset (ALSA)"
    file = str(demo.ANSWER)
    build(
        world.services.locations, world.services.store, microphone=f"file:{file}"
    ).choose_microphone()
    assert world.services.settings.microphone == "USB Headset (ALSA)"


async def test_a_comment_is_turned_off_and_on_again(app: VivaApp, world: World) -> None:
    world.services.change(remarks_off=("hedging", "of_a_newer_viva"))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("s")
        settings = await shown(pilot, SettingsScreen)
        boxes = {b.name: b for b in settings.query("RemarkChoices Checkbox").results(Checkbox)}
        assert set(boxes) == set(NAMES)
        assert [name for name, box in boxes.items() if not box.value] == ["hedging"]
        boxes["pet_phrase"].focus()  # the last one, scrolled into view
        await pilot.press("space")
        await until(pilot, lambda: "pet_phrase" in world.services.settings.remarks_off)
        boxes["hedging"].focus()
        await pilot.press("enter")
        await until(pilot, lambda: "hedging" not in world.services.settings.remarks_off)
    assert world.services.settings.remarks_off == ("of_a_newer_viva", "pet_phrase")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=named)
def test_picture_of_the_remarks(
    snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        settings = await microphones_listed(pilot)
        await until(pilot, lambda: settings.query_one("#offer").size.height > 1)
        await pilot.pause()  # all has its height before it is scrolled
        boxes = list(settings.query(Checkbox))
        boxes[0].focus(scroll_visible=False)
        boxes[0].scroll_visible(animate=False, top=True)
        await pilot.pause()

    world.services.change(remarks_off=("apologising",))
    assert snap_compare(app, run_before=before, terminal_size=size)


async def test_the_quiet_sign_is_off_until_chosen(app: VivaApp, world: World) -> None:
    assert not world.services.settings.nudge
    async with app.run_test() as pilot:
        await pilot.press("s")
        settings = await microphones_listed(pilot)
        settings.query_one("#nudge", Checkbox).toggle()
        await until(pilot, lambda: world.services.settings.nudge)
        settings.query_one("#nudge", Checkbox).toggle()
        await until(pilot, lambda: not world.services.settings.nudge)
