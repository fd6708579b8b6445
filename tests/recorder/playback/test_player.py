"""Playing: from a moment to a moment, at any speed, and knowing what is being heard."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from recorder.playback.player import Player
from recorder.playback.sound_output import OutputError, RateRefused
from tests.hand_output import HandOutput
from tests.microphone import write_wav
from tests.patience import PATIENCE

RATE = 1000


@pytest.fixture
def output() -> HandOutput:
    return HandOutput()


@pytest.fixture
def player(output: HandOutput, tmp_path: Path) -> Player:
    """Four seconds in which each sample encodes its own position."""
    player = Player(output)
    player.load(write_wav(tmp_path / "a.wav", list(range(4 * RATE)), RATE))
    return player


async def opening(output: HandOutput) -> None:
    """Wait for a thread to open the output."""
    async with asyncio.timeout(PATIENCE):
        while not output.asked:
            await asyncio.sleep(0.001)


async def test_it_plays_from_a_moment_to_a_moment(player: Player, output: HandOutput) -> None:
    await player.play(1.0, 1.5)
    output.play(300)
    assert player.playing and player.position == pytest.approx(1.2)
    output.play(300)
    assert output.heard == list(range(1000, 1500))
    assert not player.playing and player.position == 1.5


async def test_the_position_is_what_is_heard_and_not_what_was_handed_over(
    player: Player, output: HandOutput
) -> None:
    await player.play(2.0)
    assert player.position == 2.0
    output.play(50)
    assert player.position == 2.0
    output.play(250)
    assert player.position == pytest.approx(2.2)


async def test_after_a_pause_it_continues_where_it_was_heard(
    player: Player, output: HandOutput
) -> None:
    await player.play(0.0)
    output.play(600)
    player.pause()
    assert not player.playing and player.position == pytest.approx(0.5) and output.open == 0
    await player.play()
    output.play(1)
    assert output.heard[-1] == 500


async def test_at_the_end_it_begins_again(player: Player, output: HandOutput) -> None:
    await player.play(3.9)
    output.play(200)
    assert not player.playing and player.position == 4.0
    await player.play()
    output.play(1)
    assert output.heard[-1] == 0


async def test_one_stream_at_a_time(player: Player, output: HandOutput) -> None:
    await player.play(0.0)
    await player.play(1.0)
    await player.seek(2.0)
    output.play(1)
    assert output.open == 1 and output.heard == [2000]


async def test_paused_while_the_device_opens_it_stays_silent(
    player: Player, output: HandOutput
) -> None:
    output.opens.clear()
    playing = asyncio.create_task(player.play(1.0))
    await opening(output)
    assert player.playing and player.position == 1.0
    player.pause()
    assert not player.playing
    output.opens.set()
    await playing
    output.play(100)
    assert output.open == 0 and not output.heard
    assert not player.playing and player.position == 1.0


async def test_of_two_plays_while_the_device_opens_the_last_is_heard(
    player: Player, output: HandOutput
) -> None:
    output.opens.clear()
    both = [asyncio.create_task(player.play(1.0)), asyncio.create_task(player.play(2.0))]
    await opening(output)
    both[0].cancel()
    output.opens.set()
    await asyncio.wait(both)
    output.play(1)
    assert output.open == 1 and output.heard == [2000]


async def test_the_end_of_an_earlier_stream_does_not_end_the_next(
    player: Player, output: HandOutput
) -> None:
    await player.play(0.0)
    earlier = output._ended
    await player.play(1.0)
    earlier()
    assert player.playing


class Meanwhile(int):
    """A number of frames; something is done while the callback counts them."""

    do: Callable[[], None]

    def __radd__(self, other: int) -> int:
        self.do()
        return other + int(self)


async def test_a_callback_that_is_under_way_does_not_move_the_moment_of_a_pause(
    player: Player, output: HandOutput
) -> None:
    await player.play(1.0)
    frames = Meanwhile(500)
    frames.do = player.pause
    output._fill(frames)
    assert player.position == 1.0


class SlowHandover(Player):
    """Set an open output only after giving the person time to pause."""

    keeps: threading.Event
    paused: threading.Event

    def __setattr__(self, name: str, value: object) -> None:
        if name == "_output" and value is not None:
            self.keeps.set()
            self.paused.wait(0.1)
        super().__setattr__(name, value)


async def test_an_output_that_opens_during_a_pause_is_closed(
    output: HandOutput, tmp_path: Path
) -> None:
    player = SlowHandover(output)
    player.keeps, player.paused = threading.Event(), threading.Event()
    player.load(write_wav(tmp_path / "a.wav", [0] * RATE, RATE))
    playing = asyncio.create_task(player.play())
    assert await asyncio.to_thread(player.keeps.wait, PATIENCE)
    player.pause()
    player.paused.set()
    await playing
    assert output.open == 0


async def test_a_device_that_hangs_holds_up_no_other_thread(
    player: Player, output: HandOutput
) -> None:
    output.opens.clear()
    plays = [asyncio.create_task(player.play(1.0))]
    await opening(output)
    plays += [asyncio.create_task(player.play(1.0)) for _ in range(40)]
    await asyncio.sleep(0.01)
    try:
        async with asyncio.timeout(PATIENCE / 2):
            await asyncio.to_thread(str)
    finally:
        output.opens.set()
        await asyncio.wait(plays)
    assert output.open == 1


async def test_a_canceled_play_that_fails_is_not_reported(
    player: Player, output: HandOutput
) -> None:
    reported: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, report: reported.append(report))
    output.opens.clear()
    playing = asyncio.create_task(player.play(1.0))
    await opening(output)
    playing.cancel()
    await asyncio.wait([playing])
    output.refusal = OutputError("It doesn't answer.")
    output.opens.set()
    async with asyncio.timeout(PATIENCE):
        while player.playing:
            await asyncio.sleep(0.001)
    await asyncio.sleep(0.01)
    gc.collect()
    assert not reported


async def test_a_refusal_after_a_pause_is_not_reported(player: Player, output: HandOutput) -> None:
    output.opens.clear()
    playing = asyncio.create_task(player.play(1.0))
    await opening(output)
    player.pause()
    output.refusal = RateRefused(48_000)
    output.opens.set()
    await playing
    assert not player.playing and player.position == 1.0


async def test_a_slower_copy_keeps_the_recordings_times(
    player: Player, output: HandOutput, tmp_path: Path
) -> None:
    await player.seek(1.0)
    player.load(write_wav(tmp_path / "slow.wav", list(range(8 * RATE)), RATE), 0.5)
    assert player.duration == 4.0 and player.position == 1.0
    await player.play(end=2.0)
    output.play(1)
    assert output.heard == [2000]
    output.play(3000)
    assert output.heard[-1] == 3999 and player.position == 2.0


async def test_a_refusal_leaves_it_silent(player: Player, output: HandOutput) -> None:
    output.refusal = RateRefused(48_000)
    with pytest.raises(RateRefused):
        await player.play(0.0)
    assert not player.playing


def test_a_missing_recording_gives_one_sentence(output: HandOutput, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="can't be read"):
        Player(output).load(tmp_path / "missing.wav")


async def test_closing_ends_the_thread(player: Player) -> None:
    before = set(threading.enumerate())
    await player.play(0.0)
    (thread,) = set(threading.enumerate()) - before
    player.close()
    await asyncio.to_thread(thread.join, PATIENCE)
    assert not thread.is_alive()
