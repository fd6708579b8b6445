"""Programs in a spreadsheet file (CSV): read leniently, written so that nothing in it can run.

A cell that a spreadsheet program would run as a formula is written with an apostrophe before it,
which reading removes again. Rows are numbered as in a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis import spreadsheet
from sessions.notebook import left_out, values
from sessions.notebook.combined import COMBINED, LEFT_OUT, Texts
from sessions.notebook.fields import BY_NAME, FIELDS
from sessions.notebook.program import Program
from sessions.notebook.values import Order, Value, name_key

LARGEST = 5_000_000
"""Bytes; a notebook of a thousand programs is far smaller."""

DELIMITERS = (",", ";", "\t")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?!\d)")


class SheetError(Exception):
    """The file as a whole can't be used; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with what it says by field; ``problems`` are sentences, and then it is not used.

    ``remarks`` are sentences on what no field takes, so that nothing is dropped without a word.
    """

    number: int
    given: Mapping[str, Value]
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file contains; ``unknown`` are headings that match no field, ``remarks`` sentences."""

    rows: tuple[SheetRow, ...]
    unknown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def write(programs: Iterable[Program]) -> bytes:
    """Return the file: every field, UTF-8 with the mark that Excel looks for."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([field.label for field in FIELDS])
    for program in programs:
        writer.writerow(
            [spreadsheet.escaped(values.write(getattr(program, f.name))) for f in FIELDS]
        )
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def read(data: bytes, order: Order | None = None) -> Sheet:
    """Read a file; ``order`` decides how 12/3/2026 is meant if the file itself doesn't show it.

    Raises
    ------
    SheetError
        If it isn't such a file, or no column names the program.
    """
    text, remarks = _decoded(data)
    records = _records(text)
    while records and not any(cell.strip() for cell in records[0][1]):
        del records[0]
    if not records:
        raise SheetError("The file is empty; its first row must name the columns.")
    columns = [_column(cell) for cell in records[0][1]]
    if not {"name", "name_and_place"} & set(columns):
        raise SheetError(
            "No column names the program; call one “Program” (the first row names the columns)."
        )
    body = [(n, cells) for n, cells in records[1:] if any(cell.strip() for cell in cells)]
    order = order or _order(columns, [cells for _, cells in body])
    if order is not None and _slashes(columns, [cells for _, cells in body]):
        remarks = (*remarks, f"Dates such as 12/3/2026 are read {order}.")
    heads = zip(columns, records[0][1], strict=True)
    unknown = tuple(cell.strip() for column, cell in heads if column is None and cell.strip())
    rows = tuple(_row(n, columns, cells, order) for n, cells in body)
    heading = [cell.strip() for cell in records[0][1]]
    beyond = [
        f"Row {row.number}: {remark}"
        for row, (_, cells) in zip(rows, body, strict=True)
        for remark in (*row.remarks, *_without_heading(heading, cells))
    ]
    return Sheet(rows, unknown, (*remarks, *beyond))


def _without_heading(headings: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """Name the contents of columns that have no heading."""
    for place, cell in enumerate(cells):
        if cell.strip() and not (place < len(headings) and headings[place]):
            yield f"“{cell.strip()}” is in a column without a heading and was left out."


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if len(data) > LARGEST:
        raise SheetError("The file is too large for a list of programs (over 5 MB).")
    if data.startswith(b"PK"):
        raise SheetError("This is an Excel workbook. In Excel, save it as “CSV UTF-8” first.")
    excels = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # its "Unicode text"
    remarks: tuple[str, ...] = ()
    try:
        text = data.decode("utf-16" if excels else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        remarks = ("The file isn't in UTF-8; check letters such as é in the names.",)
    if "\0" in text:
        raise SheetError("This isn't a text file; save the spreadsheet as “CSV UTF-8”.")
    return text, remarks


def _records(text: str) -> list[tuple[int, list[str]]]:
    """Return rows with their numbers, using the delimiter that makes most sense of the headings."""
    delimiters: tuple[str, ...] = DELIMITERS
    if separator := re.match(r"\"?sep=(.)\"?\r?\n", text, re.IGNORECASE):  # Excel hides this line
        text, delimiters = text[separator.end() :], (separator[1],)

    def sense(delimiter: str) -> tuple[int, int]:
        head = next((cells for cells in _cells(text, delimiter) if any(cells)), [])
        return sum(_column(cell) is not None for cell in head), len(head)

    best = max(delimiters, key=sense)
    _require_closed_quotes(text, best)
    return list(enumerate(_cells(text, best), 1))


def _require_closed_quotes(text: str, delimiter: str) -> None:
    """Refuse a file in which a quotation mark swallows all rows after it."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise SheetError(
                "A quotation mark is opened and never closed, so rows run together; save the "
                "spreadsheet as “CSV UTF-8” again."
            ) from error


