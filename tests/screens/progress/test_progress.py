"""The progress screen over a Sample history: what it says, what its keys do, how it looks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from analysis.feedback.types import MentorFeedback
from analysis.trends import MAIN
from prompts.loader import load
from recorder.app.app import VivaApp
from recorder.app.themes import LIGHT
from recorder.demo import history as demo_history
from recorder.files.locations import Locations
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.answers.some_answers import SomeAnswers
from recorder.screens.home.home import HomeScreen
from recorder.screens.progress.milestones import MilestonesScreen
from recorder.screens.progress.progress import ComputedProgress, ProgressScreen
from recorder.screens.progress.scope import ChooseScope
from recorder.screens.report.report import ReportScreen
from tests.screens.driving import shown, until
from tests.screens.fakes import NOW, World
from tests.screens.pictures import Before, Snap, named
from tests.screens.samples import full
from tests.screens.test_hostile_text import check, screen_text, store_hostile


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten weeks of the made-up person, once."""
    root = tmp_path_factory.mktemp("history")
    locations = Locations(root, root, root / "log")
    locations.prepare()
    demo_history.fill(locations, load(), NOW)
    return root


@pytest.fixture
def history(written: Path, tmp_path: Path) -> Iterator[World]:
    """A world with its own history."""
    shutil.copytree(written, tmp_path / "history")
    made = World(tmp_path / "history")
    with made.store:
        yield made


@pytest.fixture
def viva(history: World) -> VivaApp:
    """The app over the history."""
    return VivaApp(history.services)


async def progress(pilot: Pilot[None]) -> ProgressScreen:
    """Open the screen and wait until every measure is computed."""
    await pilot.press("g")
    screen = await shown(pilot, ProgressScreen)
    await reckoned(pilot, screen)
    return screen


async def reckoned(pilot: Pilot[None], screen: ProgressScreen) -> None:
    await until(pilot, lambda: len(screen.lines) == len(screen.measures.options))
    await pilot.pause()


def text(screen: ProgressScreen, id: str) -> str:
    return str(screen.query_one(f"#{id}", Static).content)


