"""``viva …``: read the command line and run one command.

Each command has a module here with ``add`` (defines its arguments) and ``run`` (does the work and
returns the exit code). Textual, PortAudio, and the store are imported inside ``run`` so that
``viva --version`` and ``--help`` answer at once. Exit codes: 0 done, 1 something failed, 2 wrong
usage. With ``VIVA_DEBUG`` set, an internal error prints a traceback.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from recorder.cli.failure import FAILED, CommandFailure, complain


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code."""
    from recorder.cli.parser import build

    # what a person typed or a file is called may hold what this terminal cannot show
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    parsed = build().parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except CommandFailure as failure:
        complain(failure)
        return failure.code
    except KeyboardInterrupt:
        print("viva: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # the reader of our output has gone; nothing more is to be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return _fault(error)


def _fault(error: Exception) -> int:
    """Print what the store refuses; save a crash report for an internal error."""
    from recorder.files import crash
    from recorder.files.locations import locate
    from sessions.errors import StoreError

    if isinstance(error, StoreError):  # already one sentence about the database
        complain(error)
        return FAILED
    if "VIVA_DEBUG" in os.environ:
        raise error
    complain(crash.sentence(crash.write(error, locate())))
    return 1
