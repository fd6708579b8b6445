"""The stories screen: stories are written, changed, linked, deleted, and restored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, SelectionList

from recorder.app.app import VivaApp
from recorder.messages import GoHome
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.stories.stories import StoriesScreen
from recorder.screens.stories.story_choice import StoryChoice
from recorder.screens.stories.story_form import BOTH_SAVED, StoryForm
from recorder.screens.stories.story_links import StoryLinks
from recorder.screens.stories.without_story import WithoutStory
from recorder.stories.fit import NARRATIVE
from sessions.errors import StoreError
from sessions.stories.types import LONGEST
from tests.screens.driving import notices, shown, until
from tests.screens.fakes import World
from tests.screens.pictures import Snap, named
from tests.screens.samples import HOSTILE
from tests.screens.stories.samples import DOSE, HOME, MINE, fill
from tests.screens.test_hostile_text import screen_text


async def opened(pilot: Pilot[None]) -> StoriesScreen:
    await shown(pilot, HomeScreen)
    await pilot.press("b")
    return await shown(pilot, StoriesScreen)


async def typed(pilot: Pilot[None], *lines: str) -> None:
    """Write into one line after another."""
    for line in lines:
        focused = pilot.app.focused
        assert isinstance(focused, Input)
        focused.value = line
        await pilot.press("enter")


async def test_a_newcomer_begins_with_the_narrative(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        assert "For example" in screen_text(app)
        await pilot.press("enter")
        await shown(pilot, StoryForm)
        await typed(pilot, "From Lagos", "ward, mother a nurse", "boy, 18", "2 electives", "both")
        await pilot.press("escape")
        screen = await shown(pilot, StoriesScreen)
        await until(pilot, lambda: screen.list.option_count == 1)
        assert "From Lagos" in screen_text(app)
    (kept,) = world.store.stories.all()
    assert kept.form == "narrative"
    assert kept.cues == ("ward, mother a nurse", "boy, 18", "2 electives", "both")
    assert set(kept.questions) == set(NARRATIVE)
    assert set(kept.kinds) == {"background", "motivational"}


async def test_a_story_is_written_with_tags_and_kinds(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 50)) as pilot:
        await opened(pilot)
        await pilot.click("#star")
        form = await shown(pilot, StoryForm)
        await typed(pilot, " The  wrong dose ", "night", "dose", "stopped", "no harm", "read back")
        await typed(pilot, "mistake, , Teamwork,mistake")
        assert form.query_one(SelectionList).has_focus
        await pilot.press("down", "space")
        await pilot.click("#keep")
        await shown(pilot, StoriesScreen)
    (kept,) = world.store.stories.all()
    assert (kept.title, kept.tags) == ("The wrong dose", ("mistake", "Teamwork"))
    assert kept.kinds == ("behavioural", "ethical")


async def test_long_cues_get_a_note_and_are_saved(app: VivaApp, world: World) -> None:
    long = "On a night shift the senior resident and I disagreed on when to discharge a child"
    async with app.run_test(size=(100, 50)) as pilot:
        await opened(pilot)
        await pilot.press("n")
        form = await shown(pilot, StoryForm)
        note = form.query_one("#line-situation .note")
        await typed(pilot, "A story", long[:70])
        assert not note.display
        form.query_one("#line-situation Input", Input).value = long
        await until(pilot, lambda: bool(note.display))
        assert "81 characters. Full sentences make you recite" in screen_text(app)
        form.query_one("#line-task Input", Input).value = "x" * (LONGEST + 50)
        await pilot.press("escape")
        await shown(pilot, StoriesScreen)
    (kept,) = world.store.stories.all()
    assert kept.cues[0] == long and len(kept.cues[1]) >= LONGEST


@pytest.mark.parametrize("way", ["home", "quit"])
async def test_a_story_is_saved_however_the_form_is_left(
    app: VivaApp, world: World, way: str
) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("n")
        form = await shown(pilot, StoryForm)
        await typed(pilot, "", "night float, full census, two interns")
        if way == "home":
            form.post_message(GoHome())
            await shown(pilot, HomeScreen)
        else:
            await pilot.press("ctrl+q")
    (kept,) = world.store.stories.all()
    assert kept.title == "night float, full census, two"
    assert kept.cues[0] == "night float, full census, two interns"


async def test_changes_in_two_windows_are_both_saved(app: VivaApp, world: World) -> None:
    before = world.store.stories.keep(DOSE)
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("down", "enter")
        await shown(pilot, StoryForm)
        other = (before.cues[0], "their task", *before.cues[2:])
        world.store.stories.keep(replace(before, cues=other, tags=("theirs",)))
        await typed(pilot, "My title")
        await pilot.press("escape")
        await shown(pilot, StoriesScreen)
        assert [n.message for n in notices(app)] == [BOTH_SAVED]
    (kept,) = world.store.stories.all()
    assert (kept.title, kept.cues, kept.tags) == ("My title", other, ("theirs",))


async def test_a_story_deleted_in_another_window_is_saved_again(app: VivaApp, world: World) -> None:
    before = world.store.stories.keep(DOSE)
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("down", "enter")
        await shown(pilot, StoryForm)
        world.store.stories.remove(before.id)
        await typed(pilot, "My title")
        await pilot.press("escape")
        await shown(pilot, StoriesScreen)
    assert [story.title for story in world.store.stories.all()] == ["My title"]


async def test_an_empty_form_saves_nothing(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("n")
        await shown(pilot, StoryForm)
        await pilot.press("escape")
        await shown(pilot, StoriesScreen)
    assert world.store.stories.all() == ()


async def test_changes_can_be_discarded(app: VivaApp, world: World) -> None:
    kept = world.store.stories.keep(DOSE)
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("down", "enter")
        await shown(pilot, StoryForm)
        await typed(pilot, "Another title")
        await pilot.press("ctrl+r")
        await shown(pilot, StoriesScreen)
    assert world.store.stories.all() == (kept,)


@pytest.mark.slow
async def test_a_repeated_title_gets_a_number(app: VivaApp, world: World) -> None:
    world.store.stories.keep(DOSE)
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("n")
        await shown(pilot, StoryForm)
        await typed(pilot, "the wrong DOSE")
        await pilot.press("escape")
        await shown(pilot, StoriesScreen)
    assert [s.title for s in world.store.stories.all()] == ["The wrong dose", "the wrong DOSE 2"]


async def test_looking_changes_nothing(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kinds that the form does not offer also stay, in their own order."""
    world.store.stories.keep(replace(DOSE, kinds=("asking", "ethical", "behavioural")))
    kept: list[object] = []
    monkeypatch.setattr(world.store.stories, "keep", kept.append)
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("down", "enter")
        form = await shown(pilot, StoryForm)
        assert form.written.title == DOSE.title
        await pilot.press("escape")
        await shown(pilot, StoriesScreen)
    assert kept == []


