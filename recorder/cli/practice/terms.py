"""``viva terms``: the medical terms to read out loud, and how to pronounce them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from recorder.cli.as_json import as_json
from recorder.cli.failure import CommandFailure
from recorder.cli.shared import add_format

if TYPE_CHECKING:
    from analysis.words.terms import TermOutcome

DESCRIPTION = """\
List medical terms by topic with their pronunciation: syllables joined by
hyphens, the stressed one in capitals, and the result of your last try in the
drill (press t in Viva). TOPIC can be part of a topic or a term."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "terms",
        help="list medical terms and how to pronounce them",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("topic", nargs="*", metavar="TOPIC", help="only terms that match")
    add_format(parser, "text", "json")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the terms."""
    from prompts.loader import BankError
    from prompts.vocabulary import load
    from recorder.cli.shared import opened_store, prepared

    try:
        vocabulary = load()
    except BankError as error:
        raise CommandFailure(str(error)) from error
    wanted = " ".join(arguments.topic)
    found = vocabulary.search(wanted)
    with opened_store(prepared()) as store:
        tried = store.drills.outcomes()
    if arguments.format == "json":
        for term in found:
            print(as_json({**asdict(term), "tries": tried.get(term.text, ())}))
        return 0
    if not found:
        print(f"No term contains “{wanted}”; topics are {', '.join(vocabulary.topics)}.")
    for topic in vocabulary.topics:
        mine = [term for term in found if term.topic == topic]
        if mine:
            print(topic)
        for term in mine:
            print(f"  {term.text:34} {term.say:30} {_last(tried.get(term.text, ()))}".rstrip())
    return 0


SAID: Mapping[TermOutcome, str] = {
    "heard": "understood",
    "nearly": "nearly",
    "not_understood": "not understood",
}


def _last(outcomes: Sequence[TermOutcome]) -> str:
    """Return the last result for a term; empty if it was never tried."""
    return SAID[outcomes[-1]] if outcomes else ""
