"""Cuts: the same however the sound comes, in pauses, and joined by words where there is none."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from analysis.sound.audio import RATE, Samples
from analysis.transcription.chunking import LONGEST, OVERLAP, Chunk, Chunker
from tests.analysis.sounds import answer, hush, phrase


def cut(sound: Samples, *, block: int | None = None) -> list[Chunk]:
    """Cut a sound that comes whole, or in blocks."""
    cutter = Chunker()
    chunks = []
    for at in range(0, len(sound), block or len(sound) or 1):
        chunks += cutter.feed(sound[at : at + (block or len(sound))])
    return [*chunks, *cutter.end()]


def phrases(*pauses: float) -> Samples:
    """Phrases of 3.94 s, each followed by a pause of the given length in seconds."""
    parts = [hush(0.5)]
    for n, pause in enumerate(pauses):
        parts += [phrase(20), hush(pause, seed=n)]
    return answer(parts)


def seconds(chunks: list[Chunk]) -> list[float]:
    return [chunk.end / RATE for chunk in chunks]


def test_a_pause_ends_a_chunk_in_its_middle() -> None:
    chunks = cut(phrases(0.4, 0.4, 0.4, 0.4, 1.0, 0.4, 0.4, 0.4, 0.4, 1.0, 0.3))
    first = 0.5 + 5 * 3.94 + 4 * 0.4
    assert first + 0.2 < seconds(chunks)[0] < first + 0.8
    assert not any(chunk.silent for chunk in chunks)
    assert all(chunk.heard_to == chunk.end for chunk in chunks)


@pytest.mark.parametrize("block", [37, 1600, 16_000, 100_001])
def test_cuts_lie_at_the_same_places_however_the_sound_comes(block: int) -> None:
    sound = phrases(0.4, 1.0, 0.3, 2.0, 5.0, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.9)
    assert cut(sound, block=block) == cut(sound)


def test_chunks_cover_the_whole_recording_in_order() -> None:
    sound = phrases(0.4, 1.0, 7.0, 0.3, 0.9)[:-123]
    chunks = cut(sound)
    assert chunks[0].start == 0 and chunks[-1].end == len(sound)
    assert all(a.end == b.start for a, b in pairwise(chunks))


def test_without_a_pause_both_sides_hear_a_second_of_each_other() -> None:
    sound = phrases(*[0.05] * 12)
    first, second, *_ = cut(sound)
    assert first.end <= LONGEST * RATE // 100
    assert first.heard_to - first.end == OVERLAP * RATE // 100
    assert second.start - second.heard_from == OVERLAP * RATE // 100
    assert second.start == first.end


def test_a_long_silence_is_a_chunk_of_its_own_that_nobody_need_write_down() -> None:
    chunks = cut(phrases(6.0, 20.0, 1.0))
    silent = sum(c.end - c.start for c in chunks if c.silent) / RATE
    assert 15 < silent < 27
    assert all((c.end - c.start) / RATE < 16 for c in chunks if not c.silent)


def test_silence_alone_is_silent() -> None:
    for sound in (np.zeros(30 * RATE, np.float32), hush(30)):
        assert all(chunk.silent for chunk in cut(sound))


def test_nothing_has_no_chunks() -> None:
    assert cut(np.zeros(0, np.float32)) == []
    assert len(cut(np.zeros(3, np.float32))) == 1


CLICK = np.asarray(0.2 * np.hanning(320), np.float32)
"""A key, 20 ms long."""

BREATH = 9e-4
"""Level of a breath: 12 dB above the background, and 29 dB below the voice."""


def foreseen(sound: Samples) -> tuple[Chunk | None, list[Chunk]]:
    """What is foreseen after the sound, and the chunks if it ends there."""
    cutter = Chunker()
    chunks = cutter.feed(sound)
    return cutter.paused(), [*chunks, *cutter.end()]


@pytest.mark.parametrize("pause", [0.62, 0.9, 1.5, 4.0, 9.0])
def test_in_a_pause_the_last_spoken_chunk_is_known_whatever_comes_of_silence(pause: float) -> None:
    said = phrases(0.4, 1.0, 0.02)
    known, _ = foreseen(np.concatenate([said, hush(0.7, seed=8)]))
    assert known is not None and not known.silent
    assert known.end / RATE == pytest.approx(len(said) / RATE + 0.33, abs=0.06)
    _, chunks = foreseen(np.concatenate([said, hush(max(pause, 0.7), seed=8)]))
    assert [chunk for chunk in chunks if not chunk.silent][-1] == known
    assert chunks[-1].silent


def test_the_click_of_the_key_that_stops_is_no_speech() -> None:
    quiet = np.concatenate([phrases(0.4, 1.0, 0.02), hush(0.7, seed=8)])
    clicked = quiet.copy()
    clicked[-400:-80] += CLICK
    assert foreseen(clicked) == foreseen(quiet)


@pytest.mark.parametrize("breath", [0.3, 0.7])
def test_breathing_out_after_the_last_word_is_a_pause(breath: float) -> None:
    said = phrases(0.4, 1.0, 0.02)
    breathed = [said, hush(breath, level=BREATH), hush(1.0 - breath)]
    known, chunks = foreseen(answer(breathed))
    assert known is not None and known.end / RATE == pytest.approx(
        len(said) / RATE + 0.33, abs=0.06
    )
    assert chunks[-2:] == [known, replace(chunks[-1], start=known.end, silent=True)]


def test_a_breath_alone_ends_no_chunk() -> None:
    said = phrases(0.1, 0.1, 0.02)
    breathed, silent = hush(2.2, level=BREATH), hush(2.2)
    assert len(cut(answer([said, silent, phrase(9)]))) == 2
    assert len(cut(answer([said, breathed, phrase(9)]))) == 1


def test_nothing_is_foreseen_while_one_speaks_or_before() -> None:
    said = phrases(0.4, 1.0, 0.02)
    assert foreseen(said)[0] is None
    assert foreseen(np.concatenate([said, hush(0.3)]))[0] is None
    assert foreseen(hush(2.0))[0] is None
    assert foreseen(np.concatenate([said, hush(0.7), phrase(3)]))[0] is None


def test_a_chunk_that_was_foreseen_is_the_one_that_is_cut_when_the_pause_goes_on() -> None:
    said = phrases(0.1, 0.1, 0.1, 0.1, 0.02)
    known, _ = foreseen(np.concatenate([said, hush(0.62, seed=8)]))
    chunks = cut(np.concatenate([said, hush(1.0, seed=8), phrase(20)]))
    assert known == chunks[0]


@pytest.mark.parametrize("gain", [0.001, 0.03, 1.0])
def test_a_quiet_microphone_is_cut_alike(gain: float) -> None:
    sound = phrases(0.4, 1.0, 0.4, 1.0)
    quiet = np.asarray(sound * gain, np.float32)
    assert np.allclose(seconds(cut(quiet)), seconds(cut(sound)), atol=0.1)
