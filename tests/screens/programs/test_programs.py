"""The program notebook's screens: list, form, thank-you note, practice with facts, spreadsheets."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from icalendar import Calendar
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList, Select, Static, TextArea

from recorder import messages
from recorder.app.app import VivaApp
from recorder.recording.session import next_in_bank
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.checks.checklists import ChecklistScreen
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.programs.import_programs import ImportProgramsScreen
from recorder.screens.programs.new_program import NewProgramScreen
from recorder.screens.programs.program import ProgramScreen
from recorder.screens.programs.program_questions import ProgramQuestions
from recorder.screens.programs.programs import ProgramsScreen
from recorder.screens.programs.thank_you import ThankYouScreen
from recorder.screens.programs.zone_choice import ZoneChoice
from recorder.screens.report.report import ReportScreen
from recorder.widgets.programs.program_facts import ProgramFacts
from recorder.widgets.programs.program_field import ProgramField
from sessions.notebook.program import Program
from tests.screens.driving import notices, shown, until
from tests.screens.fakes import World
from tests.screens.pictures import Snap, named
from tests.screens.samples import HOSTILE
from tests.screens.test_hostile_text import screen_text


def fill(world: World) -> Program:
    """Add four programs; the clock is stopped at November 22, 2026, 6:40 pm UTC."""
    add = world.store.programs.add
    riverside = add(
        "Riverside University",
        city="Cleveland",
        state="OH",
        size="4",
        hospital="Riverside Medical Center",
        childrens_hospital="Rainbow Children's Hospital",
        features="Combined transition clinic every Tuesday\nGlobal health track in Honduras",
        tracks="Primary care, hospitalist, advocacy",
        clinic="Combined, alternating weeks",
        j1="yes",
        likes="Transition clinic: I want to build one at home\nTwo IMG chief residents",
        ask_residents="What surprised you in your first month?",
        day=date(2026, 12, 3),
        time=time(9),
        zone="America/New_York",
        format="virtual",
    )
    add(
        "Lakeside",
        city="Chicago",
        state="IL",
        day=date(2026, 11, 20),
        time=time(8, 30),
        zone="America/Chicago",
        met="Dr. Ada Obi, director\nLuis Pérez, chief resident",
        noticed="the residents run their own clinic board",
    )
    add("Desert Valley", city="Phoenix", state="AZ")
    add("Bayou", day=date(2026, 11, 23), time=time(13), zone="America/Chicago")
    return riverside


async def listed(pilot: Pilot[None]) -> ProgramsScreen:
    await shown(pilot, HomeScreen)
    await pilot.press("n")
    return await shown(pilot, ProgramsScreen)


async def opened(pilot: Pilot[None], name: str) -> ProgramScreen:
    """Open a program from the list."""
    screen = await listed(pilot)
    names = [program.name for program in screen.programs]
    screen.list.highlighted = names.index(name)
    await pilot.press("enter")
    return await shown(pilot, ProgramScreen)


def field(screen: ProgramScreen, name: str) -> ProgramField:
    return screen.query_one(f"#field-{name}", ProgramField)


def text_of(screen: ProgramScreen | ProgramsScreen | ThankYouScreen, id: str) -> str:
    return str(screen.query_one(id, Static).render())


async def test_the_first_program_is_named_filled_in_and_saved(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await listed(pilot)
        assert screen.query_one("#empty").display
        assert not screen.check_action("practice", ())
        await pilot.press("n")
        await shown(pilot, NewProgramScreen)
        await pilot.press(*"Yale", "enter")
        form = await shown(pilot, ProgramScreen)
        await pilot.press(*"New Haven", "tab", *"CT")
        await until(pilot, lambda: "Saved" in text_of(form, "#saved"))
        (program,) = world.store.programs.all()
        assert (program.name, program.place) == ("Yale", "New Haven, CT")
        await pilot.press("escape")
        assert "Yale" in screen_text(app)


async def test_the_form_is_saved_however_it_is_left(app: VivaApp, world: World) -> None:
    program = fill(world)
    async with app.run_test() as pilot:
        form = await opened(pilot, program.name)
        field(form, "city").begin()
        await pilot.press("end", "X")
        app.exit()  # at once: the pause after typing is not over
    assert world.store.programs.get(program.id).city == "ClevelandX"


async def test_only_the_changed_field_is_written(app: VivaApp, world: World) -> None:
    program = fill(world)
    async with app.run_test() as pilot:
        form = await opened(pilot, program.name)
        world.store.programs.change(program.id, size="6")  # another running Viva
        field(form, "city").begin()
        await pilot.press("end", "X", "escape")
        await shown(pilot, ProgramsScreen)
    kept = world.store.programs.get(program.id)
    assert (kept.city, kept.size) == ("ClevelandX", "6")


@pytest.mark.slow
async def test_an_invalid_date_is_reported_and_not_saved(app: VivaApp, world: World) -> None:
    program = fill(world)
    async with app.run_test() as pilot:
        form = await opened(pilot, program.name)
        day = field(form, "day")
        day.query_one(Input).value = "12/3/2026"
        day.begin()
        await pilot.press("tab")
        await until(pilot, lambda: day.query_one(".remark").has_class("-problem"))
        assert "could be December 3 or March 12" in str(day.query_one(".remark", Static).render())
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)
        await pilot.press("f")
        await shown(pilot, ProgramScreen)
        assert day.has_focus_within
        day.query_one(Input).value = "4 Dec 2026"
        await pilot.press("escape")
        await shown(pilot, ProgramsScreen)
    assert world.store.programs.get(program.id).day == date(2026, 12, 4)


async def test_the_head_follows_date_time_and_zone(app: VivaApp, world: World) -> None:
    world.store.programs.add("Desert", state="AZ")
    async with app.run_test() as pilot:
        form = await opened(pilot, "Desert")
        assert text_of(form, "#when") == "No interview date yet."
        field(form, "day").query_one(Input).value = "2026-12-03"
        field(form, "time").query_one(Input).value = "9 am"
        await until(pilot, lambda: "Choose their time zone" in text_of(form, "#when"))
        field(form, "zone").query_one(Button).press()
        choice = await shown(pilot, ZoneChoice)
        assert "most of AZ is on Arizona time" in str(choice.query_one("#title", Static).render())
        await pilot.press("enter")
        await shown(pilot, ProgramScreen)
        await until(pilot, lambda: "4:00 pm your time (UTC)" in text_of(form, "#when"))
        assert "Thu, Dec 3, 2026, 9:00 am Arizona (MST)" in text_of(form, "#when")
        assert "in 11 days" in text_of(form, "#title")


@pytest.mark.slow
async def test_a_zone_abroad_is_found_by_its_country(app: VivaApp, world: World) -> None:
    program = fill(world)
    async with app.run_test() as pilot:
        form = await opened(pilot, program.name)
        field(form, "zone").begin()
        await pilot.press("enter")
        choice = await shown(pilot, ZoneChoice)
        await pilot.press(*"zzz")
        assert choice.query_one("#none").display
        await pilot.press(*["backspace"] * 3, *"ireland", "enter")
        await shown(pilot, ProgramScreen)
        await until(pilot, lambda: form.program.zone == "Europe/Dublin")


async def test_choices_and_lines(app: VivaApp, world: World) -> None:
    program = fill(world)
    async with app.run_test(size=(100, 60)) as pilot:
        form = await opened(pilot, program.name)
        field(form, "h1b").query_one(Select).value = "no"
        await pilot.press("f3")
        assert field(form, "culture").has_focus_within
        await pilot.press(*"warm", "enter", *"busy")
        await pilot.press("f5")
        assert field(form, "name").has_focus_within
        await until(pilot, lambda: form.program.culture == "warm\nbusy")
    assert world.store.programs.get(program.id).h1b == "no"


async def test_deleting_a_program_asks_first(app: VivaApp, world: World) -> None:
    fill(world)
    async with app.run_test() as pilot:
        screen = await listed(pilot)
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("escape")
        await shown(pilot, ProgramsScreen)
        assert len(world.store.programs.all()) == 4
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await until(pilot, lambda: len(screen.programs) == 3)
        assert "Bayou" not in [program.name for program in world.store.programs.all()]


async def test_pinning(app: VivaApp, world: World) -> None:
    fill(world)
    async with app.run_test() as pilot:
        screen = await listed(pilot)
        screen.list.highlighted = 2
        await pilot.press("f")
        current = world.store.programs.current()
        assert current is not None and current.name == "Desert Valley"
        assert "★ Desert Valley" in screen_text(app)
        await pilot.press("f")
        current = world.store.programs.current()
        assert current is not None and current.name == "Bayou"


async def practising(pilot: Pilot[None], row: int = 1) -> PracticeScreen:
    """Practice "why our program" for Riverside."""
    screen = await listed(pilot)
    screen.list.highlighted = row
    await pilot.press("p")
    await shown(pilot, ProgramQuestions)
    await pilot.press("enter")
    practice = await shown(pilot, PracticeScreen)
    await until(pilot, lambda: practice.panel.stage == "ready")
    return practice


async def test_the_facts_are_shown_until_recording_starts(app: VivaApp, world: World) -> None:
    fill(world)
    async with app.run_test(size=(100, 30)) as pilot:
        practice = await practising(pilot)
        assert practice.question.id == "why-our-program"
        facts = practice.query_one(ProgramFacts)
        assert facts.display and "Two IMG chief residents" in screen_text(app)
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        await pilot.pause()
        assert not facts.display and "Two IMG chief residents" not in screen_text(app)
        world.microphone.speak(3)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
        await pilot.press("r")  # once more: the same program's facts
        again = await shown(pilot, PracticeScreen)
        assert again.query_one(ProgramFacts).display
        await pilot.press("escape")
        await shown(pilot, ProgramsScreen)
    (answer,) = world.store.answers()
    assert answer.question_id == "why-our-program"


async def test_next_goes_through_the_programs_questions(app: VivaApp, world: World) -> None:
    fill(world)
    async with app.run_test(size=(100, 30)) as pilot:
        practice = await practising(pilot)
        texts = []
        for _ in range(len(practice.facts.questions)):  # type: ignore[union-attr]
            before = pilot.app.screen
            await pilot.press("n")
            await until(pilot, lambda before=before: pilot.app.screen is not before)  # type: ignore[misc]
            texts.append((await shown(pilot, PracticeScreen)).question.text)
        assert "What do you know about Riverside University?" in texts
        assert "What surprised you in your first month?" in texts
        assert texts[-1] == practice.question.text


async def test_a_question_to_ask_has_no_facts_and_is_saved_as_asking(
    app: VivaApp, world: World
) -> None:
    fill(world)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await listed(pilot)
        screen.list.highlighted = 1
        await pilot.press("p")
        await shown(pilot, ProgramQuestions)
        await pilot.press("end", "enter")
        practice = await shown(pilot, PracticeScreen)
        assert practice.question.text == "What surprised you in your first month?"
        assert not practice.query(ProgramFacts)
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(3)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
    (answer,) = world.store.answers()
    assert (answer.question_kind, answer.target) == ("asking", (8.0, 25.0))


async def test_the_first_screen_uses_the_current_programs_facts(app: VivaApp, world: World) -> None:
    fill(world)
    desert = next(p for p in world.store.programs.all() if p.name == "Desert Valley")
    world.store.programs.change(desert.id, likes="The border clinic")
    world.store.programs.pin(desert.id)
    async with app.run_test(size=(100, 30)) as pilot:
        await practising(pilot)
        await pilot.press("escape", "escape")
        await shown(pilot, HomeScreen)
        bank = world.services.bank
        app.screen.post_message(messages.PracticeQuestion(bank.get("why-our-program")))
        practice = await shown(pilot, PracticeScreen)
        drawn = screen_text(app)
        assert "The border clinic" in drawn and "Desert Valley" in drawn
        assert "Two IMG chief residents" not in drawn
        await pilot.press("n")  # home's order stays: the next of the bank
        await until(pilot, lambda: app.screen is not practice)
        following = await shown(pilot, PracticeScreen)
        assert following.question.id == next_in_bank(practice.question, bank).id


async def test_without_a_program_a_question_about_one_has_no_facts(
    app: VivaApp, world: World
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await shown(pilot, HomeScreen)
        app.screen.post_message(
            messages.PracticeQuestion(world.services.bank.get("why-our-program"))
        )
        assert not (await shown(pilot, PracticeScreen)).query(ProgramFacts)


@pytest.mark.slow
async def test_next_on_a_report_stays_with_the_program(app: VivaApp, world: World) -> None:
    fill(world)
    async with app.run_test(size=(100, 30)) as pilot:
        practice = await practising(pilot)
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(20)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
        await pilot.press("n")
        following = await shown(pilot, PracticeScreen)
        facts = practice.facts
        assert facts is not None and following.facts == facts
        assert following.question == facts.after(practice.question)
        await pilot.press("escape", "escape", "a")  # from the answers it is the bank's again
        await shown(pilot, AnswersScreen)
        await pilot.press("enter")
        await shown(pilot, ReportScreen)
        await pilot.press("n")
        assert (await shown(pilot, PracticeScreen)).question.id != following.question.id


async def test_a_program_has_its_own_checklists(app: VivaApp, world: World) -> None:
    fill(world)
    async with app.run_test(size=(100, 30)) as pilot:
        await listed(pilot)
        await pilot.press("home", "c")  # Bayou: tomorrow
        lists = await shown(pilot, ChecklistScreen)
        assert "Bayou" in str(lists.query_one("#which", Static).render())
        assert lists.when == "day"
        await pilot.press("escape", "escape")
        await opened(pilot, "Lakeside")
        await pilot.press("f6")
        lists = await shown(pilot, ChecklistScreen)
        assert lists.when == "after"
        assert "Lakeside" in str(lists.query_one("#which", Static).render())
        await pilot.press("escape")
        await shown(pilot, ProgramScreen)


async def test_the_thank_you_is_signed_with_the_persons_name(app: VivaApp, world: World) -> None:
    fill(world)
    world.services.change_profile(name="Chioma Okafor")
    async with app.run_test(size=(100, 30)) as pilot:
        await listed(pilot)
        await pilot.press("end", "t")
        letter = await shown(pilot, ThankYouScreen)
        assert letter.letter.text.endswith("Sincerely,\nChioma Okafor\n")
        assert "[your name]" not in text_of(letter, "#gaps")
        await pilot.press("escape")
        await shown(pilot, ProgramsScreen)
    lakeside = next(p for p in world.store.programs.all() if p.name == "Lakeside")
    assert lakeside.thanks == "", "what Viva composed is not kept"


async def test_the_thank_you_is_drafted_changed_copied_and_marked_sent(
    app: VivaApp, world: World
) -> None:
    fill(world)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await listed(pilot)
        assert "Thank-you due by Mon, Nov 23, 2026, 2:30 pm: Lakeside" in text_of(screen, "#due")
        await pilot.press("end", "t")
        letter = await shown(pilot, ThankYouScreen)
        assert letter.letter.text.startswith("Dear Dr. Ada Obi,")
        await pilot.press("escape")
        await shown(pilot, ProgramsScreen)
        lakeside = next(p for p in world.store.programs.all() if p.name == "Lakeside")
        assert lakeside.thanks == "", "what Viva composed is not kept, so that notes still go in"

        await pilot.press("t")
        letter = await shown(pilot, ThankYouScreen)
        await pilot.press("f3")
        assert letter.letter.text.startswith("Dear Luis Pérez,")
        await pilot.press("f2")
        assert app.clipboard == letter.letter.text
        await pilot.press("f5", "f8")
        await until(pilot, lambda: "sent on Sun, Nov 22, 2026" in text_of(letter, "#due"))
        await pilot.press("escape")
        await shown(pilot, ProgramsScreen)
        assert "Lakeside" not in text_of(screen, "#due")
    saved = world.locations.reports / "thank-you-lakeside.txt"
    assert saved.read_text("utf-8").startswith("Dear Luis Pérez,")
    lakeside = world.store.programs.get(lakeside.id)
    assert lakeside.thanks.startswith("Dear Luis Pérez,")
    assert lakeside.thanked == date(2026, 11, 22)


def kept_letter(world: World, letter: ThankYouScreen) -> str:
    return world.store.programs.get(letter.program.id).thanks


async def test_a_changed_letter_is_redrafted_only_after_asking(app: VivaApp, world: World) -> None:
    fill(world)
    async with app.run_test(size=(100, 30)) as pilot:
        await listed(pilot)
        await pilot.press("end", "t")
        letter = await shown(pilot, ThankYouScreen)
        await pilot.press("X")
        await until(pilot, lambda: kept_letter(world, letter).startswith("XDear"))
        await pilot.press("f4")
        await shown(pilot, ChoiceDialog)
        await pilot.press("escape")
        await shown(pilot, ThankYouScreen)
        assert letter.letter.text.startswith("XDear")
        await pilot.press("f4")
        await shown(pilot, ChoiceDialog)
        await pilot.press("w")
        await until(pilot, lambda: letter.letter.text.startswith("Dear"))
        await pilot.press("ctrl+z")
        assert letter.letter.text.startswith("XDear")


async def test_a_spreadsheet_is_previewed_before_it_is_imported(
    app: VivaApp, world: World, tmp_path: Path
) -> None:
    fill(world)
    file = tmp_path / "mine.csv"
    file.write_text("Program,City,State,Size\nNew,X,OH,2\nBayou,New Orleans,LA,\nLakeside,,,8\n")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await listed(pilot)
        await pilot.press("i")
        ask = await shown(pilot, ImportProgramsScreen)
        ask.query_one(Input).value = str(tmp_path / "none.csv")
        await pilot.press("enter")
        await pilot.pause()
        assert "can't be read: No such file" in str(ask.query_one("#lines", Static).render())
        ask.query_one(Input).value = str(file)
        await pilot.press("enter")
        await until(pilot, lambda: "+ New" in screen_text(app))
        assert "Bayou: fills in City, State" in screen_text(app)
        assert len(world.store.programs.all()) == 4
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.programs) == 5)


async def test_importing_nothing(app: VivaApp, world: World, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("Program\nNew\n")
    async with app.run_test(size=(100, 30)) as pilot:
        await listed(pilot)
        await pilot.press("i")
        ask = await shown(pilot, ImportProgramsScreen)
        ask.query_one(Input).value = str(file)
        await pilot.press("enter")
        await until(pilot, lambda: ask.query_one("#preview").display)
        await pilot.press("escape")
        await shown(pilot, ProgramsScreen)
    assert world.store.programs.all() == ()


async def test_exports_never_overwrite_a_file(app: VivaApp, world: World) -> None:
    fill(world)
    async with app.run_test() as pilot:
        await listed(pilot)
        await pilot.press("e", "e")
    folder = world.locations.reports
    assert sorted(file.name for file in folder.iterdir()) == ["programs-2.csv", "programs.csv"]


async def test_the_interviews_are_saved_as_a_calendar(app: VivaApp, world: World) -> None:
    world.store.programs.add("Undated")
    async with app.run_test() as pilot:
        await listed(pilot)
        await pilot.press("k")
        await until(pilot, lambda: bool(notices(app)))
        assert "No program has an interview date yet" in notices(app)[0].message
        fill(world)
        app.screen.query_one(OptionList).focus()
        await pilot.press("n", "escape", "k", "k")
        await until(pilot, lambda: len(notices(app)) == 3)
    folder = world.locations.reports
    assert sorted(file.name for file in folder.iterdir()) == ["interviews-2.ics", "interviews.ics"]
    events = Calendar.from_ical((folder / "interviews.ics").read_bytes()).events
    dated = [p for p in world.store.programs.all() if p.day is not None]
    assert len(events) == len(dated) > 1


@pytest.mark.slow
async def test_hostile_text_is_shown_literally(app: VivaApp, world: World, tmp_path: Path) -> None:
    given = dict.fromkeys(("likes", "features", "met", "noticed", "ask_director"), HOSTILE)
    world.store.programs.add(HOSTILE, city=HOSTILE, day=date(2026, 11, 20), **given)
    file = tmp_path / "x.csv"
    file.write_text(f'Program,{HOSTILE}\n"{HOSTILE} 2",x\n')
    async with app.run_test(size=(140, 50)) as pilot:
        await listed(pilot)
        inert(app)
        await pilot.press("p")
        await shown(pilot, ProgramQuestions)
        inert(app)
        await pilot.press("enter")
        await shown(pilot, PracticeScreen)
        inert(app)
        await pilot.press("escape", "enter")
        await shown(pilot, ProgramScreen)
        inert(app)
        await pilot.press("f4")
        await shown(pilot, ThankYouScreen)
        inert(app)
        await pilot.press("f2", "escape", "escape", "i")
        ask = await shown(pilot, ImportProgramsScreen)
        ask.query_one(Input).value = str(file)
        await pilot.press("enter")
        await until(pilot, lambda: ask.query_one("#preview").display)
        await pilot.pause()
        inert(app)
        await pilot.press("escape", "f", "x")
        await shown(pilot, ChoiceDialog)
        inert(app)


def inert(app: VivaApp) -> None:
    """Assert that brackets are drawn literally and no escape code is drawn."""
    drawn = screen_text(app)
    assert "[bold red]x[/]" in drawn
    assert "\x1b" not in drawn


async def test_the_notebook_opens_once_from_everywhere(app: VivaApp, world: World) -> None:
    program = fill(world)
    async with app.run_test() as pilot:
        await opened(pilot, program.name)
        app.screen.post_message(messages.ShowPrograms())
        await shown(pilot, ProgramsScreen)
        assert sum(isinstance(screen, ProgramsScreen) for screen in app.screen_stack) == 1


def still(pilot: Pilot[None]) -> None:
    """Stop every blinking cursor."""
    for editor in pilot.app.screen.query("Input, TextArea"):
        assert isinstance(editor, Input | TextArea)
        editor.cursor_blink = False


@pytest.mark.parametrize("size", [(100, 30), (40, 12)], ids=named)
def test_picture_of_the_list(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await listed(pilot)
        await pilot.pause()

    fill(world)
    assert snap(before, size)


def test_picture_of_an_empty_notebook(snap: Snap) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await listed(pilot)

    assert snap(before, (80, 24))


@pytest.mark.parametrize("size", [(100, 30), (40, 12)], ids=named)
def test_picture_of_a_program(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot, "Riverside University")
        still(pilot)
        await pilot.pause()

    fill(world)
    assert snap(before, size)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=named)
def test_picture_of_the_facts(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await practising(pilot)
        await pilot.pause()

    fill(world)
    assert snap(before, size)


def test_picture_of_a_thank_you(snap: Snap, world: World) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await listed(pilot)
        await pilot.press("end", "t")
        await shown(pilot, ThankYouScreen)
        still(pilot)
        await pilot.pause()

    fill(world)
    assert snap(before, (80, 24))
