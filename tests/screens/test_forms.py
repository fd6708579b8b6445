"""Forms: arrows go from line to line everywhere, and quick typing lands where the person is."""

from __future__ import annotations

from datetime import date, time

from textual.app import App
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Button, Footer, Input, Select, Static

from recorder.app.app import VivaApp
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.home.help import HelpScreen
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.programs.new_program import NewProgramScreen
from recorder.screens.programs.program import ProgramScreen
from recorder.screens.programs.programs import ProgramsScreen
from recorder.screens.settings.settings import SettingsScreen
from recorder.widgets.programs.program_field import ProgramField
from recorder.widgets.recording.level_test import TEST, LevelTest
from tests.screens.driving import shown, until
from tests.screens.fakes import World


def type_at_once(app: App[None], *keys: str) -> None:
    """Type faster than any handler runs: all keys are there before the first is handled."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))


async def program(pilot: Pilot[None], world: World) -> ProgramScreen:
    world.store.programs.add("Riverside University")
    await shown(pilot, HomeScreen)
    await pilot.press("n")
    await shown(pilot, ProgramsScreen)
    await pilot.press("enter")
    return await shown(pilot, ProgramScreen)


async def test_quick_typing_after_an_arrow_is_already_the_next_line(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("s")
        settings = await shown(pilot, SettingsScreen)
        settings.query_one("#about-first_language", Input).focus()
        await pilot.pause()
        type_at_once(app, *"Korean", "down", *"SouthKorea", "enter", *"Seoul")
        school = settings.query_one("#about-medical_school", Input)
        await until(pilot, lambda: school.value == "Seoul")
        assert settings.query_one("#about-first_language", Input).value == "Korean"
        assert settings.query_one("#about-home_country", Input).value == "SouthKorea"


async def test_a_programs_fields_are_moved_through_with_arrows(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        form = await program(pilot, world)
        fields = [f.field.name for f in form.query(ProgramField)]
        form.query_one(f"#field-{fields[1]} Input", Input).focus()
        await pilot.pause()
        before = form.form.scroll_offset.y
        type_at_once(app, *"Toledo", "down", *"OH")
        await until(pilot, lambda: form.query_one(f"#field-{fields[2]} Input", Input).value == "OH")
        assert form.query_one(f"#field-{fields[1]} Input", Input).value == "Toledo"
        assert form.form.scroll_offset.y == before


async def test_arrows_pass_a_list_of_choices_until_enter_opens_it(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        form = await program(pilot, world)
        choice = form.query_one("#field-format Select", Select)
        form.query_one("#field-zone", ProgramField).begin()
        await pilot.press("down")
        assert form.focused is choice
        keys = {key: active.binding for key, active in form.active_bindings.items()}
        assert (keys["down"].description, keys["up"].description) == ("Next line", "Line before")
        assert keys["enter"].description != "Next line"
        await pilot.press("down")
        assert form.query_one("#field-contacts", ProgramField).has_focus_within
        await pilot.press("up", "enter")
        assert choice.expanded
        await pilot.press("down", "enter")
        await until(pilot, lambda: form.program.format == "virtual")
        assert form.focused is choice and not choice.expanded
        await pilot.press("up")
        assert form.query_one("#field-zone", ProgramField).has_focus_within


async def test_a_date_typed_quickly_is_saved_whole(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        form = await program(pilot, world)
        form.query_one("#field-day Input", Input).focus()
        await pilot.pause()
        type_at_once(app, *"2026-12-15", "down", *"9pm", "enter")
        await until(pilot, lambda: form.program.time is not None)
        saved = world.store.programs.get(form.program.id)
        assert (saved.day, saved.time) == (date(2026, 12, 15), time(21))


async def test_a_day_without_a_year_is_understood(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        form = await program(pilot, world)
        day = next(f for f in form.query(ProgramField) if f.field.form == "day")
        day.begin()
        await pilot.press("8", "space", *"Dec", "tab")
        await until(pilot, lambda: "Dec 8, 20" in str(day.query_one(".remark", Static).render()))
        assert day.problem == ""


async def test_the_prompt_for_a_new_program_is_a_box_like_the_others(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("n")
        await shown(pilot, ProgramsScreen)
        await pilot.press("n")
        ask = await shown(pilot, NewProgramScreen)
        box = ask.query_one("#box")
        assert ask.styles.align == ("center", "middle")
        assert box.styles.border_top[0] == "round" and box.size.width < 74


async def test_a_button_is_as_wide_as_the_label_it_gets(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("s")
        settings = await shown(pilot, SettingsScreen)
        button = settings.query_one("#test", Button)
        for label in ("Stop", TEST):
            settings.query_one(LevelTest)._label(label)
            await until(pilot, lambda: button.size.width >= len(str(button.label)))


async def test_help_begins_with_this_screens_keys(app: VivaApp) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("question_mark")
        help = await shown(pilot, HelpScreen)
        headings = [str(s.render()) for s in help.query(".heading").results(Static)]
        assert headings[0] == "Keys on this screen"


async def test_in_a_text_field_the_help_is_f1(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        form = await program(pilot, world)
        shown_key = {
            app.get_key_display(active.binding)
            for active in form.active_bindings.values()
            if active.binding.id == "app.help"
        }
        assert shown_key == {"F1"} and form.query(Footer)
        await pilot.press("f1")
        await shown(pilot, HelpScreen)


async def test_keys_faster_than_a_dialog_opens_do_no_harm(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await shown(pilot, PracticeScreen)
        type_at_once(app, "a", "r", "a")  # the retelling dialog closes before it has any widgets
        await shown(pilot, AnswersScreen)
