"""The exception that ends a command: one plain sentence for the person, and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

FAILED = 1
WRONG_USAGE = 2

INDENT = 2
"""Columns before the further lines of a sentence that is wrapped."""


class CommandFailure(Exception):
    """The command can't continue; ``code`` is 1 for failure, 2 for wrong usage."""

    def __init__(self, sentence: str, code: int = FAILED) -> None:
        super().__init__(sentence)
        self.code = code


def complain(sentence: object) -> None:
    """Print an error on standard error, with control characters in quoted text disarmed."""
    from analysis.report.text import plain

    lines = [fitted(plain(line), sys.stderr) for line in f"viva: {sentence}".splitlines()]
    with contextlib.suppress(OSError):  # nowhere is left to say it
        print(*lines, sep="\n", file=sys.stderr, flush=True)


def fitted(line: str, stream: TextIO) -> str:
    """Wrap a line to the terminal that ``stream`` is; for a file or a pipe, it stays one line."""
    from analysis.report.text import fold

    try:
        columns = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (OSError, ValueError):  # it has no number, is closed, or has no size
        columns = 0
    return "\n".join(fold(line, columns, indent=INDENT)) if columns > INDENT else line
