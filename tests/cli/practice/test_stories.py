"""``viva stories``: the list, questions without a story, import and export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Viva
from tests.sessions.conftest import open_store
from tests.sessions.material import record

FILE = """\
[[story]]
form = "narrative"
title = "From Lagos to Med-Peds"
background = "Lagos, children's ward"
questions = ["tell-me-about-yourself"]

[[story]]
form = "star"
title = "The wrong dose"
situation = "night float, full census"
result = "no harm"
tags = ["mistake"]
kinds = ["behavioural"]
questions = ["a-mistake"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "mine.toml"
    made.write_text(FILE, "utf-8")
    return made


def test_stories_are_imported_listed_and_exported(viva: Viva, file: Path, tmp_path: Path) -> None:
    assert viva("stories").stdout.startswith("No stories yet.")
    assert viva("stories", "check", file).stdout == "2 stories, no mistakes.\n"
    assert viva("stories", "import", file).stdout == "2 stories added.\n"
    first, second = viva("stories").stdout.splitlines()
    assert "From Lagos to Med-Peds" in first and "not told yet" in first and "1 question" in first
    assert "The wrong dose" in second and "mistake · 1 question" in second
    shown = viva("stories", "show", "wrong").stdout
    assert "  not told yet\n" in shown and "told: not" not in shown
    assert "Situation    night float, full census" in shown and "Task         –" in shown
    assert "answers      Tell me about a time you made a mistake." in shown
    out = tmp_path / "out.toml"
    assert viva("stories", "export", out).stdout == f"2 stories saved to {out}.\n"
    assert out.read_text("utf-8") == FILE.replace(
        'questions = ["tell', 'kinds = ["background", "motivational"]\nquestions = ["tell'
    )
    again = viva("stories", "export", out)
    assert again.returncode == 1 and "already exists" in again.stderr
    assert viva("stories", "import", out).stdout == "0 stories added, 2 already there.\n"


def test_nothing_is_replaced_without_replace(viva: Viva, file: Path) -> None:
    viva("stories", "import", file)
    file.write_text(FILE.replace("no harm", "harm") + '\n[[story]]\nform="star"\ntitle="New"\n')
    done = viva("stories", "import", file)
    assert done.returncode == 1 and done.stdout == ""
    assert f"{file}:7: you already have a story called “The wrong dose”" in done.stderr
    assert "nothing was imported" in done.stderr
    assert "New" not in viva("stories").stdout
    done = viva("stories", "import", file, "--replace")
    assert done.stdout == "1 story added, 1 replaced, 1 already there.\n"
    assert "Result       harm" in viva("stories", "show", "2").stdout


def test_every_mistake_is_listed_with_its_line(viva: Viva, file: Path) -> None:
    file.write_text(FILE.replace('"behavioural"', '"quiz"').replace("result", "outcome"), "utf-8")
    for action in ("check", "import"):
        done = viva("stories", action, file)
        assert done.returncode == 1 and done.stdout == ""
        assert f"{file}:11: a star story has the unknown key 'outcome'" in done.stderr
        assert f"{file}:13: 'kinds' has 'quiz'" in done.stderr
    assert viva("stories", "check", "gone.toml").returncode == 1


def test_links_to_unknown_questions_are_reported(viva: Viva, file: Path) -> None:
    file.write_text(FILE.replace("a-mistake", "own-gone"), "utf-8")
    done = viva("stories", "import", file)
    assert done.returncode == 0 and f"{file}:14: there is no question 'own-gone'" in done.stderr
    assert "own-gone (no longer in the question bank)" in viva("stories", "show", "dose").stdout


def test_questions_without_a_story(viva: Viva, file: Path, home: Path) -> None:
    before = viva("stories", "missing").stdout
    assert "  a-mistake  " in before and "why-med-peds" not in before
    viva("stories", "import", file)
    after = viva("stories", "missing").stdout
    assert "  a-mistake  " not in after
    assert "(may fit: The wrong dose)" in after
    with open_store(home) as store:
        store.stories.record_telling(record(store, "failure").id, 2)
    left = [
        json.loads(x)
        for x in viva("stories", "missing", "--format", "json").stdout.split("\n")
        if x
    ]
    assert "failure" not in [each["id"] for each in left]
    assert all(each["kind"] in ("behavioural", "ethical") for each in left)


def test_tellings_are_counted(viva: Viva, file: Path, home: Path) -> None:
    viva("stories", "import", file)
    with open_store(home) as store:
        for question in ("failure", "a-mistake", "leadership", "team-conflict"):
            store.stories.record_telling(record(store, question).id, 2)
    assert "4×, last Nov 30, 2026, overused" in viva("stories").stdout.replace("Dec 1", "Nov 30")
    _, dose = map(json.loads, viva("stories", "--format", "json").stdout.splitlines())
    assert (dose["told"], dose["told_for"]) == (4, 4)
    assert dose["cues"]["task"] is None and "4 of your last 4" in dose["worn"]
    assert "! You told this story for 4" in viva("stories", "show", "dose").stdout


def test_wrong_usage_explains_the_right_one(viva: Viva, file: Path) -> None:
    for words in (["import"], ["check"], ["export", "a", "b"]):
        done = viva("stories", *words)
        assert done.returncode == 2 and f"viva stories {words[0]} FILE" in done.stderr
    assert viva("stories", "show").returncode == 2
    assert "choose from: show, missing" in viva("stories", "tell").stderr
    assert "no stories yet" in viva("stories", "export", "x.toml").stderr
    viva("stories", "import", file)
    assert "no story is called" in viva("stories", "show", "zzz").stderr
    assert "in several titles" in viva("stories", "show", "o").stderr
