"""The exception that ends a command: one plain sentence for the person, and an exit code."""

from __future__ import annotations

import contextlib
import sys

FAILED = 1
WRONG_USAGE = 2


class CommandFailure(Exception):
    """The command can't continue; ``code`` is 1 for failure, 2 for wrong usage."""

    def __init__(self, sentence: str, code: int = FAILED) -> None:
        super().__init__(sentence)
        self.code = code


def complain(sentence: object) -> None:
    """Print an error on standard error, with control characters in quoted text disarmed."""
    from analysis.report.text import plain

    with contextlib.suppress(OSError):  # nowhere is left to say it
        print(*map(plain, f"viva: {sentence}".splitlines()), sep="\n", file=sys.stderr, flush=True)
