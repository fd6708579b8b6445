"""``viva progress``: what has really changed over the weeks, and what is normal variation."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.shared import opened_store, prepared

if TYPE_CHECKING:
    from analysis.progress.model import ProgressReport
    from analysis.trends import Dated
    from sessions.store import Store

DESCRIPTION = """\
Show how your scores and measures change from week to week. A change is called
real only if it keeps going in one direction over your practice days and is
larger than the usual difference between your answers (see docs/trends.md).
Answers analyzed by another version or model are never mixed in."""

NOTHING = """\
No answers yet with enough speech to score. Run `viva`, choose a question, and speak.
After a week of practice you'll see where you are; after two or three, what is changing."""


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
    which.add_argument("--category", metavar="NAME", help="only questions in this category")
    parser.add_argument(
        "--measure",
        metavar="NAME",
        action="append",
        help="show this score or measure by week instead of the main ones; can be repeated",
    )
    parser.add_argument(
        "--apart",
        action="store_true",
        help="also show answers analyzed by other versions or models, each group separately",
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument(
        "--csv", action="store_true", help="a table of all weeks, each kind of analysis separately"
    )
    shape.add_argument(
        "--html",
        metavar="FILE",
        help="write a page with charts to this file (- prints it); the page sends nothing",
    )
    parser.add_argument("--force", action="store_true", help="replace an existing page")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the trends, or write them as a page."""
    from analysis.progress import build, names, text
    from analysis.progress.table import table
    from analysis.trends import MAIN, by_way

    wanted = tuple(arguments.measure or MAIN)
    for name in wanted:
        if name not in names.KNOWN:
            known = ", ".join(names.KNOWN)
            raise CommandFailure(f"there is no measure {name!r}; choose: {known}.", WRONG_USAGE)
    if arguments.force and not arguments.html:
        raise CommandFailure("--force only works with --html.", WRONG_USAGE)
    answers, about, drills = _chosen(arguments, wanted)
    if not answers:
        return _nothing(about, to_write=arguments.csv or arguments.html is not None)
    series = by_way(answers)
    if arguments.csv:
        print(table(series, wanted), end="")
        return 0
    apart = arguments.apart
    found = tuple(
        build.build(
            series, wanted, about or "all questions", place=place, apart=apart, asked=_asked()
        )
        for place in range(len(series) if apart else 1)
    )
    if arguments.html:
        return _write_page(found, arguments)
    mentors = _mentors(series[0].answers)
    print(text.whole(found, detailed=arguments.measure is not None, mentors=mentors))
    if drills:
        print(f"\n{drills} See `viva retell`.")
    return 0


def _nothing(about: str | None, *, to_write: bool) -> int:
    """Say that no answer can be shown; this fails if a table or page was to be written."""
    said = NOTHING if about is None else f"No answers to {about} with enough speech to score."
    if to_write:
        raise CommandFailure(said[0].lower() + said[1:])
    print(said)
    return 0


def _mentors(answers: Sequence[Dated]) -> tuple[str, ...]:
    """Say how far mentors agree with Viva on these answers."""
    from recorder.progress.mentors import agreement_sentences

    with opened_store(prepared()) as store:
        return agreement_sentences(store, answers)


def _asked() -> Mapping[str, str]:
    """Return the text of every question by its id."""
    from recorder.cli.practice.own_questions import loaded

    return {question.id: question.text for question in loaded().questions}


def everything(store: Store) -> str:
    """Format the progress of all answers in a store, each kind of analysis separately."""
    from analysis.progress import build, text
    from analysis.trends import MAIN, by_way
    from recorder.progress.dated import dated

    series = by_way(dated(store))
    return text.whole(
        [
            build.build(series, MAIN, "all questions", place=i, apart=True, asked=_asked())
            for i in range(len(series))
        ]
    )


def _write_page(found: Sequence[ProgressReport], arguments: argparse.Namespace) -> int:
    """Write the page to a file, or print it for ``-``."""
    from analysis.progress.html.page import render
    from recorder.cli.pages import saving
    from recorder.reports import save_page

    page = render(found)
    if arguments.html == "-":
        print(page, end="")
        return 0
    with saving():
        from recorder.display_text import plain

        written = save_page.write_page(page, Path(arguments.html), replace=arguments.force)
        print(f"Saved as {plain(str(written))}")
    return 0


def _chosen(
    arguments: argparse.Namespace, names: Sequence[str]
) -> tuple[tuple[Dated, ...], str | None, str]:
    """Return the matching answers, a description of the selection, and the count of drills."""
    from recorder.cli.practice.own_questions import loaded
    from recorder.progress.dated import dated, in_category
    from recorder.today.retelling import counted

    with opened_store(prepared()) as store:
        answers, drills = dated(store, names), counted(store)
    if arguments.question is None and arguments.category is None:
        return answers, None, drills
    bank = loaded()
    if arguments.question is not None:
        wanted = frozenset({arguments.question})
        known = {*(q.id for q in bank.questions), *(a.question for a in answers)}
        about = f"the question {arguments.question}"
        if not wanted & known:
            hint = "see `viva questions`."
            raise CommandFailure(
                f"there is no question {arguments.question!r}; {hint}", WRONG_USAGE
            )
    else:
        wanted = in_category(bank, arguments.category)
        about = f"questions in the category “{arguments.category}”"
        if not wanted:
            these = "; ".join(bank.categories)
            problem = f"there is no category {arguments.category!r}; choose from: {these}."
            raise CommandFailure(problem, WRONG_USAGE)
    return tuple(a for a in answers if a.question in wanted), about, ""
