"""``viva compare A B``: answers side by side, in the terminal or as an HTML page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recorder.cli.as_json import as_json
from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.shared import add_format, find_answer, opened_store, positive, prepared, terminal

if TYPE_CHECKING:
    from analysis.report.comparison.model import Comparison
    from sessions.types import Answer

EPILOG = """\
examples:
  viva compare 12 15                     two attempts, in the terminal
  viva compare 12 15 --html              a page with both recordings
  viva compare 12 15 --html two.html --sound none"""

HERE = ""
"""The value of `--html` without a file name."""

DESCRIPTION = """\
Show two answers side by side (up to four): their measures, and what was said,
matched by its words."""

FEWEST, MOST = 2, 4


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "compare",
        help="show answers side by side: their measures, and what was said",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "answers",
        nargs="+",
        type=positive,
        metavar="ANSWER",
        help="their numbers (see `viva answers`)",
    )
    add_comparison_options(parser)
    parser.set_defaults(run=run)


def add_comparison_options(parser: Any) -> None:
    """Add the options for how a comparison is printed or saved."""
    how = parser.add_mutually_exclusive_group()
    add_format(how, "text", "json")
    how.add_argument(
        "--html",
        nargs="?",
        const=HERE,
        metavar="FILE",
        help="save it as one HTML page that opens anywhere; without FILE, in the current folder",
    )
    parser.add_argument(
        "--sound", choices=("embed", "none"), help="put the recordings in the page (the default)"
    )
    parser.add_argument("--force", action="store_true", help="replace an existing file")


def run(arguments: argparse.Namespace) -> int:
    """Print the comparison, or save it."""
    from recorder.comparison.fetch import of_answers

    if not FEWEST <= len(set(arguments.answers)) == len(arguments.answers) <= MOST:
        raise CommandFailure(
            f"name {FEWEST} to {MOST} different answers; see `viva answers`.", WRONG_USAGE
        )
    with opened_store(prepared()) as store:
        answers = tuple(find_answer(store, number) for number in arguments.answers)
        comparison = of_answers(store, answers)
    return print_or_save(arguments, comparison, answers)


def print_or_save(
    arguments: argparse.Namespace, comparison: Comparison, answers: tuple[Answer, ...]
) -> int:
    """Print a comparison as text or JSON, or save it as a page."""
    from analysis.report.comparison.text import render

    if arguments.html is None:
        for option in ("sound", "force"):
            if getattr(arguments, option):
                raise CommandFailure(f"--{option} is for HTML pages; add --html.", WRONG_USAGE)
    if arguments.html is not None:
        return _save(arguments, comparison, answers)
    if arguments.format == "json":
        from dataclasses import asdict

        print(as_json({"schema": 1, **asdict(comparison)}))
    else:
        print(render(comparison, width=terminal()[0]), end="")
    return 0


def _save(
    arguments: argparse.Namespace, comparison: Comparison, answers: tuple[Answer, ...]
) -> int:
    from analysis.report.text import plain
    from recorder.cli.pages import saving
    from recorder.comparison.page import page_name, whole_page
    from recorder.reports.save_page import free, write_page

    target = Path(arguments.html or page_name(answers)).absolute()
    with saving():
        free(target, replace=arguments.force)
        text = whole_page(comparison, answers, sound=arguments.sound != "none")
        path = write_page(text, target, replace=arguments.force)
    print(f"Saved as {plain(str(path))}")
    return 0
