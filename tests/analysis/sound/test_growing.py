"""A growing recording gives the samples of the finished file, to the bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis.sound.audio import Samples, load
from analysis.sound.growing import FileChanged, GrowingRecording
from recorder.recording.wav_writer import WavWriter


def noise(sample_rate: int, seconds: float) -> bytes:
    samples = np.random.default_rng(1).normal(0, 5000, round(sample_rate * seconds))
    return bytes(np.clip(samples, -32768, 32767).astype("<i2").tobytes())


def everything(sound: GrowingRecording) -> Samples:
    """Read to the end of a finished file."""
    parts: list[Samples] = [np.zeros(0, np.float32)]
    while more := sound.read():
        parts += more
    return np.concatenate([*parts, *sound.end()])


@pytest.mark.parametrize("sample_rate", [8000, 16_000, 22_050, 44_100, 48_000])
def test_what_is_read_while_it_grows_is_what_is_read_afterwards(
    tmp_path: Path, sample_rate: int
) -> None:
    path = tmp_path / "a.wav"
    sound = GrowingRecording(path)
    parts: list[Samples] = []
    assert sound.read() == ()
    writer, samples = WavWriter(path, sample_rate), noise(sample_rate, 3.0)
    for at in range(0, len(samples), 2 * 1111):
        writer.append(samples[at : at + 2 * 1111])
        parts += sound.read()
    writer.close()
    whole = np.concatenate([*parts, everything(sound)])
    assert np.array_equal(whole, load(path).samples)
    assert sound.duration == pytest.approx(3.0, abs=1e-4)


def test_a_file_that_was_cut_off_behind_its_reader_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    writer = WavWriter(path, 16_000)
    writer.append(noise(16_000, 1.0))
    sound = GrowingRecording(path)
    with path.open("ab") as file:
        file.write(b"\1\2" * 100)
    sound.read()
    writer.salvage()
    with pytest.raises(FileChanged):
        sound.end()


def test_half_a_sample_waits_for_its_other_half(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    WavWriter(path, 16_000).close()
    sound = GrowingRecording(path)
    with path.open("ab") as file:
        file.write(b"\1")
        file.flush()
        assert sound.read() == ()
        file.write(b"\2" * 4001)
    assert sound.read() and sound.duration == 2001 / 16_000


def test_another_kind_of_file_is_read_anew_when_it_is_finished(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"fLaC" + bytes(100))
    with pytest.raises(FileChanged):
        GrowingRecording(path).read()


def test_a_file_that_is_gone_is_no_fault_of_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    writer = WavWriter(path, 16_000)
    writer.append(noise(16_000, 1.0))
    writer.close()
    sound = GrowingRecording(path)
    sound.read()
    path.unlink()
    with pytest.raises(FileChanged):
        sound.read()