async def test_a_store_error_leaves_the_form_open(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise StoreError("The disk is full.")

    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await pilot.press("n")
        form = await shown(pilot, StoryForm)
        await typed(pilot, "The wrong dose")
        with monkeypatch.context() as patch:
            patch.setattr(world.store.stories, "keep", refuse)
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is form
        await pilot.press("escape")
        await shown(pilot, StoriesScreen)
    assert [story.title for story in world.store.stories.all()] == ["The wrong dose"]


async def test_deleting_can_be_undone(app: VivaApp, world: World) -> None:
    made = fill(world)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("down", "x")
        await until(pilot, lambda: screen.list.option_count == 2)
        assert world.store.stories.tellings() == ()
        await pilot.press("u")
        await until(pilot, lambda: screen.list.option_count == 3)
        assert screen.chosen is not None and screen.chosen.title == DOSE.title
        await pilot.press("u")  # nothing more to bring back
    assert len(world.store.stories.tellings()) == 4
    assert made[DOSE.title] not in [story.id for story in world.store.stories.all()]


@pytest.mark.parametrize("away", ["u", "escape", "n", "w", "f1"])
async def test_undo_is_offered_only_while_it_works(app: VivaApp, world: World, away: str) -> None:
    fill(world)
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await pilot.press("x", "x")
        await until(pilot, lambda: len(notices(app)) == 1)  # u undoes the last one only
        assert "Press u to undo" in notices(app)[0].message
        await pilot.press(away)
        await until(pilot, lambda: not notices(app))


async def test_deleting_the_last_story_shows_how_to_begin(app: VivaApp, world: World) -> None:
    world.store.stories.keep(MINE)
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await pilot.press("x")
        await until(pilot, lambda: "For example" in screen_text(app))
        await pilot.press("u")
        await until(pilot, lambda: MINE.title in screen_text(app))


async def test_an_overused_story_says_why(app: VivaApp, world: World) -> None:
    fill(world)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("down")
        await pilot.pause()
        drawn = " ".join(screen_text(app).split())
        assert "! 4×, overused" in drawn
        assert "You told this story for 4 of your last 4 questions" in drawn
        assert "Could also answer" in drawn


async def test_questions_are_linked_by_search(app: VivaApp, world: World) -> None:
    world.store.stories.keep(replace(DOSE, questions=()))
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await pilot.press("down", "l")
        links = await shown(pilot, StoryLinks)
        ids = [option.id for option in links.marks.options]
        assert ids.index("a-mistake") < 4, "what may fit comes first"
        links.marks.highlighted = ids.index("a-mistake")
        await pilot.press("enter", "slash", *"bad news", "down", "space")
        await pilot.pause()
        assert "answers 2 questions" in screen_text(app)
        await pilot.press("slash", "/")
        assert links.search.value == "/", "a new search begins; a slash in it is a letter"
        await pilot.press("escape")
        assert links.search.value == ""
        await pilot.press("home", "enter")  # a mark is taken away
        await pilot.press("escape")
        await shown(pilot, StoriesScreen)
    (kept,) = world.store.stories.all()
    assert kept.questions == ("telling-bad-news",)


async def test_questions_without_a_story_get_one(app: VivaApp, world: World) -> None:
    fill(world)
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot)
        await pilot.press("w")
        screen = await shown(pilot, WithoutStory)
        ids = [option.id for option in screen.list.options]
        assert "a-mistake" not in ids and "team-conflict" not in ids  # linked; told
        screen.list.highlighted = ids.index("working-under-a-bad-plan")
        await pilot.press("enter")
        await shown(pilot, StoryChoice)
        assert "Too early home  fits: conflict" in screen_text(app)
        await pilot.press("enter")
        await shown(pilot, WithoutStory)
        await until(pilot, lambda: len(screen.list.options) == len(ids) - 1)
        await pilot.press("enter")
        await shown(pilot, StoryChoice)
        await pilot.press("end", "enter")
        await shown(pilot, StoryForm)
        await typed(pilot, "New one")
        await pilot.press("escape")
        await shown(pilot, WithoutStory)
        await until(pilot, lambda: len(screen.list.options) == len(ids) - 2)
        await pilot.press("p")
        await shown(pilot, PracticeScreen)
    by_title = {story.title: story for story in world.store.stories.all()}
    assert by_title[HOME.title].questions == ("working-under-a-bad-plan",)
    (linked,) = by_title["New one"].questions
    assert by_title["New one"].kinds == (world.services.bank.get(linked).kind,)


