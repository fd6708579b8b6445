"""``viva report [ANSWER]``: the report of an answer, in the terminal."""

from __future__ import annotations

import argparse
import json
from typing import Any

from recorder.cli.failure import Failure
from recorder.cli.shared import add_format, find_answer, opened_store, prepared, terminal


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "report",
        help="show the report of an answer",
        description="Show the report of an answer: the latest, or the one with this number.",
    )
    parser.add_argument(
        "answer", nargs="?", type=int, metavar="ANSWER", help="its number (see `viva answers`)"
    )
    add_format(parser, "text", "json")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the report."""
    from analysis.interchange import to_json
    from analysis.report.build import build
    from analysis.report.text import render

    with opened_store(prepared()) as store:
        answer = find_answer(store, arguments.answer)
        analysis = store.analysis(answer.id)
    if analysis is None:
        why = answer.problem or "it has not been analysed yet."
        raise Failure(f"answer {answer.id} has no report: {why} Try `viva reanalyze {answer.id}`.")
    if arguments.format == "json":
        print(json.dumps(to_json(analysis), ensure_ascii=False))
        return 0
    columns, colour = terminal()
    report = build(analysis, recorded_at=answer.recorded_at.astimezone())
    print(render(report, width=columns, colour=colour), end="")
    return 0
