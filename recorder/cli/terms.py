"""``viva terms``: the medical terms to read aloud, and how they are said."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from recorder.cli.failure import Failure
from recorder.cli.shared import add_format

DESCRIPTION = """\
List medical terms by topic, each with how it is said: syllables joined by
hyphens, the stressed one in capitals. TOPIC may be part of a topic or a term."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "terms",
        help="list medical terms and how they are said",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("topic", nargs="*", metavar="TOPIC", help="only those with these words")
    add_format(parser, "text", "json")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the terms."""
    from prompts.loader import BankError
    from prompts.vocabulary import load

    try:
        vocabulary = load()
    except BankError as error:
        raise Failure(str(error)) from error
    wanted = " ".join(arguments.topic)
    found = vocabulary.search(wanted)
    if arguments.format == "json":
        for term in found:
            print(json.dumps(asdict(term), ensure_ascii=False))
        return 0
    if not found:
        print(f"No term has “{wanted}” in it; topics are {', '.join(vocabulary.topics)}.")
    for topic in vocabulary.topics:
        mine = [term for term in found if term.topic == topic]
        if mine:
            print(topic)
        for term in mine:
            print(f"  {term.text:34} {term.say}")
    return 0
