"""``viva mock``: the mock interviews, and the report on one of them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recorder.cli.as_json import as_json
from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.shared import (
    add_format,
    date_and_time,
    opened_store,
    positive,
    prepared,
    terminal,
)

if TYPE_CHECKING:
    from sessions.answers.mocks import Mock
    from sessions.store import Store

DESCRIPTION = """\
List your mock interviews, newest first, or show the report on one of them:
every answer, how consistent they were, whether you got tired, and the three
things most worth working on. With --html it becomes a page. To start a mock
interview, press m in Viva."""

HERE = ""
"""The value of `--html` without a file name."""

NOTHING = "No mock interviews yet. Run `viva` and press m."


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "mock",
        help="list your mock interviews, or show the report on one",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "what", nargs="?", choices=("list", "show"), default="list", help="list (default) or show"
    )
    parser.add_argument(
        "number", nargs="?", type=positive, metavar="MOCK", help="its number; default: the newest"
    )
    how = parser.add_mutually_exclusive_group()
    add_format(how, "text", "json")
    how.add_argument(
        "--html",
        nargs="?",
        const=HERE,
        metavar="FILE",
        help="with show: save it as one HTML page with every answer; without FILE, in the current "
        "folder",
    )
    parser.add_argument("--force", action="store_true", help="replace an existing page")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List the mock interviews, or show one."""
    if arguments.what == "list" and arguments.number is not None:
        raise CommandFailure(f"to see one, run `viva mock show {arguments.number}`.", WRONG_USAGE)
    _refuse(arguments)
    in_json = arguments.format == "json"
    with opened_store(prepared()) as store:
        if arguments.html is not None:
            return _save(store, arguments)
        if arguments.what == "show":
            return _show(store, arguments.number, in_json=in_json)
        return _list(store, in_json=in_json)


def _list(store: Store, *, in_json: bool) -> int:
    from recorder.mock.review import progress

    found = store.mocks.all()
    if in_json:
        for mock in found:
            print(as_json(_json(mock)))
    elif not found:
        print(NOTHING)
    else:
        print(*map(_line, found), sep="\n")
        print(progress(store.mocks.full()))
    return 0


def _show(store: Store, number: int | None, *, in_json: bool) -> int:
    from analysis.report.mock.text import render
    from recorder.mock.review import history, review

    mock = _found(store, number)
    report = review(store, mock, history(store, mock))
    if in_json:
        from dataclasses import asdict

        print(as_json({"schema": 1, "mock": mock.id, **asdict(report)}))
    else:
        print(render(report, width=terminal()[0]), end="")
    return 0


def _found(store: Store, number: int | None) -> Mock:
    """Return the mock with this number, or the newest."""
    from sessions.errors import StoreError

    try:
        mock = next(iter(store.mocks.all()), None) if number is None else store.mocks.get(number)
    except StoreError as error:
        raise CommandFailure(f"there is no mock interview {number}; see `viva mock`.") from error
    if mock is None:
        raise CommandFailure(f"{NOTHING[0].lower()}{NOTHING[1:]}")
    return mock


def _refuse(arguments: argparse.Namespace) -> None:
    """Refuse options that would silently do nothing."""
    if arguments.force and arguments.html is None:
        raise CommandFailure("--force is for pages: viva mock show --html --force", WRONG_USAGE)
    if arguments.html is None:
        return
    if arguments.what != "show":
        raise CommandFailure("--html is for one mock interview: viva mock show --html", WRONG_USAGE)
    if arguments.html.isdigit() and arguments.number is None:
        raise CommandFailure(
            f"put the number first: viva mock show {arguments.html} --html", WRONG_USAGE
        )


def _save(store: Store, arguments: argparse.Namespace) -> int:
    """Write the page of one mock, and print where it is."""
    from analysis.report.text import plain
    from recorder.cli.pages import saving
    from recorder.mock import page
    from recorder.mock.review import history, review
    from recorder.person import settings
    from recorder.reports.save_page import write_page

    mock = _found(store, arguments.number)
    chosen = settings.load(prepared().settings)
    answers = {n: found for n, found in page.answer_reports(store, mock, chosen) if found}
    text = page.write(review(store, mock, history(store, mock)), answers)
    with saving():
        path = write_page(
            text, Path(arguments.html or page.page_name(mock)), replace=arguments.force
        )
    print(f"Saved as {plain(str(path))}")
    return 0


def _line(mock: Mock) -> str:
    from analysis.report.text import plain

    when = date_and_time(mock.begun)
    state = (
        "full" if mock.is_full else {"over": "short", "abandoned": "ended"}.get(mock.state, "open")
    )
    answered = f"{mock.answered}/{len(mock.questions)}"
    return f"{mock.id:>4}  {when:>22}  {answered:>6}  {state:5}  {plain(mock.title)}"


def _json(mock: Mock) -> dict[str, Any]:
    return {
        "id": mock.id,
        "title": mock.title,
        "style": mock.style,
        "begun": mock.begun.isoformat(),
        "ended": None if mock.ended is None else mock.ended.isoformat(),
        "state": mock.state,
        "full": mock.is_full,
        "answered": mock.answered,
        "questions": [
            {
                "id": step.question.question_id,
                "text": step.question.text,
                "follow_up": step.question.follows is not None,
                "missing": step.question.missing,
                "state": step.state,
                "answer": step.answer_id,
                "used": step.used,
                "planned": step.question.planned,
            }
            for step in mock.steps
        ],
    }
