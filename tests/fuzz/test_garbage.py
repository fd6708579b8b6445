"""Garbage from outside is accepted or refused in a sentence: inputs that once broke Viva, and more.

`python -m tools.fuzz` feeds tens of thousands; cases that break Viva go into ``corpus``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples import examples
from tools.fuzz.__main__ import CORPUS
from tools.fuzz.feeding import case, corpus_of, feed
from tools.fuzz.target import Target
from tools.fuzz.targets import TARGETS

CASES = 40
"""New cases per target, among all tests; a quarter of them among the quick ones."""


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_no_case_breaks_a_target(
    target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIVA_HOME", str(tmp_path / "home"))  # the command line's target sets them
    monkeypatch.setenv("VIVA_DEBUG", "1")
    kept, count = corpus_of(CORPUS, target), examples(CASES).max_examples
    seeds = target.seeds(tmp_path)
    for data in (*kept, *(case(target, seeds, kept, 900_000 + n) for n in range(count))):
        assert feed(target, data, tmp_path) is None, data


def test_a_broken_rule_is_detected(tmp_path: Path) -> None:
    def outside(data: bytes, folder: Path) -> None:
        (folder.parent / "escaped").write_bytes(data)

    def slow(data: bytes, folder: Path) -> None:
        raise ZeroDivisionError

    assert "wrote outside" in str(feed(Target("x", lambda _: [], outside), b"", tmp_path))
    assert "ZeroDivisionError" in str(feed(Target("x", lambda _: [], slow), b"", tmp_path))
