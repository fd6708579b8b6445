"""``viva record [QUESTION]``: answer a question in plain text."""

from __future__ import annotations

import argparse
from typing import Any

DESCRIPTION = """\
Answer one question without the full screen, in any terminal and with a screen
reader: Viva asks, you press Enter to start and Enter to stop, and the report
is text. Ctrl-C stops too, and saves what you said."""

EPILOG = """\
examples:
  viva record                       today's next question
  viva record tell-me-about         the question that fits these words best
  viva record --microphone USB      with this microphone"""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "record",
        help="answer a question in plain text, without the full screen",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("question", nargs="*", metavar="QUESTION", help="its id, or words of it")
    parser.add_argument(
        "--microphone",
        metavar="NAME",
        default=argparse.SUPPRESS,  # the bare command's own may have been given before
        help="record from this microphone, or from a sound file with file:PATH",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask, record, and report."""
    from recorder.cli.practice import line_mode

    return line_mode.run(arguments)
