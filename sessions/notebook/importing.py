"""What importing a spreadsheet would do to the notebook, before anything is done.

A program is the same if its name is (and, if both have one, its city). Empty cells in the file
change nothing; what differs from the notebook is never replaced unless the person says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sessions.notebook.program import Program
from sessions.notebook.sheet import Sheet, SheetRow
from sessions.notebook.values import Value, name_key

EMPTY = ("", None, "unknown")
"""Values that say nothing."""


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """What a row would do: to ``program``, or if that is ``None``, as a new one.

    ``fills`` are fields that are empty in the notebook, ``differs`` those with another value.
    """

    row: int
    name: str
    program: Program | None
    fills: Mapping[str, Value]
    differs: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that would be done; ``same`` rows are in the notebook already, ``problems`` skipped.

    A problem is the row's number and a sentence.
    """

    entries: tuple[ImportEntry, ...]
    same: int
    problems: tuple[tuple[int, str], ...]
    unknown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[ImportEntry, ...]:
        """Programs that aren't in the notebook."""
        return tuple(entry for entry in self.entries if entry.program is None)

    @property
    def filled(self) -> tuple[ImportEntry, ...]:
        """Programs in the notebook with something to fill in."""
        return tuple(e for e in self.entries if e.program is not None and e.fills)

    @property
    def differing(self) -> tuple[ImportEntry, ...]:
        """Programs in the notebook for which the file says something else."""
        return tuple(entry for entry in self.entries if entry.differs)


def plan(sheet: Sheet, programs: Sequence[Program]) -> ImportPlan:
    """Compare a file with the notebook."""
    entries: list[ImportEntry] = []
    problems: list[tuple[int, str]] = []
    seen: dict[tuple[str, str], int] = {}
    same = 0
    for row in sheet.rows:
        if row.problems:
            problems.extend((row.number, problem) for problem in row.problems)
            continue
        key = _key(row)
        if key in seen:
            problems.append((row.number, f"Program: the same as in row {seen[key]}."))
            continue
        seen[key] = row.number
        try:
            entry = _entry(row, programs)
        except ValueError as error:
            problems.append((row.number, str(error)))
            continue
        if entry.program is not None and not entry.fills and not entry.differs:
            same += 1
        else:
            entries.append(entry)
    return ImportPlan(tuple(entries), same, tuple(problems), sheet.unknown, sheet.remarks)


def _entry(row: SheetRow, programs: Sequence[Program]) -> ImportEntry:
    name, city = _key(row)
    named = [program for program in programs if name_key(program.name) == name]
    if city:
        exact = [program for program in named if name_key(program.city) == city]
        named = exact or [program for program in named if not program.city]
    if len(named) > 1:
        raise ValueError("Program: your notebook has two with this name; add the city too.")
    given = {field: value for field, value in row.given.items() if value not in EMPTY}
    shown = str(row.given["name"])
    if not named:
        return ImportEntry(row.number, shown, None, given, {})
    (program,) = named
    given.pop("name")
    there = {field: getattr(program, field) for field in given}
    return ImportEntry(
        row.number,
        program.name,
        program,
        {f: value for f, value in given.items() if there[f] in EMPTY},
        {f: value for f, value in given.items() if there[f] not in EMPTY and value != there[f]},
    )


def _key(row: SheetRow) -> tuple[str, str]:
    return name_key(str(row.given["name"])), name_key(str(row.given.get("city", "")))
