"""Stories written to a file and read back; mistakes are reported with their line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.types import KINDS
from sessions.stories.story_file import merge, read, write
from sessions.stories.types import LONGEST, PARTS, Story

DOSE = Story(
    "star",
    "The wrong dose",
    ("night shift, “full” ward", "safe dose \\ 6 am", "", "no harm", "read back"),
    tags=("mistake",),
    kinds=("behavioural",),
    questions=("a-mistake",),
)
MINE = Story("narrative", "Я и Med-Peds", ("Lagos", "", "2 electives", "both ages"), kinds=("gap",))
FILE = """\
[[story]]
form = "star"
title = "The wrong dose"
situation = "night shift"

[[story]]
form = "narrative"
title = "Me"
background = "Lagos"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "stories.toml"


def told(file: Path, text: str) -> list[tuple[int | None, str]]:
    file.write_text(text, "utf-8")
    return [(r.line, r.problem) for r in read(file, ["a-mistake"]).refusals]


def test_what_is_written_is_read_back(file: Path) -> None:
    file.write_text(write([MINE, DOSE]), "utf-8")
    reading = read(file, ["a-mistake"])
    assert not reading.refusals and not reading.strangers
    assert reading.stories == ((1, MINE), (9, DOSE))


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)


@given(st.tuples(*[LINE] * 5), LINE, st.lists(LINE), st.lists(st.sampled_from(KINDS)))
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    cues: tuple[str, ...],
    title: str,
    tags: list[str],
    kinds: list[str],
) -> None:
    story = Story("star", f"a{title}", cues, tuple(tags), tuple(kinds), ())  # type: ignore[arg-type]
    file = tmp_path_factory.mktemp("any") / "s.toml"
    file.write_text(write([story]), "utf-8")
    assert read(file, []).stories == ((1, story),)


def test_a_file_by_hand_needs_little(file: Path) -> None:
    assert told(file, FILE) == []
    (_, dose), (line, _) = read(file, []).stories
    assert dose.kinds == ("behavioural",) and dose.cues[1:] == ("", "", "", "")
    assert line == 6


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ('form = "star"', 'form = "poem"', 2, "'form' is 'poem'; it must be one of"),
        ('form = "star"\n', "", 1, "the story has no 'form'."),
        ('situation = "night shift"', 'background = "x"', 4, "unknown key 'background'"),
        ('situation = "night shift"', 'situation = ""', 4, "'situation' is empty"),
        ('situation = "night shift"', "situation = 3", 4, "must be text"),
        ('situation = "night shift"', f'task = "{"x" * 301}"', 4, f"more than {LONGEST}"),
        ('situation = "night shift"', 'tags = "x"', 4, "'tags' must be a list"),
        ('situation = "night shift"', 'kinds = ["quiz"]', 4, "'kinds' has 'quiz'"),
        ('situation = "night shift"', "kinds = [[]]", 4, "'kinds' has []"),
        ('"Me"', '"…"', 8, "'title' needs at least one word"),
        ('"Me"', '"the WRONG dose"', 8, "is already in line 1"),
        ('"narrative"', '"star"', 9, "unknown key 'background'"),
        ("[[story]]\nform", "[[tale]]\nform", 1, "unknown key 'tale'"),
        ('"Me"', '"Me', 8, "not valid TOML"),
    ],
)
def test_mistakes_are_reported_with_their_line(
    file: Path, old: str, new: str, line: int, problem: str
) -> None:
    wrong = told(file, FILE.replace(old, new, 1))
    assert wrong[0][0] == line and problem in wrong[0][1]


def test_a_second_narrative_is_refused(file: Path) -> None:
    again = '[[story]]\nform = "narrative"\ntitle = "Also me"\n'
    assert told(file, FILE + again) == [(12, "a narrative is already in line 6.")]


@pytest.mark.parametrize("text", ["", "story = 3", "story = [3]"])
def test_a_file_without_a_story(file: Path, text: str) -> None:
    assert "[[story]]" in told(file, text)[0][1]


def test_links_to_unknown_questions_are_reported_and_kept(file: Path) -> None:
    file.write_text(write([replace(DOSE, questions=("a-mistake", "own-gone"))]), "utf-8")
    reading = read(file, ["a-mistake"])
    (stranger,) = reading.strangers
    assert "'own-gone'" in stranger.problem and stranger.line == 10
    assert reading.stories[0][1].questions == ("a-mistake", "own-gone")


def test_existing_stories_are_not_replaced_unasked(file: Path) -> None:
    file.write_text(write([MINE, DOSE]), "utf-8")
    reading = read(file, ["a-mistake"])
    there = [
        replace(MINE, title="Another", cues=("Abuja", "", "", ""), id=4),
        replace(DOSE, id=7),
    ]
    found = merge(file, reading, there, replacing=False)
    assert [s.id for s in found.same] == [7] and not found.new and not found.changed
    (refusal,) = found.refusals
    assert refusal.line == 1 and "already have a narrative" in refusal.problem
    forced = merge(file, reading, there, replacing=True)
    assert not forced.refusals and forced.changed == (replace(MINE, id=4),)
    assert merge(file, reading, [], replacing=False).new == (MINE, DOSE)


def test_every_part_has_a_name_of_its_own() -> None:
    names = [part.name for parts in PARTS.values() for part in parts]
    assert len(names) == len(set(names))
