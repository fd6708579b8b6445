"""What `viva demo` says to type next."""

from __future__ import annotations

import shutil

import pytest

from prompts.loader import load
from recorder.cli.computer.demo import program
from tests.cli.conftest import Viva


@pytest.mark.parametrize(
    ("called", "on_path", "typed"),
    [
        (".venv/bin/viva", None, ".venv/bin/viva"),
        (".venv/bin/viva", "/usr/bin/viva", "viva"),
        ("recorder/cli/__main__.py", None, "viva"),
    ],
)
def test_a_program_off_the_path_is_named_as_it_was_called(
    monkeypatch: pytest.MonkeyPatch, called: str, on_path: str | None, typed: str
) -> None:
    monkeypatch.setattr("sys.argv", [called, "demo"])
    monkeypatch.setattr(shutil, "which", lambda name: on_path)
    assert program() == typed


def test_the_sample_history_names_questions_by_their_text(viva: Viva) -> None:
    out = " ".join(viva("demo", "--history", "--text").stdout.split())
    assert load().get("impaired-colleague").text in out and "impaired-colleague (" not in out
