"""Channels that cancel out, and files with several audio tracks."""

from __future__ import annotations

import wave
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.pipeline.tracks import load_track
from analysis.sound.audio import RATE, UnreadableSound, load
from analysis.sound.channels import channels, mixed
from analysis.sound.cleaning import cleaned
from analysis.sound.overwritten import silenced
from tests.analysis.sounds import shipped

LAYOUTS = {2: "stereo", 4: "quad", 6: "5.1", 8: "7.1"}


def voice(seconds: float = 12.0) -> NDArray[np.float32]:
    return shipped()[: round(seconds * RATE)]


def write(path: Path, *tracks: NDArray[np.float32]) -> Path:
    """Write tracks (channels, n) or (n,) at 16 kHz."""
    codec = "flac" if len(tracks) == 1 else "pcm_s16le"
    with av.open(str(path), "w") as target:
        streams = []
        for track in tracks:
            stream: Any = target.add_stream(codec, rate=RATE)
            stream.layout = "mono" if track.ndim == 1 else LAYOUTS[len(track)]
            streams.append(stream)
        for stream, track in zip(streams, tracks, strict=True):
            whole = np.atleast_2d(track)
            for at in range(0, whole.shape[1], 1024):
                part = np.clip(whole[:, at : at + 1024].T.reshape(1, -1), -1, 1) * 32767
                frame = av.AudioFrame.from_ndarray(
                    np.ascontiguousarray(part.astype(np.int16)),
                    format="s16",
                    layout=stream.layout.name,
                )
                frame.sample_rate = RATE
                target.mux(stream.encode(frame))
            target.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("other", [-1.0, -0.6, -1.4])
def test_opposite_channels_do_not_cancel_out(tmp_path: Path, other: float) -> None:
    said = 0.5 * voice()
    sound = load(write(tmp_path / "a.flac", np.stack([said, other * said])))
    assert np.corrcoef(sound.samples, said)[0, 1] ** 2 > 0.99
    assert sound.samples.std() > 0.9 * said.std()


def test_opposite_channels_with_a_hum_in_common(tmp_path: Path) -> None:
    said = voice()
    hum = 0.02 * np.sin(2 * np.pi * 200 * np.arange(len(said)) / RATE).astype(np.float32)
    sound = load(write(tmp_path / "a.flac", np.stack([said + hum, hum - said])))
    assert abs(np.corrcoef(sound.samples, said)[0, 1]) > 0.9


def test_ordinary_stereo_is_mixed(tmp_path: Path) -> None:
    said = voice()
    noise = 0.02 * np.random.default_rng(1).standard_normal(len(said)).astype(np.float32)
    for left, right in ((said, said), (said, 0 * said), (said, noise)):
        sound = load(write(tmp_path / "a.flac", np.stack([left, right])))
        assert np.corrcoef(sound.samples, cleaned(left + right))[0, 1] > 0.9999


def test_one_live_channel_of_four(tmp_path: Path) -> None:
    said = voice()
    sound = load(write(tmp_path / "a.flac", np.stack([0 * said, 0 * said, 0 * said, said])))
    assert sound.samples.std() == pytest.approx(cleaned(said).std(), rel=0.01)


@pytest.mark.parametrize("count", [2, 4, 6, 8])
def test_the_same_sound_in_every_channel_is_as_loud_as_in_one(tmp_path: Path, count: int) -> None:
    said = 0.5 * voice()
    one = load(write(tmp_path / "one.flac", said)).samples
    sound = load(write(tmp_path / "a.flac", np.tile(said, (count, 1)))).samples
    assert np.allclose(sound, one, atol=1e-4) and np.abs(sound).max() < 1


def test_stereo_is_no_louder_than_its_channels(tmp_path: Path) -> None:
    said = voice() * 0.9 / np.abs(voice()).max()
    one = load(write(tmp_path / "one.flac", said)).samples
    same = load(write(tmp_path / "a.flac", np.stack([said, said]))).samples
    assert np.allclose(same, one, atol=1e-4) and np.abs(same).max() < 1
    half = load(write(tmp_path / "b.flac", np.stack([said, 0 * said]))).samples
    assert np.allclose(half, one / 2, atol=1e-3)


def test_numbers_that_are_none_are_silence_in_the_mix() -> None:
    bad = np.array([[0.5, np.nan, np.inf], [0.3, 0.2, 0.2]], np.float32)
    frame = av.AudioFrame.from_ndarray(bad, format="fltp", layout="stereo")
    frame.sample_rate = RATE
    assert mixed(frame).to_ndarray() == pytest.approx(np.array([[0.4, 0.1, 0.1]]))


@pytest.mark.parametrize("count", [4, 8, 9])
def test_static_in_many_channels_is_silenced(tmp_path: Path, count: int) -> None:
    said = np.tile(0.5 * voice(), (count, 1)) * 32767
    bad = slice(2 * RATE, 3 * RATE)
    said[:, bad] = np.random.default_rng(0).integers(-32768, 32767, (count, RATE))
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setnchannels(count)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(said.T.astype("<i2").tobytes())
    sound = load(tmp_path / "a.wav")
    assert len(sound.missing) == 1
    assert np.abs(sound.samples[bad][1000:-1000]).max() < 0.01


@pytest.mark.parametrize("count", [2, 4, 8])
def test_each_channel_stays_itself_around_static(count: int) -> None:
    at = np.arange(RATE) / RATE
    sound = np.array([0.1 * np.sin(2 * np.pi * 100 * (i + 1) * at) for i in range(count)], "f4")
    sound[:, 4096:8192] = np.random.default_rng(0).uniform(-1, 1, (count, 4096))
    packed = np.ascontiguousarray(sound.T).reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=LAYOUTS[count])
    frame.sample_rate = RATE
    frame.pts, frame.time_base = 0, Fraction(1, RATE)
    mended, ((first, last),) = silenced(frame)
    after = channels(mended)
    assert first <= 4096 and last >= 8192 and last - first < 4500
    assert np.array_equal(after[:, :first], sound[:, :first])
    assert not after[:, first:last].any()
    assert np.array_equal(after[:, last:], sound[:, last:])


def test_the_track_with_speech_is_found(tmp_path: Path) -> None:
    said = voice()
    music = 0.2 * np.sin(2 * np.pi * 440 * np.arange(len(said)) / RATE).astype(np.float32)
    for desktop in (0 * said, music):
        path = write(tmp_path / "a.mkv", desktop, said)
        found = load_track(path)
        assert np.allclose(found.audio.samples, cleaned(said), atol=1e-3)
        assert "2 audio tracks. Track 2 was analyzed" in found.notes[0].text
    assert load_track(path, 1).notes == ()
    assert load_track(path, 1).audio.samples.std() == pytest.approx(music.std(), rel=0.05)


def test_speech_on_both_tracks_is_said(tmp_path: Path) -> None:
    said = voice(24)
    little = np.where(np.arange(len(said)) < 9 * RATE, said, 0)
    found = load_track(write(tmp_path / "a.mkv", little, said))
    assert np.allclose(found.audio.samples, cleaned(said), atol=1e-3)
    assert "--track 1" in found.notes[0].text


def test_a_track_that_is_not_there(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", voice(2))
    with pytest.raises(UnreadableSound, match="has only 1 audio track, so there is no track 3"):
        load_track(path, 3)
    assert load_track(path).notes == ()
