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
`viva reanalyze --all`. `--language Urdu` lists fillers of a language, and what
to know about its rhythm, with their sources; it adds nothing."""


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
    choice.add_argument("--language", metavar="NAME", help="list fillers of a first language")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Change the list, then show it along with suggestions."""
    from recorder.person import settings
    from recorder.person.own_fillers import offered, phrases

    if arguments.language is not None:
        print(_of_language(arguments.language))
        return 0
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
            often = f"{found.count} times in {found.answers} answers"
            print(f"You often say “{found.written}” ({often}).")
    return 0


def _of_language(name: str) -> str:
    """Write a language's fillers and hints, with their sources.

    Raises
    ------
    CommandFailure
        If Viva doesn't know the language.
    """
    from prompts.languages import find_language, load_languages

    language = find_language(name)
    if language is None:
        names = ", ".join(each.name for each in load_languages())
        raise CommandFailure(f"Viva has no list for “{name}”. It has: {names}.")
    lines = [language.name]
    for filler in language.fillers:
        lines.append(f"  {filler.text} ({filler.means}); add: {_quoted(filler.written)}")
        lines += [f"    Caution: {filler.caution}"] if filler.caution else []
        lines.append(f"    Source: {filler.source}")
    for hint in language.hints:
        lines += [f"  Rhythm: {hint.text}", f"    Source: {hint.source}"]
    return "\n".join(lines)


def _quoted(written: tuple[str, ...]) -> str:
    return " ".join(f'"{each}"' if " " in each else each for each in written)


def _checked(text: str) -> str:
    from recorder.person.own_fillers import phrase

    checked = phrase(text)
    if checked is None:
        raise CommandFailure(f"“{text}” doesn't contain a word.")
    return checked
