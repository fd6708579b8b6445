"""Spreadsheets: an export can be imported; people's own files are understood or refused."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.notebook import sheet, values, zones
from sessions.notebook.combined import day_and_time, hospitals, name_and_place, visa
from sessions.notebook.fields import BY_NAME, FIELDS
from sessions.notebook.program import FORMATS, VISAS, Program
from sessions.notebook.sheet import SheetError, read, write

GUIDE = (
    "Program name & location,Program size (number of residents per year),"
    "Affiliated hospitals (adult + children's),"
    '"Unique Med-Peds features (transition clinic, global health)",Tracks & opportunities,'
    "IMG friendliness (past IMGs in current residents list),Visa support (J-1; H-1B),"
    "Notable faculty or Med-Peds leaders,Points you genuinely like about the program,"
    '"Questions to ask the program director, faculty, residents",My rank\r\n'
    '"Riverside University, Cleveland, OH",4,Riverside Medical Center + Rainbow Children\'s,'
    "Transition clinic,Advocacy,3 of 16,J-1 only,Dr. Kowalska,The clinic,"
    '"How is time balanced?\nWho mentors IMGs?",1\r\n'
)


def texts(form: str) -> st.SearchStrategy[Any]:
    """Values of a field, as the store saves them."""
    match form:
        case "line" | "lines":
            field = BY_NAME["city" if form == "line" else "likes"]
            anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
            nasty = st.text("=+-@'\"|;,\t\n ＝%xé", max_size=8)
            return (anything | nasty).map(lambda text: values.read(field, text))
        case "visa":
            return st.sampled_from(VISAS)
        case "format":
            return st.sampled_from(FORMATS)
        case "day":
            return st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
        case "time":
            return st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))
        case _:
            return st.none() | st.sampled_from(zones.names())


PROGRAMS = st.builds(
    Program,
    id=st.just(0),
    **{f.name: texts(f.form).filter(bool) if f.name == "name" else texts(f.form) for f in FIELDS},
)


@given(st.lists(PROGRAMS, max_size=3))
def test_what_is_written_is_read_again(programs: list[Program]) -> None:
    rows = read(write(programs)).rows
    assert [row.problems for row in rows] == [()] * len(programs)
    assert [replace(Program(id=0, **row.given), id=0) for row in rows] == programs  # type: ignore[arg-type]


@given(st.lists(PROGRAMS, min_size=1, max_size=2))
def test_no_cell_acts_as_a_formula(programs: list[Program]) -> None:
    text = write(programs).decode("utf-8-sig")
    for cells in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.lstrip().startswith(tuple("=+-@＝＋－＠\t\r")) for cell in cells)


def test_formulas_stay_as_written() -> None:
    for text in ('=HYPERLINK("x")', "+1 216 555", "- a clinic", "@home", "'=x", "''+x", "'twas"):
        program = Program(id=0, name="A", likes=text)
        assert read(write([program])).rows[0].given["likes"] == text


def test_the_guides_columns() -> None:
    found = read(GUIDE.encode())
    assert found.unknown == ("My rank",)
    (row,) = found.rows
    assert row.problems == () and row.number == 2
    assert row.given == {
        "name": "Riverside University",
        "city": "Cleveland",
        "state": "OH",
        "size": "4",
        "hospital": "Riverside Medical Center",
        "childrens_hospital": "Rainbow Children's",
        "features": "Transition clinic",
        "tracks": "Advocacy",
        "imgs": "3 of 16",
        "j1": "yes",
        "h1b": "no",
        "people": "Dr. Kowalska",
        "likes": "The clinic",
        "ask_director": "How is time balanced?\nWho mentors IMGs?",
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings(delimiter: str, encoding: str) -> None:
    rows = [["PROGRAM", " city ", "# Residents"], ["Universität Zürich", "Zürich, alt; neu", "4"]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    (row,) = read(out.getvalue().encode(encoding)).rows
    assert row.given == {"name": "Universität Zürich", "city": "Zürich, alt; neu", "size": "4"}


def test_what_excel_does() -> None:
    text = 'sep=;\r\nName;Size;City;;\r\n="Río";="04";;;\r\n;;;;\r\n\r\nB;;;;extra\r\n'
    found = read(text.encode("cp1252"))
    assert [row.given for row in found.rows] == [{"name": "Río", "size": "04"}, {"name": "B"}]
    assert [row.number for row in found.rows] == [2, 5]
    assert found.remarks == (
        "The file isn't in UTF-8; check letters such as é in the names.",
        "Row 5: “extra” is in a column without a heading and was left out.",
    )


def test_one_date_tells_how_all_are_written() -> None:
    head = "Name,Interview date,Interview time,Time zone\n"
    american = read(f"{head}A,12/3/2026,9:00 AM,Eastern\nB,12/15/2026,,\n".encode())
    assert american.rows[0].given["day"] == date(2026, 12, 3)
    assert american.remarks == ("Dates such as 12/3/2026 are read month first.",)
    european = read(f"{head}A,3/12/2026,,\nB,15/12/2026,,\n".encode())
    assert european.rows[0].given["day"] == date(2026, 12, 3)
    unknown = read(f"{head}A,12/3/2026,,\nB,31/31/2026,,\n".encode())
    assert "could be December 3 or March 12" in unknown.rows[0].problems[0]
    assert read(f"{head}A,12/3/2026,,\n".encode(), "day first").rows[0].given["day"] == date(
        2026, 3, 12
    )


def test_mistakes_are_reported_by_row() -> None:
    found = read(b"Name,Interview date,J-1 visa\nA,soon,yes\n,2026-12-03,no\nC,,perhaps\n")
    assert [(row.number, row.problems) for row in found.rows] == [
        (2, ("Interview date: “soon” isn't a date; write it like 2026-12-03.",)),
        (3, ("Program: there is no name.",)),
        (4, ("J-1 visa: “perhaps” isn't clear; write yes, no, or unknown.",)),
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\r\n\r\n", "empty"),
        (b"a,b\n1,2\n", "No column names the program"),
        (b"PK\x03\x04xxxx", "Excel workbook"),
        (b"Name\nA\x00B\n", "isn't a text file"),
        (b'Name\n"' + b"x" * 200_000 + b'"\n', "can't be read as CSV"),
        (b"x" * (sheet.LARGEST + 1), "too large"),
    ],
)
def test_files_that_are_not_spreadsheets(data: bytes, why: str) -> None:
    with pytest.raises(SheetError, match=why):
        read(data)


@given(st.binary(max_size=200))
def test_any_file_is_read_or_refused(data: bytes) -> None:
    try:
        read(b"Name,Interview date,Visa,Hospitals\n" + data)
    except SheetError as error:
        assert str(error).endswith((".", ").", "first."))


def test_columns_that_hold_several_fields() -> None:
    assert name_and_place("Riverside (Cleveland, OH)") == {
        "name": "Riverside",
        "city": "Cleveland",
        "state": "OH",
    }
    assert name_and_place("University of Texas, Houston") == {
        "name": "University of Texas, Houston"
    }
    assert name_and_place("Riverside - Cleveland, OH")["name"] == "Riverside"
    children = "Children's Hospital & Medical Center"
    assert hospitals(children) == {"childrens_hospital": children}
    assert hospitals("City Hospital") == {"hospital": "City Hospital"}
    assert hospitals("City Hospital, County, Kids' House") == {
        "hospital": "City Hospital; County",
        "childrens_hospital": "Kids' House",
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("J-1, H-1B", {"j1": "yes", "h1b": "yes"}),
        ("J1 only", {"j1": "yes", "h1b": "no"}),
        ("h1b and j1", {"j1": "yes", "h1b": "yes"}),
        ("J-1", {"j1": "yes", "h1b": ""}),
        ("none", {"j1": "no", "h1b": "no"}),
        ("unknown", {}),
        ("J-1 yes, no H-1B", {"visa_source": "J-1 yes, no H-1B"}),
        ("H-1B case by case", {"visa_source": "H-1B case by case"}),
        ("J-1 through ECFMG", {"j1": "yes", "h1b": "", "visa_source": "J-1 through ECFMG"}),
        ("ask", {"visa_source": "ask"}),
    ],
)
def test_a_visa_column_is_never_overinterpreted(text: str, told: dict[str, str]) -> None:
    assert visa(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12/3/2026 9:00 AM ET", {"day": "12/3/2026", "time": "9:00 AM", "zone": "ET"}),
        ("2026-12-03T09:00", {"day": "2026-12-03", "time": "09:00", "zone": ""}),
        ("Dec 3, 2026 at 9am (Central)", {"day": "Dec 3, 2026", "time": "9am", "zone": "Central"}),
        (
            "3.12.2026 9:00 - 13:00 EST",
            {"day": "3.12.2026", "time": "9:00", "zone": "EST", "left_out": "- 13:00"},
        ),
        ("2026-12-04 13h", {"day": "2026-12-04", "time": "13h", "zone": ""}),
        ("2026-12-04 13:00Z", {"day": "2026-12-04", "time": "13:00", "zone": "Z"}),
        ("12/3/2026 0:00", {"day": "12/3/2026"}),
        ("2026-12-03", {"day": "2026-12-03"}),
    ],
)
def test_a_date_with_its_time(text: str, told: dict[str, str]) -> None:
    assert day_and_time(text) == told


@pytest.mark.parametrize(
    ("cell", "time_", "zone"),
    [
        ("13h", time(13), None),
        ("13 h", time(13), None),
        ("13h30", time(13, 30), None),
        ("13 Uhr", time(13), None),
        ("1pm ET", time(13), "America/New_York"),
        ("13:00 UTC", time(13), "Etc/UTC"),
        ("13:00Z", time(13), "Etc/UTC"),
    ],
)
def test_times_as_people_write_them(cell: str, time_: time, zone: str | None) -> None:
    for head, text in (("Interview date", f"2026-12-04 {cell}"), ("Interview time", cell)):
        (row,) = read(f"Name,{head}\nA,{text}\n".encode()).rows
        assert row.problems == row.remarks == ()
        assert row.given["time"] == time_
        assert row.given.get("zone") == zone


@pytest.mark.parametrize(
    ("table", "left_out"),
    [
        ("Name,Interview date\nA,2026-12-04 (virtual)", "“virtual” in Interview date"),
        ("Name,Interview date\nA,Dec 4 2026 morning", "“morning” in Interview date"),
        ("Name,Interview date\nA,2026-12-04 13", "“13” in Interview date"),
        ("Name,Interview date\nA,2026-12-04 or 2026-12-05", "2026-12-05"),
        ("Name,Interview date\nA,2026-12-04 9:00-10:30 ET", "“-10:30” has no field"),
        ("Name,Interview time\nA,9:00 to 10:30", "“to 10:30” has no field"),
        ("Name,Interview time\nA,9:00 in the lobby", "“in lobby” in Interview time"),
        ("Name,Interview date,Time zone\nA,2026-12-04 9:00 ET,PT", "“PT” is a second Time zone"),
        ("Name,City,Town\nA,Cleveland,Columbus", "“Columbus” is a second City"),
        ("Name\nA,extra", "“extra” is in a column without a heading"),
        ("Name,\nA,extra", "“extra” is in a column without a heading"),
    ],
)
def test_nothing_is_dropped_without_a_word(table: str, left_out: str) -> None:
    found = read(table.encode())
    assert found.rows[0].problems == ()
    assert any(left_out in remark and "Row 2" in remark for remark in found.remarks)


@pytest.mark.parametrize("cell", ["Fri, Dec 4th, 2026", "4 December 2026", "2026-12-04T00:00:00"])
def test_a_date_alone_leaves_nothing_over(cell: str) -> None:
    found = read(f'Name,Interview date\nA,"{cell}"\n'.encode())
    assert found.rows[0].given["day"] == date(2026, 12, 4)
    assert found.remarks == ()


def test_a_quotation_mark_that_swallows_rows() -> None:
    with pytest.raises(SheetError, match="never closed"):
        read(b'Name,City\nA,"Cleveland\nB,Columbus\n')
