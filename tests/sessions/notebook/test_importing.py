"""What an import would do, and what it then does: nothing is replaced unasked."""

from __future__ import annotations

from datetime import date

from analysis.report.text import plain
from sessions.notebook.importing import ImportPlan, plan
from sessions.notebook.sheet import read, write
from sessions.store import Store


def planned(store: Store, text: str) -> ImportPlan:
    return plan(read(text.encode()), store.programs.all())


def test_new_filled_differing_and_same(store: Store) -> None:
    store.programs.add("Riverside", city="Cleveland", size="4")
    store.programs.add("Lakeside", city="Chicago")
    text = "Program,City,Size,State\nriverside,Cleveland,6,OH\nNew,,2,\nLakeside,Chicago,,\n"
    made = planned(store, text)
    assert [entry.name for entry in made.new] == ["New"]
    assert [(e.row, e.name, dict(e.fills)) for e in made.filled] == [
        (2, "Riverside", {"state": "OH"})
    ]
    assert [dict(entry.differs) for entry in made.differing] == [{"size": "6"}]
    assert made.same == 1

    store.programs.import_plan(made)
    riverside, _, new = store.programs.all()
    assert (riverside.name, riverside.size, riverside.state) == ("Riverside", "4", "OH")
    assert (new.name, new.size) == ("New", "2")

    again = planned(store, text)
    assert not again.new and not again.filled and len(again.differing) == 1
    store.programs.import_plan(again, replace=True)
    assert store.programs.all()[0].size == "6"
    assert planned(store, text).same == 3


def test_an_export_changes_nothing_here_and_is_complete_elsewhere(store: Store) -> None:
    store.programs.add("Riverside", likes="- a\n- b", day=date(2026, 12, 3), j1="yes")
    data = write(store.programs.all())
    assert plan(read(data), store.programs.all()).same == 1
    there = plan(read(data), ())
    (program,) = store.programs.all()
    store.programs.delete(program.id)
    store.programs.import_plan(there)
    (taken,) = store.programs.all()
    assert (taken.likes, taken.day, taken.j1) == (program.likes, program.day, "yes")


def test_empty_cells_and_unknowns_erase_nothing(store: Store) -> None:
    store.programs.add("Riverside", size="4", j1="yes")
    made = planned(store, "Program,Size,J-1 visa\nRiverside,,unknown\n")
    assert made.same == 1 and not made.entries


def test_programs_with_the_same_name_differ_by_city(store: Store) -> None:
    store.programs.add("University", city="Cleveland")
    store.programs.add("University", city="Chicago")
    made = planned(
        store, "Name,City,Size\nUniversity,Chicago,8\nUniversity,Boston,2\nUniversity,,3\n"
    )
    assert [(e.row, e.program.city if e.program else None) for e in made.entries] == [
        (2, "Chicago"),
        (3, None),
    ]
    assert made.problems == (
        (4, "Program: your notebook has two with this name; add the city too."),
    )


def test_a_duplicate_in_a_file_is_reported(store: Store) -> None:
    made = planned(store, "Name,Size\nA,1\na,2\n")
    assert made.problems == ((3, "Program: the same as in row 2."),)
    assert len(made.new) == 1


A_RING = ("\u00c5", "A\u030a", "\u212b")
"""One letter, typed in three ways."""


def test_a_name_typed_in_two_ways_is_one_program(store: Store) -> None:
    store.programs.add(f"{A_RING[0]}rhus  Hospital")
    made = planned(store, f"Program,Size\n{A_RING[1]}rhus Hospital,4\n")
    assert not made.new and dict(made.filled[0].fills) == {"size": "4"}
    twice = planned(store, f"Program\n{A_RING[1]}\n{A_RING[2]}\n")
    assert len(twice.new) == 1
    assert twice.problems == ((3, "Program: the same as in row 2."),)


def test_joined_emoji_stay_joined(store: Store) -> None:
    doctor = "\U0001f469\u200d\u2695\ufe0f"
    store.programs.import_plan(planned(store, f"Program\nécole {doctor}\n"))
    assert store.programs.all()[0].name == f"école {doctor}"
    assert plain(f"{doctor}\x1b\udcff") == f"{doctor} \ufffd"
