"""The settings on what is saved, and a database that can't be used at startup."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Select, Static

from recorder.app.app import VivaApp
from recorder.app.rescue import Rescue
from recorder.files.locations import Locations
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.report.report import ReportScreen
from recorder.screens.settings.settings import SettingsScreen
from sessions.backup import backups
from sessions.errors import Unusable
from sessions.store import Store
from tests import patience
from tests.examples import one_more
from tests.screens.driving import BRIEFLY, microphones_listed, notices, shown, until
from tests.screens.fakes import World
from tests.screens.samples import full
from tests.sessions.conftest import Clock
from tests.sessions.material import analysed, record


async def test_choices_about_saving_explain_their_cost(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.press("s")
        screen = await shown(pilot, SettingsScreen)
        line = screen.query_one("#sound-warning", Static)
        assert "only when you delete" in str(line.render())
        screen.query_one("#keep_sound", Select).value = 90
        screen.query_one("#compress", Select).value = False
        screen.query_one("#backup_days", Select).value = 30
        await until(pilot, lambda: "90 days after their report" in str(line.render()))
    chosen = world.services.settings
    assert (chosen.keep_sound, chosen.compress, chosen.backup_days) == (90, False, 30)


async def test_a_number_written_by_hand_is_shown_and_stays(app: VivaApp, world: World) -> None:
    world.services.change(keep_sound=77)
    async with app.run_test() as pilot:
        await pilot.press("s")
        screen = await shown(pilot, SettingsScreen)
        assert screen.query_one("#keep_sound", Select).value == 77
    assert world.services.settings.keep_sound == 77


async def test_upkeep_problems_are_reported(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recorder.app.app.UPKEEP_AFTER", BRIEFLY)
    services = replace(world.services, upkeep=lambda wanted, busy: "viva.db is [b]damaged[/b].")
    app = VivaApp(services)
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(notices(app)))
        (told,) = notices(app)
        assert told.message == "viva.db is [b]damaged[/b]."


async def test_upkeep_ends_with_the_app(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recorder.app.app.UPKEEP_AFTER", BRIEFLY)
    ended: list[str] = []

    def work(wanted: Callable[[], bool], busy: Callable[[], bool]) -> str | None:
        ended.append("begun")
        while wanted():
            pass
        ended.append("ended")
        return "too late"

    app = VivaApp(replace(world.services, upkeep=work))
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(ended))
    for _ in range(100):
        if ended == ["begun", "ended"]:
            break
        await asyncio.sleep(0.05)
    assert ended == ["begun", "ended"]


async def test_the_report_says_that_the_recording_was_removed(app: VivaApp, world: World) -> None:
    number = world.answered("tell-me-about-yourself", analysis=full())
    world.store.sounds.remove(world.store.answer(number))
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("enter")
        report = await shown(pilot, ReportScreen)
        assert report.replay is None
        cautions = " ".join(report.contents.cautions)
        assert "The recording was deleted on Nov 22, 2026, as you chose" in cautions


async def test_a_deleted_answer_is_removed_from_the_backups(app: VivaApp, world: World) -> None:
    world.answered("tell-me-about-yourself", analysis=full())
    database = world.locations.database
    made = backups.make_daily(database, world.now())
    assert made is not None
    before = made.read_bytes()
    async with app.run_test() as pilot:
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await until(pilot, lambda: made.read_bytes() != before)
    with Store.open(made, world.locations.recordings) as store:
        assert store.count() == 0


# At the start


@pytest.fixture
def damaged(tmp_path: Path) -> tuple[Locations, Unusable]:
    """Return a home folder with two answers, the first in a backup, and a broken database."""
    locations = Locations(tmp_path, tmp_path, tmp_path / "log")
    locations.prepare()
    with Store.open(locations.database, locations.recordings, now=Clock()) as store:
        answer = record(store)
        store.save_analysis(answer.id, analysed(answer.path))
        backups.make_daily(locations.database, Clock()())
        record(store)
    for path in tmp_path.glob("viva.db-*"):
        path.unlink()
    locations.database.write_text("Dear diary")
    with pytest.raises(Unusable) as caught:
        Store.open(locations.database, locations.recordings)
    return locations, caught.value


def another(app: Rescue, before: object) -> bool:
    """Whether a dialog is shown that isn't the one before."""
    return isinstance(app.screen, ChoiceDialog) and app.screen is not before


async def rescued(app: Rescue, *keys: str) -> bool | None:
    """Answer one dialog after another; return the app's result."""
    async with app.run_test(size=(80, 24)) as pilot:
        before: object = None
        for key in keys:
            await patience.until(partial(another, app, before), 0.005)
            before = app.screen
            await pilot.press(key)
        await pilot.pause()
    return app.return_value


async def test_the_backup_is_restored_when_the_person_agrees(
    damaged: tuple[Locations, Unusable],
) -> None:
    locations, error = damaged
    assert await rescued(Rescue(locations, error), "r", "g")
    with Store.open(locations.database, locations.recordings) as store:
        assert [a.state for a in store.answers()] == ["recorded", "analysed"]
    (aside,) = locations.data.glob("replaced-*")
    assert (aside / "viva.db").read_text() == "Dear diary"


@pytest.mark.parametrize("key", ["enter", *one_more("l", "escape")])
async def test_a_stray_key_changes_nothing(damaged: tuple[Locations, Unusable], key: str) -> None:
    locations, error = damaged
    assert await rescued(Rescue(locations, error), key) is False
    assert locations.database.read_text() == "Dear diary"
    assert not list(locations.data.glob("replaced-*"))


async def test_without_a_backup_the_recordings_are_enough(
    damaged: tuple[Locations, Unusable],
) -> None:
    locations, error = damaged
    for backup in backups.list_backups(locations.database):
        backup.path.unlink()
    assert await rescued(Rescue(locations, error), "n", "g")
    with Store.open(locations.database, locations.recordings) as store:
        assert [a.state for a in store.answers()] == ["recorded", "recorded"]


async def test_a_failed_restore_is_reported(damaged: tuple[Locations, Unusable]) -> None:
    locations, error = damaged
    with Store.open(locations.data / "o" / "viva.db", locations.recordings):
        (locations.data / "incoming").mkdir()
        (locations.data / "incoming" / "plan.json").write_text("{")
        assert await rescued(Rescue(locations, error), "r", "g") is False
    assert locations.database.read_text() == "Dear diary"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_the_question_at_the_start(
    snap_compare: Any, tmp_path: Path, size: tuple[int, int]
) -> None:
    locations = Locations(tmp_path, tmp_path, tmp_path)
    folder = locations.backups
    folder.mkdir()
    with Store.open(tmp_path / "x.db", tmp_path / "r") as store:
        record(store)
        backups.snapshot(tmp_path / "x.db", folder / "viva-2026-11-24.db")
    error = Unusable(locations.database, "/home/ana/viva.db is damaged or is not a database.")
    assert snap_compare(Rescue(locations, error), terminal_size=size)


def test_what_is_kept_in_the_settings(snap_compare: Any, app: VivaApp, world: World) -> None:
    world.services.change(keep_sound=90)

    async def scroll(pilot: Pilot[Any]) -> None:
        await pilot.press("s")
        screen = await microphones_listed(pilot)
        screen.query_one("#sound-warning").scroll_visible(animate=False)
        await pilot.pause()

    assert snap_compare(app, run_before=scroll, terminal_size=(100, 30))
