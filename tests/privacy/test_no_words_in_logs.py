"""What a person said, was asked or named never reaches the log, whatever goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import demo
from analysis.models.known import Model

ROOT = Path(__file__).parents[2]
SECRET = "Springfield"


@pytest.mark.slow
def test_neither_words_nor_names_of_files_are_logged(tmp_path: Path, tiny_en: Model) -> None:
    home, folder = tmp_path / "home", tmp_path / SECRET
    folder.mkdir()
    good = folder / f"{SECRET}.flac"
    good.write_bytes(demo.ANSWER.read_bytes())
    broken = folder / "broken.flac"
    broken.write_bytes(demo.ANSWER.read_bytes()[:40_000] + b"\0" * 1000)
    words = folder / "words.json"
    said = [{"start": 1.0, "end": 1.4, "text": SECRET}, {"start": 2.0, "end": 2.3, "text": "so"}]
    words.write_text(json.dumps({"words": said}))
    for arguments in (
        ("analyze", "--transcript", words, "--save", "--question", "why-us", good),
        ("analyze", "--transcript", words, broken),
        ("analyze", "--model", tiny_en.folder, broken, good),
        ("reanalyze", "1", "--model", tiny_en.folder),
    ):
        subprocess.run(
            [sys.executable, "-m", "recorder.cli", *map(str, arguments)],
            env={**os.environ, "VIVA_HOME": str(home), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
    logs = [path for path in (home / "log").rglob("*") if path.is_file()]
    assert logs
    for path in logs:
        assert SECRET.encode() not in path.read_bytes(), path
