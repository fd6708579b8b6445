"""`viva analyze` and `viva report` in the formats of other programs."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import parselmouth
import pytest
import webvtt

from analysis.types import QuestionContext
from sessions.store import Store
from tests.analysis.sample import ANALYSIS, TEXT
from tests.cli.conftest import Viva
from tests.speech import write_speech


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Six seconds of speech."""
    return write_speech(tmp_path / "spoken.wav", 6.0, still=0.5)


@pytest.fixture
def answered(home: Path, sound: Path) -> Path:
    """Two answers: one with words, and one without; returns the home folder."""
    home.mkdir()
    with Store.open(home / "viva.db", home / "recordings") as store:
        for transcript in (ANALYSIS.transcript, None):
            made = store.import_sound(sound, QuestionContext("why-med-peds", "Why Med-Peds?"))
            recording = replace(ANALYSIS.recording, path=str(made.path))
            kept = replace(ANALYSIS, recording=recording, transcript=transcript)
            store.save_analysis(made.id, kept)
    return home


def test_a_stored_answer_in_every_format(viva: Viva, answered: Path) -> None:
    grid = viva("report", 1, "--format", "textgrid")
    assert grid.returncode == 0 and grid.stdout.startswith('File type = "ooTextFile"')
    captions = viva("report", 1, "--format", "webvtt").stdout
    said = [cue.text for cue in webvtt.from_string(captions).captions]
    assert " ".join(" ".join(said).split()) == TEXT
    assert "00:00:00,500 --> " in viva("report", 1, "--format", "srt").stdout
    assert viva("report", 1, "--format", "csv").stdout.startswith("start,end,kind,text")


def test_captions_without_words_are_refused_in_one_sentence(viva: Viva, answered: Path) -> None:
    done = viva("report", 2, "--format", "webvtt")
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert "answer 2: captions need words" in done.stderr
    assert viva("report", 2, "--format", "textgrid").returncode == 0


def test_recordings_are_written_next_to_each_other(viva: Viva, sound: Path, tmp_path: Path) -> None:
    other = write_speech(tmp_path / "other.wav", 4.0, still=0.5)
    line = ("analyze", sound, other, "--no-transcript", "--format", "textgrid")
    refused = viva(*line)
    assert refused.returncode == 2 and "add --out FOLDER" in refused.stderr
    done = viva(*line, "--out", "grids")
    assert done.returncode == 0, done.stderr
    for name in ("spoken", "other"):
        grid = parselmouth.read(str(tmp_path / "grids" / f"{name}.TextGrid"))
        assert grid.xmax > 4
    again = viva(*line, "--out", "grids")
    assert again.returncode == 1 and "--force" in again.stderr
    assert viva(*line, "--out", "grids", "--force").returncode == 0
    assert "--share is for HTML pages" in viva(*line, "--share").stderr


def test_one_recording_is_printed(viva: Viva, sound: Path) -> None:
    done = viva("analyze", sound, "--no-transcript", "--format", "csv")
    assert done.returncode == 0
    assert io.StringIO(done.stdout).readline().startswith("start,end,kind")