async def test_every_question_with_a_story(app: VivaApp, world: World) -> None:
    everything = tuple(question.id for question in world.services.bank.questions)
    world.store.stories.keep(replace(DOSE, questions=(*everything, "own-gone")))
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("down")
        await until(pilot, lambda: "no longer in the question bank" in screen_text(app))
        await pilot.press("w")
        await shown(pilot, WithoutStory)
        await until(pilot, lambda: "You're well prepared" in screen_text(app))
        await pilot.press("enter", "p", "escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)


@pytest.mark.slow
async def test_hostile_words_are_shown_literally(app: VivaApp, world: World) -> None:
    hostile = replace(DOSE, title=HOSTILE, cues=(HOSTILE,) * 5, tags=(HOSTILE,))
    world.store.stories.keep(hostile)
    async with app.run_test(size=(160, 50)) as pilot:
        await opened(pilot)
        await pilot.press("down")
        for key, kind in (("l", StoryLinks), ("w", WithoutStory), ("enter", StoryForm)):
            await pilot.pause()
            assert "[bold red]x[/]" in screen_text(app) and "\x1b" not in screen_text(app)
            await pilot.press(key)
            await shown(pilot, kind)
            assert "\x1b" not in screen_text(app)
            if kind is WithoutStory:
                await pilot.press("enter")
                await shown(pilot, StoryChoice)
                assert "[bold red]x[/]" in screen_text(app)
                await pilot.press("escape")
            if kind is not StoryForm:
                await pilot.press("escape")
                await shown(pilot, StoriesScreen)
        assert "[bold red]x[/]" in screen_text(app)
        await pilot.press("x")
        await pilot.pause()
        assert "\x1b" not in screen_text(app)


SIZES = pytest.mark.parametrize("size", [(100, 30), (60, 20), (40, 12)], ids=named)


@SIZES
def test_picture_for_a_newcomer(
    snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)

    assert snap_compare(app, run_before=before, terminal_size=size)


@SIZES
def test_picture_of_the_stories(
    snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("down")
        await pilot.pause()

    fill(world)
    assert snap_compare(app, run_before=before, terminal_size=size)


@SIZES
def test_picture_of_the_form(
    snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("enter")
        form = await shown(pilot, StoryForm)
        for line in form.query(Input):
            line.cursor_blink = False
        await pilot.press("down", "down")
        await pilot.pause()

    trigger = "In my last year I met a boy of 18 with sickle cell disease and nobody took over"
    world.store.stories.keep(replace(MINE, cues=(MINE.cues[0], trigger, "", "")))
    assert snap_compare(app, run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", [(100, 30), (60, 20)], ids=named)
def test_picture_of_the_links(
    snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("down", "l")
        await shown(pilot, StoryLinks)

    fill(world)
    assert snap_compare(app, run_before=before, terminal_size=size)


@pytest.mark.drawn  # drawn only at its end, this picture differs
@pytest.mark.parametrize("size", [(100, 30), (60, 20)], ids=named)
def test_picture_of_questions_without_a_story(
    snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("w")
        await shown(pilot, WithoutStory)

    fill(world)
    assert snap_compare(app, run_before=before, terminal_size=size)
