"""A file that is damaged in one place is read past it, and what is missing is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.pipeline.damage import notes_on_damage
from analysis.pipeline.follow import analyze
from analysis.protocol import Job
from analysis.sound.audio import RATE, Audio, UnreadableSound, load
from analysis.types import Span
from tests.analysis.sound.containers import CONTAINERS, damaged, write
from tests.examples import one_more

LOST = {"mkv": 5.1, "webm": 5.1, "ogg": 1.1}
"""Most seconds that such damage may cost: these formats give up a whole cluster or page."""

SIMILAR = ("m4a", "webm", "aac")
"""Containers and codecs of which others are similar."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return 30 s of the shipped answer in a container, written once."""
    folder = tmp_path_factory.mktemp("whole")

    @cache
    def written(suffix: str) -> Path:
        return write(folder / f"whole.{suffix}", *CONTAINERS[suffix], seconds=30)

    return written


@cache
def loaded(path: Path) -> Audio:
    """Return the sound of a whole file."""
    return load(path)


@pytest.mark.parametrize("suffix", [*sorted({*CONTAINERS} - {*SIMILAR}), *one_more(*SIMILAR)])
def test_all_but_the_damaged_place_is_read(
    tmp_path: Path, whole: Callable[[str], Path], suffix: str
) -> None:
    path = whole(suffix)
    sound, broken = loaded(path), load(damaged(path, tmp_path / f"damaged.{suffix}"))
    assert sound.missing == ()
    lost = sum(hole.duration for hole in broken.missing)
    assert 0.02 < lost < LOST.get(suffix, 0.6)
    assert broken.duration == pytest.approx(sound.duration, abs=0.1)
    assert broken.promised is None
    for start, end in ((0, 8), (17, 29)):  # what is before and after keeps its time
        a, b = (s.samples[start * RATE : end * RATE] for s in (sound, broken))
        shift = _shift(a, b)
        assert abs(shift) < (0.5 if suffix == "aac" else 0.003) * RATE
        assert np.corrcoef(a[9000:-9000], np.roll(b, -shift)[9000:-9000])[0, 1] > 0.95


def _shift(a: NDArray[np.float32], b: NDArray[np.float32]) -> int:
    """Samples by which b is later than a: containers count milliseconds, and raw aac only bytes."""
    spectrum = np.fft.rfft(b) * np.conj(np.fft.rfft(a))
    at = int(np.fft.irfft(spectrum).argmax())
    return at if at < len(a) // 2 else at - len(a)


@pytest.mark.parametrize("suffix", ["mp3", "ogg", "mkv", "flac", "wav", *one_more(*SIMILAR)])
def test_ten_damaged_places(tmp_path: Path, whole: Callable[[str], Path], suffix: str) -> None:
    path = whole(suffix)
    duration = loaded(path).duration
    for place in range(1, 11):
        path = damaged(path, tmp_path / f"{place}.{suffix}", 150, place / 12)
    sound = load(path)
    assert sound.duration == pytest.approx(duration, abs=0.2)
    assert sum(hole.duration for hole in sound.missing) < 29


@pytest.mark.parametrize("suffix", ["mp3", "m4a", "flac", "wav", "ogg", "mkv"])
def test_random_bytes_are_no_sound(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(np.random.default_rng(1).bytes(100_000))
    with pytest.raises(UnreadableSound):
        load(path)


@pytest.mark.parametrize("suffix", ["mkv", "webm", "flac", "wav"])
def test_a_file_that_ends_early_says_how_long_it_was(
    tmp_path: Path, whole: Callable[[str], Path], suffix: str
) -> None:
    content, path = whole(suffix).read_bytes(), tmp_path / f"a.{suffix}"
    path.write_bytes(content[: len(content) // 2])
    sound = load(path)
    assert sound.promised == pytest.approx(30, abs=0.3)
    assert 14 < sound.duration < 16.5


def test_an_opus_stream_that_sends_no_silence_is_not_damaged(tmp_path: Path) -> None:
    path = write(tmp_path / "a.webm", "libopus", 48_000, seconds=10)
    sparse = tmp_path / "sparse.webm"
    with av.open(str(path)) as source, av.open(str(sparse), "w") as target:
        stream = target.add_stream_from_template(source.streams.audio[0])
        for number, packet in enumerate(source.demux(source.streams.audio[0])):
            if packet.size and not 100 < number < 119:
                packet.stream = stream
                target.mux(packet)
    sound = load(sparse)
    assert sound.missing == ()
    assert sound.duration == pytest.approx(load(path).duration, abs=0.03)


def test_what_is_said_of_it() -> None:
    (note,) = notes_on_damage((Span(1, 1.25), Span(4, 4.5)))
    assert note.text == (
        "The file is damaged: 0.8 s of sound couldn't be read, in 2 places. The rest was analyzed."
    )
    (note,) = notes_on_damage((Span(1, 1.04),))
    assert "less than 0.1 s" in note.text and "in one place" in note.text
    assert notes_on_damage(()) == []


@pytest.mark.slow
@pytest.mark.parametrize("suffix", CONTAINERS)
def test_the_shipped_answer_keeps_its_four_filled_pauses(tmp_path: Path, suffix: str) -> None:
    whole = write(tmp_path / f"whole.{suffix}", *CONTAINERS[suffix])
    path = damaged(whole, tmp_path / f"damaged.{suffix}")
    analysis = analyze(Job(1, path), None, lambda share: None)
    assert sum(f.kind == "filled_pause" for f in analysis.fillers) == 4
    lost = LOST.get(suffix, 0.6)
    assert analysis.measures["answer_length"] == pytest.approx(59.1, abs=lost + 0.2)
    assert [n.kind for n in analysis.notes].count("damaged") == 1
    assert not any("microphone" in n.text.lower() for n in analysis.notes)
