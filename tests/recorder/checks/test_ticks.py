"""Check marks: separate for each interview, cleared, and never lost to a damaged file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from recorder.checks.ticks import Ticks

AT = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "checklists.toml"


def test_check_marks_are_saved_with_their_time_and_removed(file: Path) -> None:
    Ticks(file).set("water", AT)
    Ticks(file).set("camera", AT)
    assert Ticks(file).all() == {"water": AT, "camera": AT}
    Ticks(file).set("water", None)
    assert Ticks(file).all() == {"camera": AT}


def test_each_interview_has_its_own(file: Path) -> None:
    general, program = Ticks(file), Ticks(file, "program-3")
    general.set("water", AT)
    program.set("camera", AT)
    assert general.all() == {"water": AT} and program.all() == {"camera": AT}
    assert program.clear(["camera", "none"]) == 1
    assert general.all() == {"water": AT} and program.all() == {}


def test_clearing_leaves_the_other_lists(file: Path) -> None:
    ticks = Ticks(file)
    for id in ("a", "b", "c"):
        ticks.set(id, AT)
    assert ticks.clear(["a", "c"]) == 2
    assert ticks.all() == {"b": AT}


def test_a_damaged_file_is_set_aside(file: Path) -> None:
    file.write_text("[general", "utf-8")
    assert Ticks(file).all() == {}
    Ticks(file).set("water", AT)
    assert file.with_suffix(".damaged.toml").read_text("utf-8") == "[general"


def test_entries_of_another_kind_are_skipped(file: Path) -> None:
    file.write_text('general = 3\n[program-1]\na = "soon"\nb = "2026-11-22T18:40:00+00:00"\n')
    assert Ticks(file).all() == {}
    assert Ticks(file, "program-1").all() == {"b": AT}
