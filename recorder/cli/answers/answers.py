"""``viva answers``: the saved answers, newest first; ``--delete`` removes one."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from recorder.cli.as_json import as_json
from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.shared import add_format, date_and_time, opened_store, positive, prepared

if TYPE_CHECKING:
    from sessions.store import Store
    from sessions.types import Answer


SCREENFUL = 50
"""Answers shown in a terminal unless more are requested; a file or another program gets all."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "answers",
        help="list the answers you have recorded, or delete one",
        description="List the answers you have recorded, newest first.",
    )
    parser.add_argument("--question", metavar="ID", help="only answers to this question")
    many = parser.add_mutually_exclusive_group()
    many.add_argument("--limit", metavar="N", type=positive, help="at most this many")
    many.add_argument(
        "--all",
        action="store_true",
        help=f"all of them; by default a terminal shows the newest {SCREENFUL}",
    )
    parser.add_argument(
        "--delete",
        metavar="ANSWER",
        type=positive,
        help="delete this answer with its recording",
    )
    parser.add_argument("--yes", action="store_true", help="delete without asking")
    add_format(parser, "text", "json")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List the answers, or delete one."""
    from recorder.cli.answers.delete import delete_one

    if arguments.delete is not None:
        return delete_one(prepared(), arguments.delete, yes=arguments.yes)
    with opened_store(prepared()) as store:
        _refuse_unknown(store, arguments.question)
        found = store.answers(question_id=arguments.question, limit=_limit(arguments))
        earlier = store.count(question_id=arguments.question) - len(found)
    if arguments.format == "json":
        for answer in found:
            print(as_json(_json(answer)))
    elif not found and arguments.question is not None:
        print("You have not answered this question yet.")
    elif not found:
        print("No answers yet. Run `viva`, choose a question, and speak.")
    else:
        print(*map(line, found), sep="\n")
        if earlier and arguments.limit is None:
            print(f"… and {earlier} earlier; `viva answers --all` shows all of them.")
    return 0


def _refuse_unknown(store: Store, question_id: str | None) -> None:
    """Refuse a question that is neither in the bank nor was ever answered."""
    from recorder.cli.practice.own_questions import loaded

    if question_id is None or question_id in {question.id for question in loaded().questions}:
        return
    if not store.count(question_id=question_id):
        raise CommandFailure(
            f"there is no question {question_id!r}; see `viva questions`.", WRONG_USAGE
        )


def _limit(arguments: argparse.Namespace) -> int | None:
    if arguments.limit or arguments.all or arguments.format != "text" or not sys.stdout.isatty():
        return arguments.limit  # type: ignore[no-any-return]
    return SCREENFUL


def line(answer: Answer) -> str:
    """Format an answer as one line of the list."""
    from analysis.report.text import plain
    from recorder.display_text import minutes

    score = "–" if answer.overall is None else str(answer.overall)
    length = "–" if answer.duration is None else minutes(answer.duration)
    when = date_and_time(answer.recorded_at)
    asked = answer.question_text + (f"  ({answer.problem})" if answer.problem else "")
    return f"{answer.id:>4}  {when:>22}  {length:>6}  {score:>3}  {plain(asked)}"


def _json(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.id,
        "recorded_at": answer.recorded_at.isoformat(),
        "question": {"id": answer.question_id, "text": answer.question_text},
        "duration": answer.duration,
        "overall": answer.overall,
        "model": answer.model,
        "state": answer.state,
        "problem": answer.problem,
        "path": str(answer.path),
    }
