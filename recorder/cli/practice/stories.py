"""``viva stories``: the person's stories; import and export."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recorder.cli.as_json import as_json
from recorder.cli.failure import FAILED, WRONG_USAGE, CommandFailure, complain
from recorder.cli.shared import add_format, bank, opened_store, prepared

if TYPE_CHECKING:
    from prompts.files.toml_file import Refusal
    from recorder.stories.usage import StoryUsage
    from sessions.stories.stories import Stories
    from sessions.stories.story_file import StoryFileContents
    from sessions.stories.types import Story

DESCRIPTION = """\
List your stories: how often you told each one, and which are overused. Write
them in Viva (press b on the first screen) or in a TOML file.

  viva stories show NAME         show one story; part of its title is enough
  viva stories missing           list questions that need a story but have none
  viva stories check FILE        look for mistakes in a file of stories
  viva stories import FILE       add the stories in a file to yours
  viva stories export FILE       save your stories to a new file

Import replaces none of your stories unless you add --replace."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "stories",
        help="list your stories, or the questions without one",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs="*", metavar="ACTION", help="as above")
    parser.add_argument(
        "--replace", action="store_true", help="with import: replace your stories with the file's"
    )
    add_format(parser, "text", "json")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List the stories, or do what the first word says."""
    words = list(arguments.words)
    action = ACTIONS.get(words[0] if words else "list")
    if action is None:
        known = ", ".join(list(ACTIONS)[1:])
        raise CommandFailure(f"“{words[0]}” isn't an action; choose from: {known}.", WRONG_USAGE)
    from sessions.errors import StoreError

    with opened_store(prepared()) as store:
        try:
            return action(arguments, words[1:], store.stories)
        except StoreError as error:
            raise CommandFailure(str(error)) from error


def _list(arguments: argparse.Namespace, words: Sequence[str], stories: Stories) -> int:
    from analysis.report.text import plain
    from recorder.stories.wording import OVERUSED, about, used

    found = stories.all()
    if arguments.format == "json":
        for story in found:
            print(_json(story, stories))
        return 0
    if not found:
        print("No stories yet. Press b in Viva, or run `viva stories import FILE`.")
    for story in found:
        usage = _usage(story, stories)
        worn = f", {OVERUSED}" if usage.overused else ""
        print(f"{story.id:>4}  {plain(story.title):36} {used(usage) + worn:28} {about(story)}")
    return 0


def _show(arguments: argparse.Namespace, words: Sequence[str], stories: Stories) -> int:
    from analysis.report.text import plain
    from recorder.stories.wording import used

    story = _named(" ".join(words), stories)
    if arguments.format == "json":
        print(_json(story, stories))
        return 0
    usage = _usage(story, stories)
    told = "not told yet" if usage.last is None else f"told: {used(usage)}"
    print(plain(story.title), f"  {told}", sep="\n")
    if usage.overused:
        print(f"  ! {usage.overused}")
    for part, cue in story.parts:
        print(f"  {part.label:12} {plain(cue) or '–'}")
    texts = {question.id: question.text for question in bank().questions}
    for id in story.questions:
        print(f"  answers      {plain(texts.get(id, f'{id} (no longer in the question bank)'))}")
    return 0


def _missing(arguments: argparse.Namespace, words: Sequence[str], stories: Stories) -> int:
    from analysis.report.text import plain
    from recorder.stories.fit import NEED_STORY, fitting, without_story
    from recorder.stories.wording import KINDS_SAID

    questions, told, all_stories = bank().questions, stories.tellings(), stories.all()
    left = without_story(questions, all_stories, told)
    for kind in NEED_STORY:
        mine = [question for question in left if question.kind == kind]
        if mine and arguments.format == "text":
            print(f"{KINDS_SAID[kind]} ({len(mine)})")
        for question in mine:
            fits = [each.story.title for each in fitting(question, all_stories, told)]
            if arguments.format == "json":
                said = {"id": question.id, "text": question.text, "kind": kind, "may_fit": fits}
                print(as_json(said))
            else:
                may = f"  (may fit: {plain(fits[0])})" if fits else ""
                print(f"  {question.id:32} {plain(question.text)}{may}")
    if not left and arguments.format == "text":
        print("Every question that needs a story has one.")
    return 0


def _check(arguments: argparse.Namespace, words: Sequence[str], stories: Stories) -> int:
    reading, _ = _read("check", words)
    _print_refusals((*reading.refusals, *reading.strangers))
    if reading.refusals:
        return FAILED
    print(f"{_count(len(reading.stories))}, no mistakes.")
    return 0


def _import(arguments: argparse.Namespace, words: Sequence[str], stories: Stories) -> int:
    from sessions.stories.story_file import merge

    reading, file = _read("import", words)
    found = merge(file, reading, stories.all(), replacing=arguments.replace)
    refusals = (*reading.refusals, *found.refusals)
    _print_refusals((*refusals, *reading.strangers))
    if refusals:
        complain("nothing was imported.")
        return FAILED
    stories.keep_all((*found.changed, *found.new))
    said = [f"{_count(len(found.new))} added"]
    said += [f"{len(found.changed)} replaced"] if found.changed else []
    said += [f"{len(found.same)} already there"] if found.same else []
    print(f"{', '.join(said)}.")
    return 0


def _export(arguments: argparse.Namespace, words: Sequence[str], stories: Stories) -> int:
    from recorder.files import private_file
    from sessions.stories.story_file import write

    file, found = _file("export", words), stories.all()
    if not found:
        raise CommandFailure("you have no stories yet; to write one, press b in Viva.")
    if file.exists():
        raise CommandFailure(f"{file} already exists; choose another name.")
    try:
        private_file.write(file, write(found).encode())
    except OSError as error:
        raise CommandFailure(f"can't write {file}: {error.strerror}.") from error
    print(f"{_count(len(found))} saved to {file}.")
    return 0


ACTIONS: dict[str, Callable[[argparse.Namespace, Sequence[str], Stories], int]] = {
    "list": _list,
    "show": _show,
    "missing": _missing,
    "check": _check,
    "import": _import,
    "export": _export,
}


def _usage(story: Story, stories: Stories) -> StoryUsage:
    from recorder.stories.usage import usage_of

    return usage_of(story, stories.tellings(), stories.now)


def _json(story: Story, stories: Stories) -> str:
    usage = _usage(story, stories)
    cues = {part.name: cue or None for part, cue in story.parts}
    used = {
        "told": usage.times,
        "told_for": usage.questions,
        "last_told": usage.last.isoformat() if usage.last else None,
        "worn": usage.overused,
    }
    return as_json({**asdict(story), "cues": cues, **used})


def _named(text: str, stories: Stories) -> Story:
    """Find a story by its number or by words in its title."""
    from prompts.bank import fold

    if not text.strip():
        raise CommandFailure("name a story: viva stories show NAME", WRONG_USAGE)
    found = [story for story in stories.all() if str(story.id) == text.strip()]
    wanted = fold(text)
    found = found or [story for story in stories.all() if wanted and wanted in fold(story.title)]
    if not found:
        raise CommandFailure(f"no story is called “{text}”; see `viva stories`.")
    if len(found) > 1:
        names = ", ".join(f"“{story.title}”" for story in found)
        raise CommandFailure(f"“{text}” is in several titles: {names}.")
    return found[0]


def _read(action: str, words: Sequence[str]) -> tuple[StoryFileContents, Path]:
    from sessions.stories.story_file import read

    file = _file(action, words)
    ids = {question.id for question in bank().questions}
    return read(file, ids), file


def _file(action: str, words: Sequence[str]) -> Path:
    if len(words) != 1:
        raise CommandFailure(f"give one file: viva stories {action} FILE", WRONG_USAGE)
    return Path(words[0])


def _print_refusals(refusals: Iterable[Refusal]) -> None:
    for refusal in refusals:
        complain(refusal)


def _count(number: int) -> str:
    return "1 story" if number == 1 else f"{number} stories"
