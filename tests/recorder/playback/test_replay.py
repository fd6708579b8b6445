"""Replay: moments with what came before, sentences, speeds, and devices that want another rate."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.types import Span
from recorder.playback.playable import PlaybackError
from recorder.playback.replay import Replay
from recorder.playback.sound_output import RateRefused
from tests.hand_output import HandOutput
from tests.microphone import write_wav
from tests.patience import PATIENCE

RATE = 16_000
SENTENCES = (Span(0.5, 3.0), Span(3.5, 6.0), Span(6.2, 8.0))


@pytest.fixture
def output() -> HandOutput:
    return HandOutput()


@pytest.fixture
def replay(output: HandOutput, tmp_path: Path) -> Iterator[Replay]:
    sound = write_wav(tmp_path / "a.wav", [0] * (8 * RATE), RATE)
    replay = Replay(sound, SENTENCES, output)
    yield replay
    replay.close()


async def test_space_plays_and_pauses(replay: Replay, output: HandOutput) -> None:
    await replay.toggle()
    output.play(RATE)
    assert replay.playing and replay.position == pytest.approx(0.9)
    await replay.toggle()
    assert not replay.playing
    await replay.toggle()
    assert replay.playing and replay.position == pytest.approx(0.9)


async def test_a_moment_begins_two_seconds_before_it(replay: Replay, output: HandOutput) -> None:
    await replay.play_moment(Span(4.0, 4.4))
    assert replay.position == 2.0
    output.play(8 * RATE)
    assert not replay.playing and replay.position == pytest.approx(5.4)
    await replay.play_moment(Span(0.7, 0.9))
    assert replay.position == 0.0


async def test_steps_go_by_the_sentence(replay: Replay) -> None:
    for way, start in ((1, 0.5), (1, 3.5), (1, 6.2), (1, 6.2), (-1, 3.5), (-1, 0.5), (-1, 0.5)):
        await replay.step(way)
        assert replay.position == pytest.approx(start)


async def test_a_step_back_within_a_sentence_goes_to_its_start(
    replay: Replay, output: HandOutput
) -> None:
    await replay.play(3.5)
    output.play(2 * RATE)
    await replay.step(-1)
    assert replay.position == pytest.approx(3.5)


async def test_another_speed_continues_at_the_same_moment(
    replay: Replay, output: HandOutput
) -> None:
    await replay.play(4.0)
    await replay.change_speed(-1)
    assert replay.speed == 0.75 and replay.playing
    assert replay.position == pytest.approx(4.0, abs=0.05)
    await replay.change_speed(-1)
    assert replay.speed == 0.75
    for _ in range(5):
        await replay.change_speed(1)
    assert replay.speed == 1.5


async def test_a_device_that_wants_another_rate_gets_a_copy(
    replay: Replay, output: HandOutput
) -> None:
    output.refusal = RateRefused(48_000)
    asked = []

    def open_output(sample_rate: int, *rest: object) -> HandOutput:
        asked.append(sample_rate)
        if sample_rate != 48_000:
            raise RateRefused(48_000)
        return output

    replay._player._open_output = open_output
    await replay.play(1.0)
    assert asked == [RATE, 48_000]


async def test_paused_while_the_device_refuses_it_stays_silent(
    replay: Replay, output: HandOutput
) -> None:
    output.opens.clear()
    output.refusal = RateRefused(48_000)
    playing = asyncio.create_task(replay.play(1.0))
    async with asyncio.timeout(PATIENCE):
        while not output.asked:
            await asyncio.sleep(0.001)
    replay.pause()
    output.opens.set()
    await playing
    assert output.asked == 1 and not replay.playing


async def test_paused_while_a_copy_at_another_rate_is_made_it_stays_silent(
    replay: Replay, output: HandOutput, monkeypatch: pytest.MonkeyPatch
) -> None:
    get = replay._playables.get

    async def paused(speed: float, sample_rate: int | None) -> Path:
        if sample_rate is not None and output.refusal:
            replay.pause()
        return await get(speed)

    monkeypatch.setattr(replay._playables, "get", paused)
    output.refusal = RateRefused(48_000)
    await replay.play(1.0)
    assert output.asked == 1 and not replay.playing and replay.position == 1.0
    output.refusal = None
    await replay.toggle()
    assert replay.playing and replay.position == 1.0


async def test_a_missing_recording_gives_one_sentence(tmp_path: Path) -> None:
    replay = Replay(tmp_path / "gone.wav")
    with pytest.raises(PlaybackError, match="no longer there"):
        await replay.toggle()
    replay.close()
