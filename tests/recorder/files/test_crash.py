"""What an internal error leaves: one file to read, without values of variables."""

from __future__ import annotations

from pathlib import Path

import pytest

from recorder.files import crash
from recorder.files.locations import Locations

SECRET = "my patient in Springfield"


def fail(said: str) -> None:
    raise ZeroDivisionError("no such week")


def failed() -> BaseException:
    try:
        fail(SECRET)
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_a_report_says_where_but_not_what(tmp_path: Path) -> None:
    locations = Locations(tmp_path, tmp_path, tmp_path / "log")
    path = crash.write(failed(), locations)
    assert path is not None and path.parent == locations.crashes
    written = path.read_text("utf-8")
    assert "ZeroDivisionError: no such week" in written and "in fail" in written
    assert "Read this before you share it" in written
    assert SECRET not in written
    assert str(Path(__file__).parents[2]) not in written and str(Path.home()) not in written
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert str(path) in crash.sentence(path)


def test_only_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locations = Locations(tmp_path, tmp_path, tmp_path / "log")
    for number in range(crash.KEPT + 3):
        monkeypatch.setattr("os.getpid", lambda n=number: 10_000 + n)
        assert crash.write(failed(), locations)
    found = crash.reports(locations)
    assert len(found) == crash.KEPT
    assert found[-1].stem.endswith(str(10_000 + crash.KEPT + 2))


def test_an_unsaved_report_is_mentioned(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    path = crash.write(failed(), Locations(tmp_path, tmp_path, tmp_path / "log"))
    assert path is None
    assert "couldn't be saved" in crash.sentence(path)
