"""``viva fillers``: your own filler words, and those of your first language."""

from __future__ import annotations

import argparse
from typing import Any

from recorder.cli.failure import CommandFailure
from recorder.cli.shared import opened_store, prepared

DESCRIPTION = """\
Viva counts um, uh, like, you know, and similar words. Add what else you say
without meaning it: a habit, or a filler from your first language (matlab, acha,
este, eto). New analyses count them; to count them in earlier answers too, run
`viva reanalyze --all`."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "fillers",
        help="add your own filler words, or see phrases you say often",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--add", metavar="PHRASE", nargs="+", help="count this as a filler")
    choice.add_argument("--remove", metavar="PHRASE", nargs="+", help="stop counting it")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Change the list, then show it along with suggestions."""
    from recorder.person import settings
    from recorder.person.own_fillers import offered, phrases

    locations = prepared()
    own = settings.load(locations.settings).own_fillers
    changed = phrases([*own, *map(_checked, arguments.add or ())])
    for phrase in map(_checked, arguments.remove or ()):
        if phrase not in own:
            raise CommandFailure(f"“{phrase}” isn't on your list.")
        changed = tuple(p for p in changed if p != phrase)
    if changed != own:
        settings.change(locations.settings, own_fillers=changed)
    print("Your own fillers: " + (", ".join(changed) if changed else "none yet."))
    with opened_store(locations) as store:
        for found in offered(store, changed):
            print(f"You often say “{found.text}” ({found.count} times in {found.answers} answers).")
    return 0


def _checked(text: str) -> str:
    from recorder.person.own_fillers import phrase

    checked = phrase(text)
    if checked is None:
        raise CommandFailure(f"“{text}” doesn't contain a word.")
    return checked
