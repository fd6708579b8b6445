"""``viva questions``: the question bank, and the person's own questions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from recorder.cli.as_json import as_json
from recorder.cli.practice import own_questions
from recorder.cli.shared import add_format

if TYPE_CHECKING:
    from prompts.types import Question

DESCRIPTION = """\
List the interview questions by category, with their target lengths. Add a word
to see only the questions that contain it.

  viva questions add             add a question of your own, step by step
  viva questions add "Why …?"    add it without being asked for details
  viva questions check FILE      look for mistakes in a question file
  viva questions import FILE     add the questions in a file to yours
  viva questions export FILE     save your own questions to a file to share

Your own questions are stored separately; updates to Viva don't change them."""

ACTIONS: dict[str, Callable[[argparse.Namespace, list[str]], int]] = {
    "add": own_questions.add,
    "check": own_questions.check,
    "import": own_questions.import_file,
    "export": own_questions.export,
}


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "questions",
        help="list the interview questions, or add your own",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs="*", metavar="TEXT", help="only questions with this text")
    parser.add_argument("--category", metavar="NAME", help="only this category, or the new one's")
    add_format(parser, "text", "json")
    own_questions.add_options(parser.add_argument_group("with add"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List the questions, or do what the first word says."""
    words = list(arguments.words)
    if words and words[0] in ACTIONS:
        return ACTIONS[words[0]](arguments, words[1:])
    return _list(arguments, " ".join(words))


def _list(arguments: argparse.Namespace, text: str) -> int:
    from prompts.bank import fold

    bank = own_questions.loaded()
    found = bank.search(text)
    if arguments.category:
        wanted = fold(arguments.category)
        found = tuple(q for q in found if wanted in fold(q.category))
    if arguments.format == "json":
        for question in found:
            print(as_json(asdict(question)))
        return 0
    if not found:
        print(f"No question contains “{text}”." if text else "There is no such category.")
    for category in bank.categories:
        mine = [q for q in found if q.category == category]
        if mine:
            print(category, *map(_line, mine), sep="\n")
    if not text and not arguments.category and sys.stdout.isatty():
        print(f"\n{len(found)} questions. To add your own: `viva questions add`.")
    return 0


def _line(question: Question) -> str:
    from analysis.report.text import plain
    from analysis.scoring.advice import clock

    low, high = map(clock, question.target)
    return f"  {question.id:32} {low:>5}–{high:5} {plain(question.text)}"