async def test_without_an_answer_it_says_what_will_be_here(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        await pilot.press("g")
        screen = await shown(pilot, ProgressScreen)
        assert "No scored answers yet" in screen_text(app)
        assert not screen.query_one("#both").display
        await pilot.press("enter", "right", "m", "h", "w", "escape")
        await shown(pilot, HomeScreen)


async def test_a_few_days_say_that_it_is_early(app: VivaApp, world: World) -> None:
    for day in range(3):
        world.time = NOW + timedelta(days=day)
        world.answered("tell-me-about-yourself", analysis=full())
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await progress(pilot)
        said = text(screen, "analyzed")
        assert "3 practice days so far, so this only shows where you are now" in said
        assert "Too few days to tell" in text(screen, "name")
        assert {line.sign for line in screen.lines.values()} == {"…"}


async def test_known_improvement_is_told_and_noise_is_not(viva: VivaApp, history: World) -> None:
    async with viva.run_test(size=(100, 30)) as pilot:
        screen = await progress(pilot)
        verdicts = {name: line.verdict for name, line in screen.lines.items()}
        assert verdicts["filler_rate"] == verdicts["mid_clause_pause_rate"] == "better"
        assert verdicts["words_per_minute"] == verdicts["long_pause_rate"] == "not distinguishable"
        await pilot.press(*["down"] * 6)
        await pilot.pause()
        assert "✓ Real change: better" in text(screen, "name")
        assert "so this is a real change" in text(screen, "means") and "a week (95%" in text(
            screen, "means"
        )
        assert "┄ good: up to 5/min" in screen_text(viva)


@pytest.mark.parametrize("height", [18, 20, 29])
async def test_a_narrow_window_shows_verdict_and_week(viva: VivaApp, height: int) -> None:
    async with viva.run_test(size=(60, height)) as pilot:
        await progress(pilot)
        said = " ".join(screen_text(viva).split())
        assert "Analyzed by version 2, transcribed by base.en." in said
        assert "✓ Real change: better: 77 → 95. +4.0 a week (95%: 2.7 to 4.9)" in said
        assert "median 97, middle half 94–99" in said and "┤" not in said
        await pilot.press(*["down"] * 6, "left")
        await pilot.pause()
        said = " ".join(screen_text(viva).split())
        assert "← → Week of Nov 9" in said.replace("←→", "← →") and "✓ Fillers █" in said


async def test_mentors_are_compared_below_the_overall_score(viva: VivaApp, history: World) -> None:
    scored = sorted(
        (answer for answer in history.store.answers() if answer.overall is not None),
        key=lambda answer: answer.overall or 0,
    )
    for place, answer in enumerate(scored):
        rating = 1 + 5 * place // len(scored)
        said = MentorFeedback("Dr. Lee", {"delivery": rating}, "", ())
        history.store.feedback.save(answer.id, said)
    async with viva.run_test(size=(100, 30)) as pilot:
        screen = await progress(pilot)
        assert "(100%) in the same order. That is more than chance" in text(screen, "means")
        await pilot.press("down")
        await pilot.pause()
        assert "mentor" not in text(screen, "means")


async def test_answers_of_another_way_are_shown_apart(viva: VivaApp, history: World) -> None:
    async with viva.run_test(size=(100, 30)) as pilot:
        screen = await progress(pilot)
        newest, older = screen.series
        assert f"{len(older.answers)} answers not included" in text(screen, "analyzed")
        assert "viva reanalyze --outdated" in text(screen, "analyzed")
        assert "transcribed by base.en" in text(screen, "analyzed")
        assert f"{len(newest.answers)} answers on" in text(screen, "title")
        await pilot.press("w")
        await reckoned(pilot, screen)
        assert "transcribed by tiny.en" in text(screen, "analyzed")
        assert f"{len(older.answers)} answers on" in text(screen, "title")
        await pilot.press("w")
        assert "transcribed by base.en" in text(screen, "analyzed")


async def test_enter_lists_the_answers_of_a_week(viva: VivaApp, history: World) -> None:
    async with viva.run_test(size=(100, 30)) as pilot:
        screen = await progress(pilot)
        await pilot.press("left", "left")
        period = screen.chart.chosen
        assert period is not None and period.summary in text(screen, "week")
        await pilot.press("enter")
        some = await shown(pilot, SomeAnswers)
        assert len(some.list.options) == period.answers
        days = [a.recorded_at.date() for i in range(period.answers) if (a := some.list.at(i))]
        assert days == sorted(days, reverse=True)
        assert all(period.start <= day <= period.last for day in days)
        await pilot.press("enter")
        await shown(pilot, ReportScreen)
        await pilot.press("escape")
        await shown(pilot, SomeAnswers)
        await pilot.press("escape")
        assert await shown(pilot, ProgressScreen) is screen
        assert screen.chart.chosen == period


async def test_a_click_on_the_chart_chooses_a_week(viva: VivaApp, history: World) -> None:
    async with viva.run_test(size=(100, 30)) as pilot:
        screen = await progress(pilot)
        await pilot.click(screen.chart, offset=(8, 3))
        assert screen.chart.line is not None
        assert screen.chart.chosen == screen.chart.line.periods[0]


async def test_one_category_or_question_can_be_chosen(viva: VivaApp, history: World) -> None:
    async with viva.run_test(size=(100, 30)) as pilot:
        screen = await progress(pilot)
        whole = sum(len(each.answers) for each in screen.series)
        await pilot.press("f")
        choose = await shown(pilot, ChooseScope)
        first = choose.scopes[0]
        assert (first.kind, first.answers) == ("everything", whole)
        categories = [s for s in choose.scopes if s.kind == "category"]
        questions = [s for s in choose.scopes if s.kind == "question"]
        assert sum(s.answers for s in categories) == sum(s.answers for s in questions) == whole
        await pilot.press(*questions[0].label[:12].lower())
        await pilot.press("down", "up", "enter")
        await shown(pilot, ProgressScreen)
        await until(pilot, lambda: bool(screen.lines))
        assert questions[0].label in text(screen, "title")
        assert sum(len(each.answers) for each in screen.series) == questions[0].answers


async def test_a_search_that_finds_nothing_says_so(viva: VivaApp, history: World) -> None:
    async with viva.run_test() as pilot:
        screen = await progress(pilot)
        await pilot.press("f", *"zzz", "enter")
        choose = await shown(pilot, ChooseScope)
        assert choose.query_one("#none").display
        await pilot.press("escape")
        assert await shown(pilot, ProgressScreen) is screen


async def test_it_is_saved_as_page_and_table(viva: VivaApp, history: World) -> None:
    page, table = (
        history.locations.reports / f"progress-all-questions.{kind}" for kind in ("html", "csv")
    )
    async with viva.run_test(size=(100, 30)) as pilot:
        await progress(pilot)
        await pilot.press("h")
        await until(pilot, page.is_file)
        await pilot.press("c")
        await until(pilot, table.is_file)
    assert page.read_text("utf-8").count("<svg viewBox") == 20  # ten measures, two ways
    assert "tiny.en" in table.read_text("utf-8") and "base.en" in table.read_text("utf-8")


async def test_a_folder_that_cannot_be_written_is_said(viva: VivaApp, history: World) -> None:
    history.locations.reports.write_text("in the way")
    async with viva.run_test(notifications=True) as pilot:
        await progress(pilot)
        await pilot.press("h")
        await until(pilot, lambda: "create the folder" in screen_text(viva))


@pytest.mark.drawn
async def test_milestones(viva: VivaApp, history: World) -> None:
    async with viva.run_test(size=(100, 30)) as pilot:
        await progress(pilot)
        await pilot.press("m")
        await shown(pilot, MilestonesScreen)
        assert "Ten answers" in screen_text(viva) and "next" in screen_text(viva)
        await pilot.press("m")
        await shown(pilot, ProgressScreen)


async def test_an_answer_that_came_meanwhile_is_counted(viva: VivaApp, history: World) -> None:
    async with viva.run_test(size=(100, 30)) as pilot:
        screen = await progress(pilot)
        before = len(screen.answers)
        await pilot.press("enter")
        await shown(pilot, SomeAnswers)
        history.answered("tell-me-about-yourself", analysis=full())
        await pilot.press("escape")
        await shown(pilot, ProgressScreen)
        await reckoned(pilot, screen)
        assert len(screen.answers) == before + 1


async def test_of_many_answers_the_overall_comes_first_and_the_rest_follows(
    viva: VivaApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recorder.screens.progress.progress.MANY", 10)
    seen: list[tuple[bool, str]] = []
    begin = ProgressScreen.on_computed_progress

    def heard(self: ProgressScreen, event: ComputedProgress) -> None:
        seen.append((self._quick, event.name))
        begin(self, event)

    monkeypatch.setattr(ProgressScreen, "on_computed_progress", heard)
    async with viva.run_test(size=(100, 30)) as pilot:
        await pilot.press("g")
        screen = await shown(pilot, ProgressScreen)
        await until(pilot, lambda: len(screen.lines) == len(MAIN))
        assert seen[0] == (True, "overall")
        assert [name for quick, name in seen if not quick] == list(MAIN)


async def test_questions_of_people_are_text(app: VivaApp, world: World) -> None:
    store_hostile(world)
    async with app.run_test(size=(120, 40)) as pilot:
        await progress(pilot)
        await pilot.press("enter")
        await shown(pilot, SomeAnswers)
        check(app)


async def test_home_says_that_a_history_is_made_up(history: World) -> None:
    app = VivaApp(replace(history.services, made_up=demo_history.NOTICE))
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        assert "Sample history" in screen_text(app)
    small = VivaApp(replace(history.services, made_up=demo_history.NOTICE))
    async with small.run_test(size=(40, 12), notifications=True) as pilot:
        await until(pilot, lambda: "Sample history" in screen_text(small))


async def test_the_palette_and_answers_lead_on(viva: VivaApp, history: World) -> None:
    async with viva.run_test(size=(100, 30)) as pilot:
        await progress(pilot)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)
        await pilot.press("a")
        await shown(pilot, AnswersScreen)


@pytest.fixture
def snap(snap_compare: Snap, viva: VivaApp) -> Callable[..., bool]:
    def compare(before: Before, size: tuple[int, int]) -> bool:
        return snap_compare(viva, run_before=before, terminal_size=size)

    return compare


async def fillers(pilot: Pilot[None]) -> None:
    await progress(pilot)
    await pilot.press(*["down"] * 6, "left", "left")
    await pilot.pause()


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 20), (40, 12)], ids=named)
def test_fillers_over_ten_weeks(snap: Snap, history: World, size: tuple[int, int]) -> None:
    assert snap(fillers, size)


def test_it_reads_without_color(
    snap_compare: Snap, history: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(VivaApp(history.services), run_before=fillers, terminal_size=(100, 30))


def test_it_reads_by_day(snap: Snap, history: World) -> None:
    async def light(pilot: Pilot[None]) -> None:
        pilot.app.theme = LIGHT.name
        await fillers(pilot)

    assert snap(light, (100, 30))


def test_which_questions(snap: Snap, history: World) -> None:
    async def asked(pilot: Pilot[None]) -> None:
        await progress(pilot)
        await pilot.press("f")
        choose = await shown(pilot, ChooseScope)
        choose.query_one(Input).cursor_blink = False
        await pilot.pause()

    assert snap(asked, (80, 24))
