"""Recordings become FLAC only when every sample is the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from analysis.recordings import lossless
from analysis.recordings.mp3 import mp3
from analysis.sound.audio import load
from recorder.playback.playable import Playables
from recorder.recording.wav_writer import WavWriter
from recorder.upkeep import compressing
from sessions.files.flac import read_flac
from sessions.store import Store
from sessions.types import Answer
from tests.recorder.upkeep.test_power_cut import samples_of
from tests.sessions.conftest import open_store
from tests.sessions.material import analysed, begin

ROOT = Path(__file__).parents[3]


def tone(rate: int, seconds: float = 2.0) -> np.ndarray:
    time = np.arange(round(rate * seconds)) / rate
    return np.round(9000 * np.sin(2 * np.pi * 220 * time)).astype("<i2")


def wav(path: Path, samples: np.ndarray, rate: int = 16_000) -> Path:
    writer = WavWriter(path, rate)
    writer.append(samples.astype("<i2").tobytes())
    writer.close()
    return path


def spoken(store: Store, samples: np.ndarray | None = None, rate: int = 16_000) -> Answer:
    """An analyzed answer."""
    answer = begin(store)
    wav(answer.path, tone(rate) if samples is None else samples, rate)
    store.finish_recording(answer.id, duration=2.0, sample_rate=rate, overflows=0)
    return store.save_analysis(answer.id, analysed(answer.path))


NOISE = np.random.default_rng(8).integers(-32768, 32768, 20_000)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000])
@pytest.mark.parametrize("kind", ["tone", "noise", "zeros", "extremes", "one sample"])
def test_every_sample_is_the_same(tmp_path: Path, rate: int, kind: str) -> None:
    samples = {
        "tone": tone(rate),
        "noise": NOISE,
        "zeros": np.zeros(rate),
        "extremes": np.tile([-32768, 32767], 5000),
        "one sample": np.array([-1]),
    }[kind]
    source, target = wav(tmp_path / "a.wav", samples, rate), tmp_path / "a.flac.part"
    before = source.read_bytes()
    made = lossless.compress(source, target)
    assert (made.samples, made.bytes) == (len(samples), target.stat().st_size)
    assert samples_of(target.rename(tmp_path / "a.flac")) == before[44:]
    assert source.read_bytes() == before
    sound = read_flac(tmp_path / "a.flac")
    assert sound is not None
    assert (round(sound.duration * rate), sound.sample_rate) == (len(samples), rate)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_only_the_person_can_read_it(tmp_path: Path, umask: int) -> None:
    source = wav(tmp_path / "a.wav", tone(8000))
    before = os.umask(umask)
    try:
        lossless.compress(source, tmp_path / "a.flac")
    finally:
        os.umask(before)
    assert (tmp_path / "a.flac").stat().st_mode & 0o777 == 0o600


def other_forms(path: Path) -> None:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(32_000))


REFUSED: dict[str, Callable[[Path], object]] = {
    "stereo": other_forms,
    "empty": lambda path: path.touch(),
    "no sound": lambda path: wav(path, np.zeros(0)),
    "text": lambda path: path.write_text("RIFF" * 100),
    "cut off": lambda path: path.write_bytes(wav(path, tone(8000)).read_bytes()[:-100]),
    "more behind it": lambda path: path.write_bytes(wav(path, tone(8000)).read_bytes() + b"LIST"),
    "gone": lambda path: None,
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_an_incomplete_recording_stays_as_it_is(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.wav"
    REFUSED[kind](path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(lossless.NotCompressed) as caught:
        lossless.compress(path, tmp_path / "a.flac")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "a.flac").exists()
    assert before is None or path.read_bytes() == before


def test_an_encoder_error_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = lossless._blocks

    def wrong(file: object) -> object:
        for number, block in enumerate(real(file)):  # type: ignore[arg-type]
            flawed = block.copy()
            if number == 0:
                flawed[77] ^= 1
            yield flawed

    monkeypatch.setattr(lossless, "_blocks", wrong)
    source = wav(tmp_path / "a.wav", tone(8000))
    with pytest.raises(lossless.NotCompressed, match="would change"):
        lossless.compress(source, tmp_path / "a.flac")
    assert list(tmp_path.iterdir()) == [source]


def test_an_encoder_that_loses_the_end_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = lossless._blocks
    monkeypatch.setattr(lossless, "_blocks", lambda file: [b[:-1] for b in real(file)])
    with pytest.raises(lossless.NotCompressed, match="would lose its end"):
        lossless.compress(wav(tmp_path / "a.wav", tone(8000)), tmp_path / "a.flac")


def test_the_child_answers_each_line(tmp_path: Path) -> None:
    good = wav(tmp_path / "a.wav", tone(8000))
    lines = [
        json.dumps({"source": str(path), "target": str(path.with_suffix(".flac"))})
        for path in (tmp_path / "gone.wav", good)
    ]
    done = subprocess.run(
        [sys.executable, "-m", "analysis.recordings.lossless"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert "gone.wav couldn't be compressed" in first["problem"]
    assert second["samples"] == 16_000


def test_answers_switch_to_their_compressed_sound(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        answers = [spoken(store) for _ in range(3)]
        noise = spoken(store, NOISE)
        waiting = begin(store)
        wav(waiting.path, tone(8000))
        store.finish_recording(waiting.id, duration=2.0, sample_rate=8000, overflows=0)
        sounds = {answer.id: answer.path.read_bytes()[44:] for answer in answers}
        whole = load(answers[0].path).samples
        told: list[int] = []
        outcome = compressing.compress(
            store,
            store.sounds.uncompressed(),
            tmp_path,
            notify=lambda done: told.append(done) or True,  # type: ignore[func-returns-value]
        )
        assert (outcome.done, list(outcome.left)) == (3, [noise.id])
        assert told == [0, 1, 2, 3]
        assert outcome.after < outcome.before / 2
        for answer in answers:
            now = store.answer(answer.id)
            assert now.path == answer.path.with_suffix(".flac")
            assert not answer.path.exists()
            assert samples_of(now.path) == sounds[answer.id]
            assert now.path.stat().st_mode & 0o777 == 0o600
            analysis = store.analysis(answer.id)
            assert analysis is not None
            assert analysis.recording.path == str(now.path)
        assert np.array_equal(load(store.answer(1).path).samples, whole)
        assert np.array_equal(load(answers[0].path).samples, whole)  # requested by its old name
        assert store.answer(waiting.id).path.suffix == ".wav"
        assert [a.id for a in store.sounds.uncompressed()] == [noise.id]
        files = {p.suffix for p in (tmp_path / "recordings").glob("*/*")}
        assert files == {".wav", ".flac"}


async def test_a_compressed_answer_is_played_and_shared(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        answer = spoken(store, rate=22_050)
        compressing.compress(store, store.sounds.uncompressed(), tmp_path)
        for path in (answer.path, store.answer(1).path):  # as it was when the report was opened
            playables = Playables(path)
            copy = await playables.get()
            with wave.open(str(copy)) as sound:
                assert (sound.getframerate(), sound.getnframes()) == (22_050, 44_100)
            playables.close()
        assert len(mp3(store.answer(1).path)) > 5000


def test_it_stops_on_request_and_continues_later(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for _ in range(3):
            spoken(store)
        first = compressing.compress(
            store, store.sounds.uncompressed(), tmp_path, notify=lambda done: done < 1
        )
        rest = compressing.compress(store, store.sounds.uncompressed(), tmp_path)
    assert (first.done, rest.done) == (1, 2)


def test_only_one_program_compresses(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        found = (spoken(store),)

        def notify(_: int) -> bool:
            with pytest.raises(compressing.CompressionRuns):
                compressing.compress(store, found, tmp_path)
            return True

        assert compressing.compress(store, found, tmp_path, notify=notify).done == 1


def test_an_answer_deleted_in_the_meantime_leaves_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        found = (spoken(store), spoken(store))

        def notify(done: int) -> bool:
            if done == 0:
                store.delete_answer(2)
            return True

        assert compressing.compress(store, found, tmp_path, notify=notify).done == 1
        assert [p.name for p in (tmp_path / "recordings").glob("*/*")] == [
            store.answer(1).path.name
        ]


def test_a_child_that_dies_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressing, "ENCODER", (sys.executable, "-c", "input()"))
    with open_store(tmp_path) as store:
        answer = spoken(store)
        with pytest.raises(OSError, match="stopped unexpectedly"):
            compressing.compress(store, (answer,), tmp_path)
        assert store.answer(1).path.read_bytes()[:4] == b"RIFF"
        assert [p.name for p in answer.path.parent.iterdir()] == [answer.path.name]


def test_a_partial_flac_is_removed_with_its_answer(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        answer = spoken(store)
        answer.path.with_suffix(".flac").write_bytes(b"fLaC")
        answer.path.with_suffix(".flac.part").write_bytes(b"fL")
        store.delete_answer(answer.id)
    assert list(answer.path.parent.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"fLaC", b"fLaC" + bytes(60), b"RIFF" + bytes(60)])
def test_other_files_are_not_flac(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.flac").write_bytes(content)
    assert read_flac(tmp_path / "a.flac") is None
    assert read_flac(tmp_path / "gone.flac") is None
