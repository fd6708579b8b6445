"""Viva's checklists are valid, and a wrong file is refused with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from prompts.checklists import TESTS, WHENS, load
from prompts.loader import BankError

GOOD = """[[item]]
id = "water"
when = "today"
group = "On the desk"
text = "A glass of water."
more = "Away from the keyboard."
test = "disk"
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "lists.toml"
    file.write_text(text, "utf-8")
    return file


def test_every_list_has_items_and_every_test_is_used() -> None:
    lists = load()
    assert all(len(lists.of(when)) >= 5 for when in WHENS)
    assert {item.test for item in lists.items if item.test} == set(TESTS)
    assert sum(len(lists.of(when)) for when in WHENS) == len(lists.items)


def test_what_the_guide_asks_for_is_there() -> None:
    texts = "\n".join(
        f"{item.group} {item.text} {item.more or ''}" for item in load().items
    ).casefold()
    for asked in (
        "camera", "eye level", "wall", "update", "restart", "backups", "charge", "paper", "alarms",
        "program's time", "invitation", "suit", "light", "family", "notebook", "your questions",
        "water", "cv", "notes", "24", "thank-you",
    ):  # fmt: skip
        assert asked in texts, asked


def test_a_list_is_short_and_its_sentences_too() -> None:
    for item in load().items:
        assert len(item.text.split()) <= 18, item.text
        assert item.text.endswith(".")
    assert all(len(load().of(when)) <= 20 for when in WHENS)


def test_items_of_a_group_are_next_to_each_other() -> None:
    for when in WHENS:
        groups = [item.group for item in load().of(when)]
        assert len(list(dict.fromkeys(groups))) == sum(
            a != b for a, b in zip([None, *groups], groups, strict=False)
        )


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (item,) = load(write(tmp_path, GOOD)).items
    assert (item.id, item.when, item.test) == ("water", "today", "disk")
    assert item.more == "Away from the keyboard."


KEYS = "id, when, group, text, more, test"
WRONG = [
    ('id = "water"\n', "", 1, "the item has no 'id'."),
    ('id = "water"', 'id = "Water!"', 2,
     "the id 'Water!' must be lowercase letters and digits joined by \"-\"."),
    ('"today"', '"soon"', 3, "'when' is 'soon'; it must be one of week, day, today, after."),
    ('"On the desk"', '" "', 4, "'group' is empty."),
    ('"A glass of water."', "3", 5, "'text' must be text in quotation marks."),
    ('"disk"', '"weather"', 7, f"'test' is 'weather'; it must be one of {', '.join(TESTS)}."),
    ('"disk"', "[]", 7, f"'test' is []; it must be one of {', '.join(TESTS)}."),
    ("more =", "how =", 6, f"the item has the unknown key 'how'; the keys are {KEYS}."),
    ("[[item]]", "[item]", 1, 'each item must be a table that starts with "[[item]]".'),
    ('"water"', '"water', 2, "this is not valid TOML: Illegal character '\\n'."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "problem"), WRONG)
def test_a_problem_is_reported_with_its_line(
    old: str, new: str, line: int, problem: str, tmp_path: Path
) -> None:
    file = write(tmp_path, GOOD.replace(old, new))
    with pytest.raises(BankError) as caught:
        load(file)
    assert str(caught.value) == f"{file}:{line}: {problem}"


def test_an_id_twice_an_empty_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BankError, match=r"lists.toml:10: the id 'water' is already used."):
        load(write(tmp_path, GOOD + "\n" + GOOD))
    with pytest.raises(BankError, match="the file has no 'item'"):
        load(write(tmp_path, "# nothing\n"))
    with pytest.raises(BankError, match="can't be read"):
        load(tmp_path / "none.toml")
