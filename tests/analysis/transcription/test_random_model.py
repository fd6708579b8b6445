"""A random model is loaded and heard by unchanged faster-whisper, and writes what it should."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.models.known import KNOWN
from analysis.sound.audio import RATE, Samples
from analysis.transcription.plain import PlainWhisper
from analysis.transcription.random_model import tokens
from analysis.transcription.random_model.sizes import (
    FRAMES,
    MELS,
    POSITIONS,
    SIZES,
    VOCABULARY,
    Size,
)
from analysis.transcription.random_model.write import write

SMALL = Size(384, 6, 1, 2, 8)
"""The narrowest of the real ones, with few layers."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(SMALL, tmp_path_factory.mktemp("models") / "random")


@pytest.fixture(scope="module")
def whisper(folder: Path) -> PlainWhisper:
    return PlainWhisper(folder, threads=1)


def noise(seconds: float) -> Samples:
    drawn = np.random.default_rng(3).standard_normal(int(seconds * RATE))
    return (0.05 * drawn).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE), np.float32)


def heard_by(whisper: PlainWhisper, samples: Samples) -> list[Any]:
    """Every word of all segments."""
    return [word for segment in whisper.segments(samples) for word in segment.words]


MORE = ((noise, 7.0), (silence, 1.0), (silence, 28.0))


def words(count: int) -> int:
    """Words in ``count`` tokens: every fourth token continues the word before."""
    return sum(step % 4 != 3 for step in range(count))


@pytest.mark.parametrize(
    ("sound", "seconds"),
    [
        *((noise, 1.0), (silence, 7.0)),
        pytest.param(noise, 28.0, marks=pytest.mark.slow),
        *(pytest.param(*more, marks=pytest.mark.slow) for more in MORE),
    ],
)
def test_a_second_of_sound_takes_three_tokens_and_a_third(
    whisper: PlainWhisper,
    sound: Callable[[float], Samples],
    seconds: float,
) -> None:
    heard = heard_by(whisper, sound(seconds))
    count = tokens.WORDS_A_SECOND * seconds
    assert words(round(count) - 1) <= len(heard) <= words(round(count) + 1)


@pytest.mark.slow
def test_windows_follow_one_another_without_a_second_hearing(whisper: PlainWhisper) -> None:
    heard = heard_by(whisper, noise(70))
    assert len(heard) == 2 * words(tokens.STEPS) + words(33)
    assert heard[-1].end == pytest.approx(70, abs=0.5)


def test_words_lie_where_their_step_does(whisper: PlainWhisper) -> None:
    for number, word in enumerate(heard_by(whisper, noise(10))[:20]):
        step = number + number // 3
        assert word.start == pytest.approx(step / tokens.WORDS_A_SECOND, abs=0.15)


def test_one_try_is_enough(whisper: PlainWhisper) -> None:
    (alone,) = whisper.segments(noise(7))
    assert alone.temperature == 0
    assert len(alone.tokens) == round(7 * tokens.WORDS_A_SECOND) + 2  # a time at either end


@pytest.mark.slow
def test_the_same_seed_writes_the_same_model(folder: Path, tmp_path: Path) -> None:
    again, other = write(SMALL, tmp_path / "a"), write(SMALL, tmp_path / "b", seed=2)
    digests = [_digest(one) for one in (folder, again, other)]
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("model", KNOWN, ids=lambda model: model.name)
def test_the_dimensions_give_the_size_of_the_download(model: object) -> None:
    known = next(m for m in KNOWN if m is model)
    size = SIZES[known.name]
    width, both = size.width, size.encoder_layers + size.decoder_layers
    count = 12 * width**2 * both + 4 * width**2 * size.decoder_layers
    count += VOCABULARY * width + (FRAMES + POSITIONS) * width + 3 * width * (MELS + width)
    assert 2 * count / 1e6 == pytest.approx(known.megabytes, rel=0.05)


def _digest(folder: Path) -> str:
    parts = sorted(path for path in folder.iterdir() if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in parts)).hexdigest()
