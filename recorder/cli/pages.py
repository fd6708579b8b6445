"""The options of commands that save a report as an HTML page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import WRONG_USAGE, CommandFailure

if TYPE_CHECKING:
    from recorder.reports.save_page import Carry, Contents

PARTS = ("sound", "transcript", "notes", "history")
"""A copy of `analysis.report.sharing.PARTS`, to avoid the import."""


def add_page_options(parser: Any) -> None:
    """Add the options for what a page includes."""
    group = parser.add_argument_group("what an HTML page includes")
    group.add_argument(
        "--sound",
        choices=("embed", "link", "none"),
        help="put the sound in the page (the default), in a file next to it, or leave it out",
    )
    group.add_argument(
        "--share",
        action="store_true",
        help="make a page for others: leaves out sound, transcript, notes, and earlier answers",
    )
    group.add_argument(
        "--with",
        dest="keep",
        metavar="PART",
        action="append",
        choices=PARTS,
        help="keep this when sharing: sound, transcript, notes, or history (can be repeated)",
    )
    group.add_argument("--force", action="store_true", help="replace an existing file")


def refuse_without_page(arguments: argparse.Namespace, wanted: str, *fine: str) -> None:
    """Refuse page options without a page, so that none is silently ignored; except ``fine``."""
    given = {
        "--sound": arguments.sound,
        "--share": arguments.share,
        "--with": arguments.keep,
        "--force": arguments.force,
    }
    for option, value in given.items():
        if value and option not in fine:
            raise CommandFailure(f"{option} is for HTML pages; add {wanted}.", WRONG_USAGE)


def contents(arguments: argparse.Namespace) -> Contents:
    """Parse what the page includes."""
    from analysis.report.sharing import PARTS as EVERY
    from recorder.reports.save_page import Contents

    keep = set(arguments.keep or ())
    if keep and not arguments.share:
        raise CommandFailure(
            "--with only works with --share; your own page includes everything.", WRONG_USAGE
        )
    leave_out = tuple(p for p in EVERY if p not in keep) if arguments.share else ()
    sound: Carry = arguments.sound or ("none" if "sound" in leave_out else "embed")
    if sound != "none":
        leave_out = tuple(p for p in leave_out if p != "sound")
    return Contents(sound, leave_out)


def left_out(contents: Contents) -> str:
    """List what a shared page leaves out; empty if it includes everything."""
    if not contents.leave_out:
        return ""
    names = {"history": "earlier answers"}
    return "Left out: " + ", ".join(names.get(p, p) for p in contents.leave_out) + "."


@contextmanager
def saving() -> Iterator[None]:
    """Turn errors while saving a page into the command's failure."""
    from recorder.reports.save_page import AlreadyThere, CannotSave

    try:
        yield
    except AlreadyThere as error:
        hint = "choose another file name, or add --force to replace it."
        raise CommandFailure(f"{str(error).rstrip('.')}; {hint}") from error
    except CannotSave as error:
        raise CommandFailure(str(error)) from error
