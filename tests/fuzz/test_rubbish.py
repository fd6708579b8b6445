"""Rubbish from outside is taken or refused in a sentence: what once broke Viva, and some more.

`python -m tools.fuzz` feeds ten thousands; its breaking cases go into ``corpus``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.fuzz.__main__ import CORPUS
from tools.fuzz.feeding import case, corpus_of, feed
from tools.fuzz.target import Target
from tools.fuzz.targets import TARGETS

CASES = 40
"""New ones of each target."""


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_nothing_breaks_it(target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_HOME", str(tmp_path / "home"))  # the command line's target sets them
    monkeypatch.setenv("VIVA_DEBUG", "1")
    kept = corpus_of(CORPUS, target)
    seeds = target.seeds(tmp_path)
    for data in (*kept, *(case(target, seeds, kept, 900_000 + n) for n in range(CASES))):
        assert feed(target, data, tmp_path) is None, data


def test_a_break_would_be_seen(tmp_path: Path) -> None:
    def outside(data: bytes, folder: Path) -> None:
        (folder.parent / "escaped").write_bytes(data)

    def slow(data: bytes, folder: Path) -> None:
        raise ZeroDivisionError

    assert "wrote outside" in str(feed(Target("x", lambda _: [], outside), b"", tmp_path))
    assert "ZeroDivisionError" in str(feed(Target("x", lambda _: [], slow), b"", tmp_path))
