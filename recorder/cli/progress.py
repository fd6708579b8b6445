"""``viva progress``: what has changed over the weeks, and what is only ups and downs."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import WRONG_USAGE, Failure
from recorder.cli.shared import opened_store, prepared

if TYPE_CHECKING:
    from analysis.trends import Dated, Series

DESCRIPTION = """\
Show how your scores and measures change from week to week. A change is called
real only when it goes one way over your practice days and is larger than your
own usual difference from one answer to the next (docs/trends.md has the rule).
Answers analysed by another version or model are never mixed in."""

NOTHING = """\
There is no analysed answer yet. Run `viva`, choose a question and speak; after
a week of practice this shows where you are, after two or three what changes."""

COLUMNS = ("version", "words", "own_fillers", "measure", "unit", "week", "answers", "median",
           "lower_quartile", "upper_quartile")  # fmt: skip


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "progress",
        help="show what has changed over the weeks",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--question", metavar="ID", help="only answers to this question")
    which.add_argument("--category", metavar="NAME", help="only questions of this category")
    parser.add_argument(
        "--measure",
        metavar="NAME",
        action="append",
        help="this score or measure instead of the main ones, week by week; may be repeated",
    )
    parser.add_argument(
        "--apart",
        action="store_true",
        help="also show answers analysed by other versions or models, each kind by itself",
    )
    parser.add_argument(
        "--csv", action="store_true", help="a table of all weeks, each kind of analysis by itself"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the trends."""
    from analysis.trends import MAIN, by_way
    from recorder.cli import progress_text

    names = tuple(arguments.measure or MAIN)
    for name in names:
        if name not in progress_text.KNOWN:
            known = ", ".join(progress_text.KNOWN)
            raise Failure(f"there is no measure {name!r}; these are: {known}.", WRONG_USAGE)
    answers, about = _chosen(arguments)
    if not answers:
        print(NOTHING if about is None else f"There is no analysed answer to {about} yet.")
        return 0
    series = by_way(answers)
    if arguments.csv:
        _write_csv(series, names)
        return 0
    detailed = arguments.measure is not None
    for each in series if arguments.apart else series[:1]:
        print(progress_text.page(each, names, about or "all questions", detailed=detailed))
    print(progress_text.reached(answers))
    if len(series) > 1:
        print("\n" + progress_text.left_out(series, apart=arguments.apart))
    return 0


def _chosen(arguments: argparse.Namespace) -> tuple[tuple[Dated, ...], str | None]:
    """Read the answers, and those asked for in words."""
    from recorder.cli.own_questions import loaded
    from recorder.progress import dated, in_category

    with opened_store(prepared()) as store:
        answers = dated(store)
    if arguments.question is None and arguments.category is None:
        return answers, None
    bank = loaded()
    if arguments.question is not None:
        wanted = frozenset({arguments.question})
        known = {*(q.id for q in bank.questions), *(a.question for a in answers)}
        about = f"the question {arguments.question}"
        if not wanted & known:
            hint = "see `viva questions`."
            raise Failure(f"there is no question {arguments.question!r}; {hint}", WRONG_USAGE)
    else:
        wanted = in_category(bank, arguments.category)
        about = f"questions of the category “{arguments.category}”"
        if not wanted:
            these = "; ".join(bank.categories)
            problem = f"there is no category {arguments.category!r}; these are: {these}."
            raise Failure(problem, WRONG_USAGE)
    return tuple(a for a in answers if a.question in wanted), about


def _write_csv(series: Sequence[Series], names: Sequence[str]) -> None:
    """A row for each measure and week, the ways of analysis in columns of their own."""
    from analysis.report.text import plain
    from analysis.trends import trends
    from recorder.cli.progress_text import unit

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    for each in series:
        way = each.way
        said = (way.version, way.words or "", "; ".join(sorted(way.own_fillers)))
        kind = tuple(map(plain, said))
        for found in trends(each.answers, names):
            for week in found.weeks:
                numbers = (week.median, week.low, week.high)
                shown = ("" if n is None else f"{n:.4g}" for n in numbers)
                row = (found.name, unit(found.name), week.start, week.answers, *shown)
                out.writerow((*kind, *row))
