"""Stories as a TOML file: written to be read and edited by hand, and read with line numbers.

A file has one ``[[story]]`` table per story: ``form``, ``title``, a cue for each part of the
form, ``tags``, ``kinds``, and ``questions`` (ids). Which answers told a story isn't in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from prompts.bank import fold
from prompts.files.check import Problem, known_keys, plain_text
from prompts.files.lines import Places
from prompts.files.toml_file import Refusal, document_of, text_of
from prompts.files.writing import quoted
from prompts.types import KINDS
from sessions.stories.types import FORMS, LONGEST, PARTS, STARTING_KINDS, Story, StoryShape

REQUIRED = ("form", "title")
LISTS = ("tags", "kinds", "questions")


@dataclass(frozen=True, slots=True)
class StoryFileContents:
    """The contents of a file: the valid stories, each with its line, and what is wrong.

    ``strangers`` are links to questions that aren't in the bank; they are kept.
    """

    stories: tuple[tuple[int, Story], ...] = ()
    refusals: tuple[Refusal, ...] = ()
    strangers: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """What an import would do: add, replace (the new ones, with the ids of the old), nothing."""

    new: tuple[Story, ...] = ()
    changed: tuple[Story, ...] = ()
    same: tuple[Story, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def read(file: Path, question_ids: Collection[str]) -> StoryFileContents:
    """Read a file; every mistake in it is reported with its line."""
    text = text_of(file)
    if isinstance(text, Refusal):
        return StoryFileContents(refusals=(text,))
    document = document_of(file, text)
    if isinstance(document, Refusal):
        return StoryFileContents(refusals=(document,))
    return _Reader(file, text).read(document, question_ids)


def merge(
    file: Path, reading: StoryFileContents, there: Sequence[Story], *, replacing: bool
) -> Merge:
    """Compare a file's stories with the existing ones, by title; there is only one narrative.

    One that differs is refused unless ``replacing``.
    """
    new, changed, same, refusals = [], [], [], []
    for line, story in reading.stories:
        old = next((each for each in there if _is_same(each, story)), None)
        if old is None:
            new.append(story)
        elif replace(story, id=old.id, questions=tuple(sorted(story.questions))) == old:
            same.append(old)
        elif replacing:
            changed.append(replace(story, id=old.id))
        else:
            problem = (
                f"you already have {_named(old)}, and it is different; change the title, "
                "or add --replace to replace yours with this one."
            )
            refusals.append(Refusal(file, line, problem))
    return Merge(tuple(new), tuple(changed), tuple(same), tuple(refusals))


def write(stories: Iterable[Story]) -> str:
    """Write stories as the text of a file."""
    return "\n".join(map(_table, stories))


def _is_same(one: Story, other: Story) -> bool:
    if one.is_narrative or other.is_narrative:
        return one.form == other.form
    return fold(one.title) == fold(other.title)


def _named(story: Story) -> str:
    return "a narrative" if story.is_narrative else f"a story called “{story.title}”"


def _table(story: Story) -> str:
    lines = ["[[story]]", f"form = {quoted(story.form)}", f"title = {quoted(story.title)}"]
    lines += [f"{part.name} = {quoted(cue)}" for part, cue in story.parts if cue]
    for name in LISTS:
        values = getattr(story, name)
        if values or name == "kinds":  # where kinds are left out, a form's usual ones are meant
            lines.append(f"{name} = [{', '.join(map(quoted, values))}]")
    return "\n".join(lines) + "\n"


class _Reader:
    """Checks the tables of one file."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._places = Places(text, "story")
        self._wrong: list[tuple[int, str]] = []

    def read(self, document: dict[str, Any], question_ids: Collection[str]) -> StoryFileContents:
        tables = document.get("story", [])
        for problem in _file_problems(document, tables):
            self._refuse(None, problem)
        tables = [t for t in tables if isinstance(t, dict)] if isinstance(tables, list) else []
        found, strangers = [], []
        for index, table in enumerate(tables):
            problems = tuple(_problems(table))
            for problem in problems:
                self._refuse(index, problem)
            if not problems:
                found.append((index, _story(table)))
                for id in set(table.get("questions", ())) - set(question_ids):
                    strangers.append((self._places.line(index, "questions"), id))
        self._twice(found)
        stories = tuple((self._places.line(index, None), story) for index, story in found)
        unknown = [
            (line, f"there is no question {id!r} here; link kept.") for line, id in strangers
        ]
        return StoryFileContents(stories, self._refusals(self._wrong), self._refusals(unknown))

    def _twice(self, found: Sequence[tuple[int, Story]]) -> None:
        for place, (index, story) in enumerate(found):
            for earlier, other in found[:place]:
                if _is_same(other, story) or fold(other.title) == fold(story.title):
                    line = self._places.line(earlier, None)
                    sentence = f"{_named(story)} is already in line {line}."
                    self._refuse(index, Problem("title", sentence))
                    break

    def _refuse(self, index: int | None, problem: Problem) -> None:
        self._wrong.append((self._places.line(index, problem.key), problem.sentence))

    def _refusals(self, lined: Iterable[tuple[int, str]]) -> tuple[Refusal, ...]:
        return tuple(Refusal(self._file, line, sentence) for line, sentence in sorted(lined))


def _file_problems(document: dict[str, Any], tables: object) -> Iterator[Problem]:
    yield from known_keys(document, ("story",), (), "the file")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        yield Problem("story", 'each story must be a table that starts with "[[story]]".')
    elif not tables:
        yield Problem(None, 'the file has no story; one is a table that starts with "[[story]]".')


def _problems(table: dict[str, Any]) -> Iterator[Problem]:
    form = table.get("form")
    if form is not None and form not in FORMS:
        yield Problem("form", f"'form' is {form!r}; it must be one of {', '.join(FORMS)}.")
        return
    parts = [part.name for part in PARTS[form]] if form else _all_parts()
    yield from known_keys(table, (*REQUIRED, *parts, *LISTS), REQUIRED, _owner(form))
    for key, value in table.items():
        if key in LISTS:
            sentence = _list(value, key)
        elif key == "title" and isinstance(value, str) and not fold(value):
            sentence = "'title' needs at least one word."
        else:
            sentence = _line(value, key) if key == "title" or key in parts else None
        if sentence:
            yield Problem(key, sentence)


def _owner(form: StoryShape | None) -> str:
    return {"narrative": "a narrative", "star": "a star story", None: "the story"}[form]


def _all_parts() -> list[str]:
    return [part.name for parts in PARTS.values() for part in parts]


def _line(value: object, key: str) -> str | None:
    if sentence := plain_text(value, key):
        return sentence
    if len(str(value)) > LONGEST:
        return f"{key!r} can't have more than {LONGEST} characters; it has {len(str(value))}."
    return None


def _list(value: object, key: str) -> str | None:
    if not isinstance(value, list):
        return f'{key!r} must be a list such as ["…"].'
    check: Callable[[object, str], str | None] = _kind if key == "kinds" else _line
    return next((sentence for each in value if (sentence := check(each, key))), None)


def _kind(value: object, key: str) -> str | None:
    if value in KINDS:
        return None
    return f"{key!r} has {value!r}; each must be one of {', '.join(KINDS)}."


def _story(table: dict[str, Any]) -> Story:
    form: StoryShape = table["form"]
    return Story(
        form=form,
        title=table["title"],
        cues=tuple(table.get(part.name, "") for part in PARTS[form]),
        tags=tuple(table.get("tags", ())),
        kinds=tuple(table.get("kinds", STARTING_KINDS[form])),
        questions=tuple(dict.fromkeys(table.get("questions", ()))),
    )
