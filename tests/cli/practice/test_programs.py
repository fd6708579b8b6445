"""``viva programs``: list, show, and spreadsheet import and export."""

from __future__ import annotations

import io
import json
import stat
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from recorder.cli import main
from sessions.store import Store
from tests.cli.conftest import Viva

SHEET = """Program name & location;Visa;Interview date;Time zone;Mood
Riverside University, Cleveland, OH;J-1 only;2031-12-03 9:00;Eastern;x
Lakeside;;soon;;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(SHEET, "utf-8-sig")
    return path


def stored(home: Path) -> Store:
    return Store.open(home / "viva.db", home / "recordings")


def test_an_empty_notebook_explains_how_to_start(viva: Viva, tmp_path: Path) -> None:
    done = viva("programs")
    assert done.returncode == 0
    assert done.stdout.startswith("No programs yet. Press n in Viva")
    assert viva("programs", "export", tmp_path / "x.csv").returncode == 1
    assert viva("programs", "show", "x").stderr == (
        "viva: no program has “x” in its name; see `viva programs`.\n"
    )


def test_a_spreadsheet_is_previewed_then_imported(viva: Viva, home: Path, file: Path) -> None:
    done = viva("programs", "import", file)
    assert done.returncode == 1 and "add --yes" in done.stderr
    assert done.stdout.splitlines() == [
        "+ Riverside University  (8 fields)",
        "! row 3 is skipped. Interview date: “soon” isn't a date; write it like 2026-12-03.",
        "! the column “Mood” matches no field and is skipped.",
        "1 new program, 1 row skipped.",
    ]
    with stored(home) as store:
        assert store.programs.all() == ()
    done = viva("programs", "import", file, "--yes")
    assert done.returncode == 1, "a row was not used"
    assert done.stdout.splitlines()[-1] == "1 program added, 0 changed."
    with stored(home) as store:
        (program,) = store.programs.all()
    assert (program.day, program.time) == (date(2031, 12, 3), time(9))
    assert (program.zone, program.j1, program.h1b) == ("America/New_York", "yes", "no")


def test_your_values_stay_without_replace(viva: Viva, home: Path, tmp_path: Path) -> None:
    with stored(home) as store:
        store.programs.add("A", size="4")
    file = tmp_path / "a.csv"
    file.write_text("Name,Size\nA,6\n")
    done = viva("programs", "import", file, "--yes")
    assert done.returncode == 0
    assert "yours     4" in done.stdout and "the file  6" in done.stdout
    assert done.stdout.endswith(
        "Where the file differs, your notebook was kept; --replace uses the file.\n"
    )
    with stored(home) as store:
        assert store.programs.all()[0].size == "4"
    assert "1 changed" in viva("programs", "import", file, "--yes", "--replace").stdout
    with stored(home) as store:
        assert store.programs.all()[0].size == "6"


def test_the_person_is_asked(
    home: Path, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VIVA_HOME", str(home))
    for said, programs in (("n", 0), ("y", 1)):
        answer = io.StringIO(f"{said}\n")
        answer.isatty = lambda: True  # type: ignore[method-assign]
        monkeypatch.setattr("sys.stdin", answer)
        main(["programs", "import", str(file)])
        with stored(home) as store:
            assert len(store.programs.all()) == programs
    assert "Import these? [y/N]" in capsys.readouterr().out


def test_the_list_and_one_program(viva: Viva, home: Path) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    with stored(home) as store:
        store.programs.add("Undated", likes="x\x1b[31m\ny")
        store.programs.add("Soon", city="Cleveland", day=tomorrow, time=time(9), zone="UTC")
    listed = viva("programs").stdout.splitlines()
    assert listed[0].startswith("Soon, Cleveland: ") and listed[-1] == "Undated: no date yet"
    rows = [json.loads(line) for line in viva("programs", "--format", "json").stdout.splitlines()]
    assert [row["name"] for row in rows] == ["Soon", "Undated"]
    assert rows[0]["interview_utc"] == f"{tomorrow}T09:00:00+00:00"
    shown = viva("programs", "show", "undat").stdout
    assert "What you really like" in shown and "\x1b" not in shown
    assert viva("programs", "show", "n").returncode == 1, "both have an n"
    assert viva("programs", "show").returncode == 2
    assert viva("programs", "dance").returncode == 2


def test_an_export_is_private_complete_and_never_overwrites(
    viva: Viva, home: Path, tmp_path: Path
) -> None:
    with stored(home) as store:
        store.programs.add("=A", likes="- one\n- two")
    file = tmp_path / "out.csv"
    assert viva("programs", "export", file).stdout == f"1 program saved to {file}.\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert '"\'=A"' in file.read_text("utf-8-sig")
    again = viva("programs", "export", file)
    assert again.returncode == 1 and "already exists" in again.stderr
    assert viva("programs", "import", file, "--yes").stdout == "1 program already there.\n"


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_a_file_that_cannot_be_read(viva: Viva, name: str) -> None:
    done = viva("programs", "import", name)
    assert done.returncode == 1 and "can't read" in done.stderr


def test_the_date_order_can_be_given(viva: Viva, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Name,Interview date\nA,12/3/2026\n")
    assert "could be December 3 or March 12" in viva("programs", "import", file).stdout
    viva("programs", "import", file, "--yes", "--dates", "month-first")
    with stored(home) as store:
        assert store.programs.all()[0].day == date(2026, 12, 3)


def test_the_interviews_are_saved_as_a_calendar(viva: Viva, file: Path, tmp_path: Path) -> None:
    none = viva("programs", "calendar")
    assert none.returncode == 1 and "no program has an interview date yet" in none.stderr
    viva("programs", "import", file, "--yes")
    done = viva("programs", "calendar")
    made = tmp_path / "interviews.ics"
    assert done.returncode == 0 and stat.S_IMODE(made.stat().st_mode) == 0o600
    assert done.stdout == "1 interview saved to interviews.ics.\n"
    (event,) = Calendar.from_ical(made.read_bytes()).events
    assert str(event.summary) == "Interview: Riverside University"
    again = viva("programs", "calendar")
    assert again.returncode == 1 and "already exists" in again.stderr
    assert viva("programs", "calendar", "other.ics").returncode == 0
    assert viva("programs", "calendar", "a.ics", "b.ics").returncode == 2
