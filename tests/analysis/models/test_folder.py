"""What can be known about a model's folder without loading it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.models.folder import flaw, mel_bands
from analysis.models.known import installed
from tests import fake_model
from tests.examples import one_more
from tests.real_model import RealModel


def test_a_complete_folder_has_no_flaw(tmp_path: Path) -> None:
    assert flaw(fake_model.write(tmp_path)) is None


@pytest.mark.real_model
@pytest.mark.parametrize("name", ["tiny.en", *one_more("base")])
def test_an_official_model_has_none(real_model: RealModel, name: str) -> None:
    folder = real_model(name)
    assert flaw(folder) is None and mel_bands(folder / "model.bin") == 80


@pytest.mark.parametrize("name", ["config.json", "model.bin", "tokenizer.json", "vocabulary.txt"])
def test_what_is_missing_or_empty_is_named(tmp_path: Path, name: str) -> None:
    folder = fake_model.write(tmp_path / "some")
    (folder / name).write_bytes(b"")
    assert flaw(folder) == f"{name} is empty"
    (folder / name).unlink()
    assert flaw(folder) == f"{name} is missing"
    assert not installed(tmp_path)


def test_128_mel_bands_need_the_file_that_says_so(tmp_path: Path) -> None:
    folder = fake_model.write(tmp_path, mels=128)
    said = flaw(folder)
    assert said and "preprocessor_config.json is missing" in said and "128 mel bands" in said
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": 128}))
    assert flaw(folder) is None
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": 80}))
    assert flaw(folder) == "preprocessor_config.json says 80 mel bands and model.bin has 128"


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("config.json", lambda content: b"<html>", "config.json isn't a JSON file"),
        ("config.json", lambda content: b"[1]", "config.json isn't a JSON file"),
        ("config.json", lambda content: b"\xff\xfe{", "config.json isn't a JSON file"),
        ("config.json", lambda content: b"[" * 100_000, "config.json isn't a JSON file"),
        ("tokenizer.json", cut, "tokenizer.json isn't a JSON file"),
        ("model.bin", cut, "model.bin is cut off"),
        ("model.bin", lambda content: content[:3], "model.bin is cut off"),
        ("model.bin", lambda content: b"PK" + content, "isn't a Whisper model"),
        ("model.bin", lambda content: b"version https://git-lfs", "isn't a Whisper model"),
        ("model.bin", lambda content: content.replace(b"conv1", b"conv9"), "isn't a Whisper"),
    ],
)
def test_unreadable_files_are_named(
    tmp_path: Path, name: str, change: Callable[[bytes], bytes], says: str
) -> None:
    folder = fake_model.write(tmp_path)
    (folder / name).write_bytes(change((folder / name).read_bytes()))
    said = flaw(folder)
    assert said is not None and says in said


def test_an_unknown_binary_version_is_not_judged(tmp_path: Path) -> None:
    folder = fake_model.write(tmp_path)
    content = (folder / "model.bin").read_bytes()
    (folder / "model.bin").write_bytes(b"\x07" + content[1:])
    assert flaw(folder) is None
