"""What importing a spreadsheet would do, in lines to read before it is done."""

from __future__ import annotations

from collections.abc import Iterator

from sessions.notebook import values
from sessions.notebook.fields import BY_NAME
from sessions.notebook.importing import ImportEntry, ImportPlan
from sessions.notebook.values import Value

LONGEST = 60
"""Characters of a value that are shown."""


def lines(plan: ImportPlan) -> Iterator[str]:
    """Yield the preview: new programs, filled-in fields, differences, skipped rows."""
    for entry in plan.new:
        yield f"+ {entry.name}  ({_count(len(entry.fills), 'field')})"
    for entry in plan.filled:
        yield f"~ {entry.name}: fills in {', '.join(BY_NAME[f].label for f in entry.fills)}"
    for entry in plan.differing:
        yield from _differing(entry)
    for row, problem in plan.problems:
        yield f"! row {row} is skipped. {problem}"
    for heading in plan.unknown:
        yield f"! the column “{heading}” matches no field and is skipped."
    for remark in plan.remarks:
        yield f"! {remark}"


def summary(plan: ImportPlan) -> str:
    """Summarize the preview in one line."""
    rows = len({row for row, _ in plan.problems})
    differing = sum(len(entry.differs) for entry in plan.entries)
    parts = (
        (len(plan.new), f"{_count(len(plan.new), 'new program')}"),
        (len(plan.filled), f"{_count(len(plan.filled), 'program')} to fill in"),
        (differing, f"{_count(differing, 'value')} that differ" + "s" * (differing == 1)),
        (plan.same, f"{_count(plan.same, 'program')} already there"),
        (rows, f"{_count(rows, 'row')} skipped"),
    )
    return ", ".join(text for number, text in parts if number) or "The file contains no programs"


def done(plan: ImportPlan, *, replace: bool) -> str:
    """Describe what was done."""
    changed = {e.row for e in (*plan.filled, *(plan.differing if replace else ()))}
    return f"{_count(len(plan.new), 'program')} added, {len(changed)} changed."


def _differing(entry: ImportEntry) -> Iterator[str]:
    for name, value in entry.differs.items():
        yield f"? {entry.name}, {BY_NAME[name].label}:"
        yield f"    yours     {_short(getattr(entry.program, name))}"
        yield f"    the file  {_short(value)}"


def _short(value: Value) -> str:
    text = " / ".join(values.write(value).splitlines())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
