"""The command line: one parser, one table of commands."""

from __future__ import annotations

import argparse
import sys
from typing import Any, NoReturn

from recorder.cli import screens
from recorder.cli.answers import analyze, answers, delete, mock, progress, reanalyze, report
from recorder.cli.computer import demo, devices, doctor, model
from recorder.cli.failure import WRONG_USAGE, complain
from recorder.cli.keeping import backup, compress, export, restore
from recorder.cli.practice import (
    checklist,
    fillers,
    programs,
    questions,
    record,
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
        mock,
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
Viva asks an interview question, records your spoken answer, writes it down on
this computer, and shows how you said it: pace, pauses, fillers and length.
Nothing leaves the computer. Without a command it opens the practice screen."""

EPILOG = """\
first steps:
  viva                          choose a question and answer it aloud
  viva demo                     see a report without a microphone
  viva model pull base          install a speech model (148 MB, once)
  viva model add PATH           install one from a USB stick, without internet
  viva analyze answer.m4a       report on a recording you already have
  viva record                   the same as `viva` in plain text (screen readers)

`viva COMMAND --help` explains a command. Files lie where `viva doctor` says."""


class Parser(argparse.ArgumentParser):
    """Answers wrong usage with one line and exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where help is."""
        complain(f"{message} (see `{self.prog} --help`)")
        sys.exit(WRONG_USAGE)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write help; unlike argparse's own, this says when it cannot be written."""
        (file or sys.stdout).write(message)


class Version(argparse.Action):
    """Prints the version; looks it up only when asked."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Print and end."""
        from recorder.version import version

        print(f"viva {version()}")
        sys.exit(0)


def build() -> argparse.ArgumentParser:
    """Make the parser of all commands; each sets ``run``."""
    parser = Parser(
        prog="viva",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=Version, nargs=0, help="print the version and end")
    screens.add(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for command in COMMANDS:
        command.add(commands)
    return parser