def _cells(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise SheetError(f"The file can't be read as CSV: {error}.") from error


def _row(
    number: int, columns: Sequence[str | None], cells: list[str], order: Order | None
) -> SheetRow:
    texts, remarks = _texts(columns, cells)
    given: dict[str, Value] = {}
    problems = []
    for name, part in texts.items():
        field = BY_NAME[name]
        try:
            given[name] = values.read(field, part, order)
        except ValueError as error:
            problems.append(f"{field.label}: {error}")
            continue
        if rest := _beside(field.form, part):
            remarks.append(f"“{rest}” in {field.label} is not understood and was left out.")
    if not given.get("name"):
        problems.append("Program: there is no name.")
    return SheetRow(number, given, tuple(problems), tuple(remarks))


def _texts(columns: Sequence[str | None], cells: list[str]) -> tuple[Texts, list[str]]:
    """Return the texts by field, and what is said twice or has no field."""
    texts: Texts = {}
    remarks = []
    for column, cell in zip(columns, cells, strict=False):
        if column is None or not (text := _unescaped(cell)).strip():
            continue
        parts = {column: text} if column not in COMBINED else COMBINED[column][0](text)
        if beyond := parts.pop(LEFT_OUT, ""):
            remarks.append(f"“{beyond}” has no field and was left out.")
        for name, part in parts.items():
            if not part.strip():
                continue
            if name_key(texts.setdefault(name, part)) != name_key(part):
                label = BY_NAME[name].label
                remarks.append(f"“{part.strip()}” is a second {label} and was left out.")
    return texts, remarks


def _beside(form: str, text: str) -> str:
    """Return what else the cell of a date or time says."""
    if form == "day":
        return left_out.beside_day(text)
    return left_out.beside_time(text) if form == "time" else ""


def _column(heading: str) -> str | None:
    """Return the field, or the combined column, that a heading means."""
    for said in (_fold(heading), _fold(re.sub(r"\(.*?\)", " ", heading))):
        if said in _HEADINGS:
            return _HEADINGS[said]
    return None


def _fold(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold().replace("_", " ").replace("'", ""))
    bare = "".join(c for c in bare if not unicodedata.combining(c) and c != "’")
    return " ".join(re.findall(r"\w+", bare))


_HEADINGS: Mapping[str, str] = {
    **{name: column for column, (_, names) in COMBINED.items() for name in names},
    **{name: field.name for field in FIELDS for name in field.also},
    **{_fold(name): field.name for field in FIELDS for name in (field.name, field.label)},
    "interview date": "day_and_time",  # may hold a time too
    "interview time": "time_and_zone",  # or a zone
    "time": "time_and_zone",
}


def _order(columns: Sequence[str | None], rows: Sequence[list[str]]) -> Order | None:
    """Detect how dates are written from one that can be read only one way."""
    found = _slashes(columns, rows)
    day_first = any(second <= 12 < first <= 31 for first, second in found)
    month_first = any(first <= 12 < second <= 31 for first, second in found)
    if day_first == month_first:
        return None
    return "day first" if day_first else "month first"


def _slashes(columns: Sequence[str | None], rows: Sequence[list[str]]) -> list[tuple[int, int]]:
    dates = {"day", "day_and_time", "thanked"}
    cells = (c for row in rows for n, c in zip(columns, row, strict=False) if n in dates)
    return [(int(f[1]), int(f[2])) for cell in cells for f in _SLASHED.finditer(cell)]


def _unescaped(cell: str) -> str:
    """Return the text of a cell, also of Excel's ="text"."""
    if quoted := re.fullmatch(r'="((?:[^"]|"")*)"', cell.strip()):
        return quoted[1].replace('""', '"')
    return spreadsheet.unescaped(cell)
