"""A WAV cut off anywhere is repaired, with every sample that was written."""

from __future__ import annotations

import struct
import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.recovery import repair_wav
from tests.examples import examples
from tests.sessions.material import RATE, write_wav


def read(path: Path) -> bytes:
    with wave.open(str(path)) as sound:
        return bytes(sound.readframes(sound.getnframes()))


def stale(path: Path, *, riff: int = 36, data: int = 0) -> None:
    """Set a header to the sizes that a killed writer left."""
    with path.open("r+b") as file:
        file.seek(4)
        file.write(struct.pack("<I", riff))
        file.seek(40)
        file.write(struct.pack("<I", data))


@pytest.mark.parametrize(("riff", "data"), [(36, 0), (0, 0), (536, 500), (2**32 - 1, 2**32 - 1)])
def test_a_wrong_header_is_repaired(tmp_path: Path, riff: int, data: int) -> None:
    path = tmp_path / "a.wav"
    samples = write_wav(path, 2.0)
    whole = path.read_bytes()
    stale(path, riff=riff, data=data)
    assert repair_wav(path) == 2.0
    assert read(path) == samples
    assert path.read_bytes() == whole


def test_a_correct_wav_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write_wav(path, 1.5)
    whole = path.read_bytes()
    path.chmod(0o600)
    changed = path.stat().st_mtime_ns
    assert repair_wav(path) == 1.5
    assert path.read_bytes() == whole
    assert path.stat().st_mtime_ns == changed


def test_data_after_the_sound_does_not_count_as_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    samples = write_wav(path, 1.0)
    tail = b"LIST" + struct.pack("<I", 4) + b"INFO"
    path.write_bytes(path.read_bytes() + tail)
    stale(path, riff=36 + len(samples) + len(tail), data=len(samples))
    whole = path.read_bytes()
    assert repair_wav(path) == 1.0
    assert path.read_bytes() == whole


def test_chunks_before_the_sound_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    samples = write_wav(path, 1.0)
    whole = path.read_bytes()
    odd = b"note" + struct.pack("<I", 3) + b"hey\0"
    path.write_bytes(whole[:4] + b"\0\0\0\0" + whole[8:36] + odd + b"data\0\0\0\0" + whole[44:])
    assert repair_wav(path) == 1.0
    assert read(path) == samples


@given(
    cut=st.integers(0, 44 + 8000),
    width=st.sampled_from([1, 2, 3, 4]),
    channels=st.sampled_from([1, 2]),
    lost=st.booleans(),
)
@examples(200)
def test_cut_off_anywhere_every_whole_frame_is_saved(
    tmp_path_factory: pytest.TempPathFactory, cut: int, width: int, channels: int, lost: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.wav"
    samples = write_wav(path, 8000 / RATE / width / channels, width=width, channels=channels)
    if lost:
        stale(path)
    path.write_bytes(path.read_bytes()[:cut])
    before = path.read_bytes()
    frame = width * channels
    kept = max(0, min(cut - 44, len(samples))) // frame * frame
    seconds = repair_wav(path)
    if not kept:
        assert seconds is None
        assert path.read_bytes() == before
        return
    assert seconds == kept / frame / RATE
    assert read(path) == samples[:kept]
    assert path.stat().st_size == 44 + kept
    assert repair_wav(path) == seconds


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        b"OggS" + b"\0" * 100,
        b"RIFF\0\0\0\0AVI " + b"\0" * 100,
        b"\0" * 5000,
        b"RIFF\0\0\0\0WAVEdata\x04\0\0\0abcd",  # no format before the sound
        b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0" + b"\0" * 16 + b"data\x04\0\0\0abcd",  # rate 0
        b"RIFF\0\0\0\0WAVEfmt \xff\xff\xff\xff" + b"\1" * 40,
    ],
)
def test_an_unusable_wav_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    assert repair_wav(path) is None
    assert path.read_bytes() == content


def test_a_missing_file_holds_nothing(tmp_path: Path) -> None:
    assert repair_wav(tmp_path / "none.wav") is None
    assert repair_wav(tmp_path / "no folder" / "none.wav") is None
