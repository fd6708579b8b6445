"""``viva today``: what to practice today, and why."""

from __future__ import annotations

import argparse
import textwrap
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.shared import bank, opened_store, prepared, terminal

if TYPE_CHECKING:
    from recorder.today.daily_list import TodayItem
    from recorder.today.goals import Offer

DESCRIPTION = """\
List the questions to practice today, each with the reason: it went badly last
time, you have never answered it, or it is due again (docs/today.md has the
rules). The list stays the same all day; answered questions get a check mark."""

KEYS = "p, then r, in Viva"
"""How to start a retelling drill from here."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "today",
        help="list what to practice today, and why",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--count",
        type=int,
        metavar="N",
        help="how many questions, 1 to 10 (default: your setting in Viva)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    from recorder.models.choice import choose
    from recorder.person import settings
    from recorder.today.daily_list import DailyList
    from recorder.today.goals import goal_for
    from recorder.today.retelling import today_line
    from sessions.store import StoreError

    most = settings.LIMITS["today"]
    if arguments.count is not None and not 1 <= arguments.count <= most:
        raise CommandFailure(f"--count must be from 1 to {most}.", WRONG_USAGE)
    locations = prepared()
    chosen = settings.load(locations.settings)
    with opened_store(locations) as store:
        try:
            items = DailyList(store, bank(), arguments.count or chosen.today).items()
            ahead = next((item for item in items if not item.done), None)
            by_words = choose(locations) is not None
            goal = (
                goal_for(store, chosen.goal, ahead.question, by_words=by_words) if ahead else None
            )
            question = ahead.question if ahead else None
            drill = today_line(store, question, store.days.today(), keys=KEYS)
        except StoreError as error:
            raise CommandFailure(str(error)) from error
    columns, _ = terminal()
    print("\n".join(_page(items, goal, drill, columns)))
    return 0


def _page(items: tuple[TodayItem, ...], goal: Offer | None, drill: str, columns: int) -> list[str]:
    from analysis.report.text import plain
    from recorder.today.wording import reason_text, remaining_text

    lines = textwrap.wrap(remaining_text(items), columns)
    for number, item in enumerate(items, 1):
        mark = "✓ " if item.done else f"{number}."
        lines += ["", *_wrapped(f"{mark} {plain(item.question.text)}", columns, 3)]
        lines += [f"   {line}" for line in textwrap.wrap(plain(reason_text(item)), columns - 3)]
    if goal is not None:
        lines += ["", *_wrapped(f"Goal for the next answer: {goal.line}.", columns, 0)]
    if drill:
        lines += ["", *_wrapped(plain(drill), columns, 0)]
    return lines


def _wrapped(text: str, columns: int, indent: int) -> list[str]:
    return textwrap.wrap(text, columns, subsequent_indent=" " * indent)
