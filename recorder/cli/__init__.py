"""``viva …``: read the command line and run one command.

Each command has a module here with ``add`` (defines its arguments) and ``run`` (does the work and
returns the exit code). Textual, PortAudio, and the store are imported inside ``run`` so that
``viva --version`` and ``--help`` answer at once. Exit codes: 0 done, 1 something failed, 2 wrong
usage. With ``VIVA_DEBUG`` set, an internal error prints a traceback.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Sequence

from recorder.cli.failure import FAILED, CommandFailure, complain

NOWHERE = "there is nowhere to write to: standard output is closed. Run it without >&-."
STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code."""
    if not _streams_prepared():
        complain(NOWHERE)
        return FAILED
    try:
        code = _outcome(arguments)
        sys.stdout.flush()
    except OSError as error:  # what is printed last, or by argparse
        code = _unwritable(error)
    return code


def _streams_prepared() -> bool:
    """Make the standard streams safe to use; ``False``: standard output is closed.

    A file that was opened next would get the number of a closed stream, and all that is printed.
    """
    if sys.platform != "win32":
        while (null := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(null)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        return False
    # what a person typed or a file is called may hold what this terminal cannot show
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    return True


def _outcome(arguments: Sequence[str] | None) -> int:
    from recorder.cli.parser import build

    try:
        parsed = build().parse_args(arguments)
        return int(parsed.run(parsed))
    except SystemExit as end:  # help, the version, wrong usage
        return end.code if isinstance(end.code, int) else FAILED
    except CommandFailure as failure:
        complain(failure)
        return failure.code
    except KeyboardInterrupt:
        print("viva: stopped.", file=sys.stderr)
        return STOPPED
    except Exception as error:
        return _fault(error)


def _unwritable(error: OSError) -> int:
    """Say why nothing more can be printed, and print nothing more."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):  # else the reader of our output has gone
        complain(_why_unwritable(error))
    return FAILED


def _why_unwritable(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        where = f" ({error.filename})" if error.filename else ""
        return f"the disk is full{where}; free some space, then try again."
    return f"nothing more can be written: {error.strerror or error}."


def _fault(error: Exception) -> int:
    """Print what the store refuses; save a crash report for an internal error."""
    from recorder.files import crash
    from recorder.files.locations import locate
    from sessions.errors import StoreError

    if isinstance(error, StoreError):  # already one sentence about the database
        complain(error)
        return FAILED
    if isinstance(error, OSError) and error.errno in UNWRITABLE:
        return _unwritable(error)
    if "VIVA_DEBUG" in os.environ:
        raise error
    complain(crash.sentence(crash.write(error, locate())))
    return FAILED


UNWRITABLE = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""What printing meets: a reader that has gone, a full disk, a terminal that was closed."""
