"""A report on an internal error: a small text file the person can read before sharing it.

It holds the place in the program and the versions, never the values of variables, which could be
an answer's words. The error's own message stays in, since the report is of little use without it;
the home folder is written as ``~``.
"""

from __future__ import annotations

import contextlib
import os
import platform
import traceback
from datetime import datetime
from pathlib import Path

from recorder.files.locations import CODE, PRIVATE_FILE, PRIVATE_FOLDER, Locations
from recorder.version import version

KEPT = 5
"""Reports to keep; older ones are deleted."""

HEAD = """\
Internal error in Viva, {at:%Y-%m-%d %H:%M}.
Read this before you share it: the last lines may quote something private. Nothing was sent.

viva {viva}, Python {python}, {system}
"""


def write(error: BaseException, locations: Locations) -> Path | None:
    """Write the report and return its path; ``None`` if even that fails."""
    at = datetime.now()
    with contextlib.suppress(OSError):
        locations.crashes.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        path = locations.crashes / f"crash-{at:%Y%m%dT%H%M%S}-{os.getpid()}.txt"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text(error, at))
        for old in reports(locations)[:-KEPT]:
            old.unlink(missing_ok=True)
        return path
    return None


def reports(locations: Locations) -> tuple[Path, ...]:
    """Return the existing reports, oldest first."""
    return tuple(sorted(locations.crashes.glob("crash-*.txt")))


def text(error: BaseException, at: datetime) -> str:
    """Compose the report."""
    system = f"{platform.system()} {platform.release()}"
    head = HEAD.format(at=at, viva=version(), python=platform.python_version(), system=system)
    trace = "".join(traceback.format_exception(error))
    return head + "\n" + trace.replace(str(CODE), "viva").replace(str(Path.home()), "~")


def sentence(path: Path | None) -> str:
    """Say what happened and what to do."""
    safe = (
        "Viva ran into an internal error and had to close. Your recordings are safe. "
        "Please open Viva again."
    )
    if path is None:
        return f"{safe} The error report couldn't be saved."
    return f"{safe}\nAn error report is in {path}. Read it before you share it."
