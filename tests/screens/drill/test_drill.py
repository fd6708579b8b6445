"""The drill: a term is read aloud and understood or not, and the voice is never saved."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from functools import partial

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, OptionList, Static
from textual.widgets._footer import FooterKey

from analysis.types import Analysis, Transcript, Word
from recorder import messages
from recorder.analyst.client import DIED, AnalysisFailed
from recorder.app.app import VivaApp
from recorder.microphone.types import BlockListener, Ended
from recorder.playback import voice
from recorder.recording.take import Take
from recorder.screens.drill.drill import DrillScreen
from recorder.screens.drill.topics import Topics
from recorder.screens.home.home import HomeScreen
from recorder.screens.settings.settings import SettingsScreen
from tests.examples import one_more
from tests.screens.driving import shown, speaking, until
from tests.screens.fakes import FakeStream, World
from tests.screens.pictures import Snap, named
from tests.screens.samples import HOSTILE, full

FIRST = "bronchiolitis"


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the takes' clock and the computer's voice."""
    monkeypatch.setattr("recorder.drill.attempt.Take", partial(Take, clock=lambda: 0.0))
    monkeypatch.setattr("recorder.playback.voice.find", lambda: None)


def written(*words: str) -> Analysis:
    """An analysis with these words."""
    spoken = tuple(Word(0.5 * i, 0.5 * i + 0.4, word, 0.9) for i, word in enumerate(words))
    return replace(full(), transcript=Transcript(spoken, 2.0, "en", "base.en"))


async def opened(pilot: Pilot[None]) -> DrillScreen:
    await pilot.press("t")
    screen = await shown(pilot, DrillScreen)
    await until(pilot, lambda: screen.listener.stage in ("ready", "missing"))
    await pilot.pause()
    return screen


async def saying(pilot: Pilot[None], screen: DrillScreen, world: World, peak: int = 8000) -> Take:
    """Start an attempt and say something."""
    await pilot.press("space")
    await until(pilot, lambda: screen.listener.stage == "recording")
    world.microphone.speak(1.0, peak)
    take = screen.take
    assert take is not None
    await until(pilot, lambda: not take.unwritten and take.elapsed >= 1.0)
    if peak:
        await until(pilot, lambda: screen.listener.spoken)
    return take


async def said(pilot: Pilot[None], screen: DrillScreen, world: World, *words: str) -> None:
    """Make a whole attempt that is transcribed as these words."""
    world.analyst.outcome = written(*words)
    await saying(pilot, screen, world)
    await pilot.press("space")
    await over(pilot, screen)


async def over(pilot: Pilot[None], screen: DrillScreen) -> None:
    await until(
        pilot, lambda: not screen.in_progress and screen.listener.stage in ("ready", "missing")
    )
    await pilot.pause()


def text(screen: DrillScreen, *names: str) -> str:
    names = names or ("outcome", "next")
    return " ".join(str(screen.query_one(f"#{name}", Static).render()) for name in names)


def sounds(world: World) -> list[str]:
    return [path.name for path in world.locations.data.rglob("*.wav")]


