"""Playable copies: slower and faster at the same pitch, at the requested rate."""

from __future__ import annotations

import math
import stat
from pathlib import Path

import numpy as np
import pytest

from recorder.playback.playable import Playables, PlaybackError
from tests.microphone import read_wav, write_wav

RATE = 16_000


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Two seconds of a 440 Hz tone."""
    tone = [round(9000 * math.sin(2 * math.pi * 440 * i / RATE)) for i in range(2 * RATE)]
    return write_wav(tmp_path / "a.wav", tone, RATE)


async def test_the_recording_itself_is_played_if_possible(recording: Path) -> None:
    playables = Playables(recording)
    assert await playables.get() == await playables.get(1.0, RATE) == recording
    playables.close()


@pytest.mark.parametrize("speed", [0.75, 1.5])
async def test_a_copy_is_slower_or_faster_at_the_same_pitch(recording: Path, speed: float) -> None:
    playables = Playables(recording)
    copy = await playables.get(speed, 48_000)
    samples, sample_rate = read_wav(copy)
    assert sample_rate == 48_000
    assert len(samples) / sample_rate == pytest.approx(2 / speed, abs=0.05)
    spectrum = np.abs(np.fft.rfft(np.asarray(samples, float)))
    assert np.argmax(spectrum) * sample_rate / len(samples) == pytest.approx(440, abs=5)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert await playables.get(speed, 48_000) == copy
    playables.close()
    assert not copy.exists()


async def test_an_unplayable_file_gives_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.flac").write_text("not a sound")
    with pytest.raises(PlaybackError, match="isn't a readable audio file"):
        await Playables(tmp_path / "text.flac").get()
    with pytest.raises(PlaybackError, match="no longer there"):
        await Playables(tmp_path / "missing.wav").get()
