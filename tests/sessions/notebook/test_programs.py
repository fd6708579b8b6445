"""Programs in the store: changed field by field, one pinned at most, the current one."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from sessions.errors import StoreError
from sessions.notebook import values
from sessions.notebook.fields import FIELDS
from sessions.notebook.program import Program, in_order
from sessions.notebook.programs import UnknownProgram
from sessions.store import Store
from tests.sessions.conftest import Clock

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
HERE = ZoneInfo("Europe/Berlin")


def test_the_table_of_fields_is_the_program() -> None:
    assert {f.name for f in fields(Program)} == {f.name for f in FIELDS} | {"id", "pinned"}


def test_every_field_is_saved(store: Store) -> None:
    given: dict[str, values.Value] = {
        f.name: f"{f.label} é\nx" if f.form == "lines" else f.label
        for f in FIELDS
        if f.form in ("line", "lines")
    }
    given |= {"day": date(2026, 12, 3), "time": time(9, 30), "zone": "America/New_York"}
    given |= {"j1": "yes", "h1b": "no", "format": "virtual", "thanked": date(2026, 12, 4)}
    name = str(given.pop("name"))
    program = store.programs.add(name, **given)
    assert {n: getattr(program, n) for n in given} == given
    assert store.programs.get(program.id) == program == store.programs.all()[0]


def test_only_the_named_fields_change(store: Store) -> None:
    program = store.programs.add("A", city="X", day=date(2026, 12, 3))
    store.programs.change(program.id, city="Y")
    changed = store.programs.change(program.id, size="4")
    assert (changed.city, changed.size, changed.day) == ("Y", "4", date(2026, 12, 3))
    assert store.programs.change(program.id, day=None).interview is None


def test_invalid_values_are_refused_and_change_nothing(store: Store) -> None:
    with pytest.raises(StoreError, match="needs a name"):
        store.programs.add("  ")
    program = store.programs.add("A")
    with pytest.raises(StoreError, match="needs a name"):
        store.programs.change(program.id, name="", city="X")
    assert store.programs.get(program.id).city == ""
    store.programs.delete(program.id)
    with pytest.raises(UnknownProgram, match="no longer in the notebook"):
        store.programs.change(program.id, city="X")
    store.programs.delete(program.id)


def test_text_that_the_database_cannot_hold_does_no_harm(store: Store) -> None:
    assert store.programs.add("a\ud800b\x00").name.startswith("a")


def test_the_current_program(store: Store, clock: Clock) -> None:
    clock.time = NOW
    assert store.programs.current() is None
    undated = store.programs.add("Undated")
    past = store.programs.add("Past", day=date(2026, 11, 20))
    assert store.programs.current() is None
    later = store.programs.add("Later", day=date(2026, 12, 9))
    soon = store.programs.add("Soon", day=date(2026, 12, 3), time=time(9), zone="America/New_York")
    assert store.programs.current() == soon
    assert store.programs.current(datetime(2026, 12, 3, 21, tzinfo=UTC), HERE) == soon  # that day
    assert store.programs.current(datetime(2026, 12, 4, 12, tzinfo=UTC), HERE) == later
    store.programs.pin(past.id)
    store.programs.pin(undated.id)
    assert store.programs.current() == store.programs.get(undated.id)
    assert sum(program.pinned for program in store.programs.all()) == 1
    store.programs.pin(None)
    assert store.programs.current() == soon


def test_the_order_is_by_the_moment_and_not_by_the_clock(store: Store) -> None:
    add = store.programs.add
    add("past", day=date(2026, 11, 20))
    add("long past", day=date(2026, 11, 10))
    add("hawaii", day=date(2026, 12, 3), time=time(8), zone="Pacific/Honolulu")
    add("east", day=date(2026, 12, 3), time=time(9), zone="America/New_York")
    add("undated")
    ordered = in_order(store.programs.all(), NOW, HERE)
    assert [p.name for p in ordered] == ["east", "hawaii", "undated", "past", "long past"]


def test_placeholders_are_only_what_is_known(store: Store) -> None:
    program = store.programs.add("Riverside", city="Cleveland", hospital="Riverside Medical Center")
    assert program.placeholders() == {
        "program": "Riverside",
        "city": "Cleveland",
        "hospital": "Riverside Medical Center",
    }
