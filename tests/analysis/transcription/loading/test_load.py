"""A model is loaded with rounded weights and its best head, or as it is."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from analysis.models.known import Model
from analysis.transcription.loading import load as loading

pytestmark = pytest.mark.real_model


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_a_measured_model_goes_by_letters_and_leaves_no_files(
    tiny_en: Model, temporary: Path
) -> None:
    whisper, letters = loading.load(tiny_en, 1)
    assert letters and not whisper.model.is_multilingual
    assert not list(temporary.iterdir())


def test_weights_that_cannot_be_rounded_are_loaded_as_they_are(
    tiny_en: Model, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_is_full(source: Path, target: Path) -> bool:
        return False

    monkeypatch.setattr(loading, "write_rounded", disk_is_full)
    assert loading.load(tiny_en, 1)[1]


def test_another_model_is_loaded_from_its_own_folder(
    tiny_en: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(tiny_en.folder, tmp_path / "mine")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert not loading.load(Model("mine", tmp_path / "mine"), 1)[1]


def test_what_a_killed_process_left_is_removed(tiny_en: Model, temporary: Path) -> None:
    long_ago, now = temporary / f"{loading.PREFIX}a", temporary / f"{loading.PREFIX}b"
    for folder in (long_ago, now):
        folder.mkdir()
        (folder / "model.bin").write_bytes(b"weights")
    os.utime(long_ago, times=(0, time.time() - loading.LEFT - 1))
    loading.load(tiny_en, 1)
    assert list(temporary.iterdir()) == [now]
