"""A model is loaded with rounded weights and its best head, or as it is."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from analysis.models.known import Model
from analysis.models.model_file import contents
from analysis.transcription.loading import load as loader

pytestmark = pytest.mark.real_model


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_a_measured_model_has_its_best_head_and_rounded_weights(
    tiny_en: Model, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(folder: str, **options: Any) -> str:
        listed = contents(Path(folder, "model.bin"))
        assert listed and listed.variables["decoder/embeddings/weight"].type == "int8"
        assert json.loads(Path(folder, "config.json").read_text())["alignment_heads"] == [[2, 1]]
        return "loaded"

    monkeypatch.setattr("faster_whisper.WhisperModel", look)
    assert loader.load(tiny_en, 1) == ("loaded", True)
    assert not list(temporary.iterdir())


def test_weights_that_cannot_be_rounded_are_loaded_as_they_are(
    tiny_en: Model, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_is_full(source: Path, target: Path) -> bool:
        return False

    monkeypatch.setattr(loader, "write_rounded", disk_is_full)
    assert loader.load(tiny_en, 1)[1]


def test_without_temporary_files_a_model_is_loaded_as_it_is(
    tiny_en: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert not loader.load(tiny_en, 1)[1]


def test_another_model_is_loaded_from_its_own_folder(
    tiny_en: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(tiny_en.folder, tmp_path / "mine")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert not loader.load(Model("mine", tmp_path / "mine"), 1)[1]


def test_what_a_killed_process_left_is_removed(tiny_en: Model, temporary: Path) -> None:
    long_ago, now = temporary / f"{loader.PREFIX}a", temporary / f"{loader.PREFIX}b"
    for folder in (long_ago, now):
        folder.mkdir()
        (folder / "model.bin").write_bytes(b"weights")
    os.utime(long_ago, times=(0, time.time() - loader.ABANDONED_AFTER - 1))
    loader.load(tiny_en, 1)
    assert list(temporary.iterdir()) == [now]
