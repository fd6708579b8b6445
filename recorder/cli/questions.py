"""``viva questions``: the question bank."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from recorder.cli.shared import add_format, bank


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "questions",
        help="list the interview questions",
        description="List the interview questions by category, with their target lengths.",
    )
    parser.add_argument("search", nargs="?", default="", metavar="TEXT", help="only those with it")
    add_format(parser, "text", "json")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the questions."""
    from analysis.advice import clock

    questions = bank()
    found = questions.search(arguments.search)
    if arguments.format == "json":
        for question in found:
            print(json.dumps(asdict(question), ensure_ascii=False))
        return 0
    if not found:
        print(f"No question has “{arguments.search}” in it.")
    for category in questions.categories:
        mine = [q for q in found if q.category == category]
        if mine:
            print(f"{category}")
        for question in mine:
            low, high = question.target
            print(f"  {question.id:32} {clock(low):>5}–{clock(high):5} {question.text}")
    return 0
