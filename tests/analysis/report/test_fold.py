"""Wrapping: what a person copies from a message stays in one piece."""

from __future__ import annotations

import pytest

from analysis.report.text import fold

SAID = "No internet? (`viva model add PATH`) installs a model from a USB drive."
COMMAND = "(`viva model add PATH`)"


@pytest.mark.parametrize("width", range(len(COMMAND), len(SAID) + 1))
def test_a_command_stays_whole(width: int) -> None:
    lines = fold(SAID, width)
    assert any(COMMAND in line for line in lines), lines
    assert all(len(line) <= width for line in lines)
    assert " ".join(lines) == SAID


def test_a_command_stays_whole_after_an_indent() -> None:
    assert fold("Run `viva doctor` now.", 18, "  → ", 4) == [
        "  → Run",
        "    `viva doctor`",
        "    now.",
    ]


def test_a_command_that_fits_on_no_line_is_broken() -> None:
    lines = fold(SAID, len(COMMAND) - 1)
    assert " ".join(lines) == SAID and all(len(line) < len(COMMAND) for line in lines)
