"""The command line: one parser with a table of commands."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from recorder.cli import screens
from recorder.cli.answers import (
    analyze,
    answers,
    compare,
    delete,
    mock,
    progress,
    reanalyze,
    report,
)
from recorder.cli.computer import demo, devices, doctor, model
from recorder.cli.failure import WRONG_USAGE, complain
from recorder.cli.keeping import backup, compress, export, restore
from recorder.cli.practice import (
    checklist,
    fillers,
    programs,
    questions,
    record,
    retell,
    stories,
    terms,
    today,
)

COMMANDS = (
    *(
        today,
        record,
        analyze,
        report,
        answers,
        compare,
        mock,
        retell,
        progress,
        reanalyze,
        questions,
        stories,
        programs,
    ),
    *(checklist, terms, fillers),
    *(backup, restore, export, delete, compress),
    *(model, devices, doctor, demo),
)

DESCRIPTION = """\
Viva asks an interview question, records and transcribes your spoken answer on
this computer, and shows how you said it: pace, pauses, fillers, and length.
Nothing leaves your computer. Without a command, the practice screens open."""

EPILOG = """\
first steps:
  viva                          choose a question and answer it out loud
  viva demo                     see a report without a microphone
  viva model pull base          install a speech model (up to 148 MB, once)
  viva model add PATH           install one from a USB drive, without internet
  viva analyze answer.m4a       get a report on a recording you already have
  viva record                   the same as `viva` in plain text (screen readers)

`viva COMMAND --help` explains a command; `viva doctor` shows your file locations."""


class Parser(argparse.ArgumentParser):
    """Reports wrong usage in one line and exits with code 2."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and where to find help."""
        complain(f"{message} (see `{self.prog} --help`)")
        sys.exit(WRONG_USAGE)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Parse; a list of words may continue after an option: ``import --yes FILE``."""
        parsed, left = super().parse_known_args(args, namespace)
        lists = [a for a in self._actions if not a.option_strings and a.nargs in ("*", "+")]
        if lists and left and not any(word.startswith("-") for word in left):
            (words,) = lists
            more = [self._get_value(words, word) for word in left]
            setattr(parsed, words.dest, [*getattr(parsed, words.dest), *more])
            left = []
        if left:  # here, not in parse_args: that of a command isn't called, only that of all
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return parsed, left

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a command that doesn't exist, with the one that was probably meant."""
        if action.metavar == "COMMAND" and action.choices and value not in action.choices:
            near = difflib.get_close_matches(value, list(action.choices), 1)
            hint = f"; did you mean `{self.prog} {near[0]}`?" if near else ""
            raise argparse.ArgumentError(None, f"there is no command “{value}”{hint}")
        super()._check_value(action, value)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write help; unlike argparse's own, this says when it cannot be written."""
        (file or sys.stdout).write(message)


class Version(argparse.Action):
    """Prints the version, which is looked up only when asked for."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Print the version and exit."""
        from recorder.version import version

        print(f"viva {version()}")
        sys.exit(0)


def build() -> argparse.ArgumentParser:
    """Build the parser of all commands; each sets ``run``."""
    parser = Parser(
        prog="viva",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=Version, nargs=0, help="print the version and exit")
    screens.add(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for command in COMMANDS:
        command.add(commands)
    return parser