async def test_a_term_that_is_understood(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert text(screen, "term", "say") == f"{FIRST} brong-kee-oh-LY-tis"
        await said(pilot, screen, world, FIRST)
        assert text(screen) == f"✓ understood: {FIRST} Understood."
        assert "not you" in text(screen, "caution")
        assert not sounds(world)
        (job,) = world.analyst.jobs
        assert job.model == world.model
        assert not job.path.exists()
    (kept,) = world.store.drills.of(FIRST)
    assert (kept.outcome, kept.heard, kept.model) == ("heard", FIRST, "base.en")
    assert not world.store.answers()


async def test_after_two_misses_the_next_step_is_to_listen(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await said(pilot, screen, world, "bronchitis")
        assert text(screen) == "~ nearly: heard as “bronchitis” Say it again."
        await said(pilot, screen, world, "the", "bronze", "key")
        assert "✗ not understood" in text(screen)
        assert "Missed twice. Listen to the term, then say it again." in text(screen)
        assert screen.query_one("#hear", Button).variant == "primary"
    assert world.store.drills.outcomes()[FIRST] == ("nearly", "not_understood")


async def test_a_silence_ends_the_attempt(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        world.analyst.outcome = written(FIRST)
        take = await saying(pilot, screen, world)
        world.microphone.speak(0.1, peak=20)
        await until(pilot, lambda: not take.unwritten)  # it is quiet, and has not been for long
        world.microphone.speak(1.5, peak=20)
        await over(pilot, screen)
        assert "✓" in text(screen)


async def test_silence_does_not_count_as_an_attempt(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await saying(pilot, screen, world, peak=0)
        await pilot.press("space")
        await over(pilot, screen)
        assert "Viva didn't hear anything." in text(screen)
    assert not world.analyst.jobs
    assert not world.store.drills.outcomes()
    assert not sounds(world)


async def test_the_device_fails_in_the_middle(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await saying(pilot, screen, world)
        world.microphone.unplug()
        await over(pilot, screen)
        assert "The recording stopped" in text(screen)
        assert not sounds(world)
        await said(pilot, screen, world, FIRST)  # the drill continues
        assert "✓" in text(screen)


async def test_a_microphone_that_refuses(app: VivaApp, world: World) -> None:
    world.microphone.problem = "The microphone is used by another program."
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("space")
        await until(pilot, lambda: screen.listener.stage == "missing")
        await over(pilot, screen)
        assert "another program" in text(screen, "warning")
        assert not list(world.locations.data.glob("try-*"))
        world.microphone.problem = None
        await pilot.press("space")
        await until(pilot, lambda: screen.listener.stage == "ready")
        await said(pilot, screen, world, FIRST)


async def test_the_analysis_fails(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await saying(pilot, screen, world)
        world.analyst.outcome = AnalysisFailed(DIED)
        await pilot.press("space")
        await over(pilot, screen)
        assert "doesn't count" in text(screen)
        assert not sounds(world)
    assert not world.store.drills.outcomes()


async def test_transcribing_can_be_canceled(app: VivaApp, world: World) -> None:
    world.analyst.gate = asyncio.Event()
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await saying(pilot, screen, world)
        await pilot.press("space")
        await until(pilot, lambda: bool(world.analyst.jobs))
        assert "Transcribing" in text(screen)
        await pilot.press("n")  # not now
        await pilot.press("escape")
        await over(pilot, screen)
        assert world.analyst.canceled
        assert "Canceled" in text(screen)
        assert text(screen, "term") == FIRST
        assert not sounds(world)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)


async def test_the_footer_says_what_space_does_now(app: VivaApp, world: World) -> None:
    def space() -> str:
        return next(k.description for k in app.screen.query(FooterKey) if k.key == "space")

    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot)
        await pilot.pause()
        assert space() == "Read"
        await saying(pilot, screen, world)
        await until(pilot, lambda: space() == "Done")
        await pilot.press("r")
        await over(pilot, screen)
        await until(pilot, lambda: space() == "Read")


async def test_recording_can_be_canceled(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await saying(pilot, screen, world)
        await pilot.press("escape")
        await over(pilot, screen)
        assert "Canceled" in text(screen)
    assert not world.analyst.jobs
    assert not sounds(world)


@pytest.mark.parametrize("while_hearing", [True, *one_more(False)])
async def test_leaving_in_the_middle_leaves_no_recording(
    app: VivaApp, world: World, while_hearing: bool
) -> None:
    world.analyst.gate = asyncio.Event()
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await saying(pilot, screen, world)
        if while_hearing:
            await pilot.press("space")
            await until(pilot, lambda: bool(world.analyst.jobs))
        screen.post_message(messages.GoHome())
        await shown(pilot, HomeScreen)
        await until(pilot, lambda: not sounds(world))
        assert world.microphone.stream.closed
    assert not list(world.locations.data.glob("try-*"))


async def test_quitting_in_the_middle_leaves_no_recording(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await saying(pilot, screen, world)
        await pilot.press("ctrl+q")
    assert world.microphone.stream.closed
    assert not list(world.locations.data.glob("try-*"))


async def test_without_a_model_the_screen_says_how_to_get_one(app: VivaApp, world: World) -> None:
    world.model = None
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert "viva model pull base" in text(screen, "caution")
        await pilot.press("space")
        await pilot.pause()
        assert screen.listener.stage == "ready"
        assert "speech model" in text(screen)


@pytest.mark.slow
async def test_a_newly_installed_model_is_noticed(app: VivaApp, world: World) -> None:
    there, world.model = world.model, None
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("s")
        await shown(pilot, SettingsScreen)
        world.model = there
        await pilot.press("escape")
        await shown(pilot, DrillScreen)
        assert "not you" in text(screen, "caution")
        await until(pilot, lambda: screen.listener.stage == "ready")
        await said(pilot, screen, world, FIRST)
        assert "✓" in text(screen)


async def test_canceled_while_the_microphone_opens(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening, go = world.microphone.open, threading.Event()

    def slowly(heard: BlockListener, ended: Ended) -> FakeStream:
        go.wait(10)
        return opening(heard, ended)

    monkeypatch.setattr(world.microphone, "open", slowly)
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("space")
        await until(pilot, lambda: screen.listener.stage == "opening")
        await pilot.press("escape")
        go.set()
        await until(pilot, lambda: "Canceled" in text(screen))
        await over(pilot, screen)
        assert world.microphone.stream.closed
    assert not list(world.locations.data.glob("try-*"))


async def test_the_palette_leaves_an_answer_alone(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 2)
        practice.post_message(messages.ShowDrill())
        await pilot.pause()
        assert app.screen is practice
        assert practice.panel.stage == "recording"


async def test_a_computer_without_a_voice_says_so(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("p")
        await until(pilot, lambda: "no speech engine" in text(screen, "warning"))


async def test_the_computer_says_the_term(app: VivaApp, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []

    class Fake(voice.Voice):
        async def speak(self, text: str) -> bool:
            spoken.append(text)
            raise OSError("gone")

    monkeypatch.setattr("recorder.playback.voice.find", lambda: voice.Engine("fake", ("false",)))
    monkeypatch.setattr("recorder.playback.voice.Voice", Fake)
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("p")
        await until(pilot, lambda: "isn't working" in text(screen, "warning"))
    assert spoken == [FIRST]


async def test_from_term_to_term_and_topic_to_topic(app: VivaApp, world: World) -> None:
    world.store.drills.add("sepsis", "not_understood", "", "base.en")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot)
        assert text(screen, "term") == "sepsis"  # what was missed comes first
        await pilot.press("n")
        assert text(screen, "term") == FIRST
        await pilot.press("b", "b")
        assert "196 of 196" in text(screen, "where")
        await pilot.click("#next-term")
        assert text(screen, "term") == "sepsis"
        await pilot.click("#topics")
        topics = await shown(pilot, Topics)
        topics.query_one(OptionList).highlighted = 1
        await pilot.press("enter")
        await shown(pilot, DrillScreen)
        await until(pilot, lambda: "1 of 1" in text(screen, "where"))


async def test_hostile_words_are_shown_literally(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await said(pilot, screen, world, HOSTILE)
        assert "[bold red]" in text(screen)
        assert "\x1b" not in text(screen)


SIZES = pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids=named)


@SIZES
def test_picture_of_a_term(
    snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)

    assert snap_compare(app, run_before=before, terminal_size=size)


@SIZES
def test_picture_of_two_misses(
    snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        await said(pilot, screen, world, "bronchitis")
        await said(pilot, screen, world, "the", "bronze", "key")

    assert snap_compare(app, run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=named)
def test_picture_without_a_model(
    snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)

    world.model = None
    assert snap_compare(app, run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=named)
def test_picture_of_the_topics(
    snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("t")
        await shown(pilot, Topics)

    assert snap_compare(app, run_before=before, terminal_size=size)
