"""What `viva demo` says to type next."""

from __future__ import annotations

import shutil

import pytest

from recorder.cli.computer.demo import program


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
