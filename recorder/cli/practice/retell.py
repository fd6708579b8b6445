"""``viva retell``: the retelling drills, and the tellings of one side by side."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from recorder.cli.answers.compare import add_comparison_options, print_or_save
from recorder.cli.as_json import as_json
from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.shared import date_and_time, opened_store, positive, prepared

if TYPE_CHECKING:
    from sessions.answers.retellings import Retelling
    from sessions.store import Store

NOTHING = "No retelling drills yet. Run `viva`, press p, then r on a question."

EPILOG = """\
examples:
  viva retell                            list your retelling drills
  viva retell show                       the newest one, side by side
  viva retell show 3 --html              a page with its recordings"""

DESCRIPTION = """\
List your retelling drills (one answer told three times in shrinking time; start
one with `viva`, then p and r), or show the tellings of one side by side."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "retell",
        help="list your retelling drills, or show one side by side",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "what", nargs="?", choices=("list", "show"), default="list", help="list (default) or show"
    )
    parser.add_argument(
        "number", nargs="?", type=positive, metavar="DRILL", help="its number; default: the newest"
    )
    add_comparison_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List the drills, or show one."""
    listed = arguments.what == "list"
    if listed and arguments.number is not None:
        raise CommandFailure(f"to see one, run `viva retell show {arguments.number}`.", WRONG_USAGE)
    if listed and (arguments.html is not None or arguments.sound or arguments.force):
        raise CommandFailure("--html works with `viva retell show`.", WRONG_USAGE)
    with opened_store(prepared()) as store:
        if not listed:
            return _show(store, arguments)
        found = store.retellings.all()
    if arguments.format == "json":
        for drill in found:
            print(as_json(_json(drill)))
    else:
        print(*(map(_line, found) if found else [NOTHING]), sep="\n")
    return 0


def _show(store: Store, arguments: argparse.Namespace) -> int:
    from recorder.comparison.fetch import compared_ids, of_retelling
    from sessions.errors import StoreError

    retellings, number = store.retellings, arguments.number
    try:
        drill = next(iter(retellings.all()), None) if number is None else retellings.get(number)
    except StoreError as error:
        raise CommandFailure(f"there is no retelling drill {number}; see `viva retell`.") from error
    if drill is None:
        raise CommandFailure(f"{NOTHING[0].lower()}{NOTHING[1:]}")
    answers = tuple(store.answer(id) for id in compared_ids(store, drill))
    if not answers:
        raise CommandFailure("this drill has no telling yet.")
    return print_or_save(arguments, of_retelling(store, drill), answers)


def _line(drill: Retelling) -> str:
    from analysis.report.text import plain

    state = {"over": "done", "abandoned": "ended", "open": "open"}[drill.state]
    told = f"{len(drill.tellings)}/{len(drill.rounds)}"
    when = date_and_time(drill.begun)
    return f"{drill.id:>4}  {when:>22}  {told:>4}  {state:5}  {plain(drill.question.text)}"


def _json(drill: Retelling) -> dict[str, Any]:
    return {
        "id": drill.id,
        "question": {"id": drill.question.id, "text": drill.question.text},
        "begun": drill.begun.isoformat(),
        "ended": None if drill.ended is None else drill.ended.isoformat(),
        "state": drill.state,
        "new_question": drill.new_question,
        "tellings": [
            {"target": each.target, "answer": each.answer_id, "told": each.told}
            for each in drill.rounds
        ],
    }
