"""A report on a fault of Viva's own: a small text file that its person can read before sharing it.

It holds where in the program the fault arose and the versions, never what variables held: those may
be an answer's words. The error's own message stays in, since without it a report is of little use;
the person's home folder is written as ``~``.
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
"""Reports that are kept; older ones go."""

HEAD = """\
A fault of Viva's own, {at:%Y-%m-%d %H:%M}.
Read this before you share it: the last lines may quote something of yours. Nothing was sent.

viva {viva}, Python {python}, {system}
"""


def write(error: BaseException, locations: Locations) -> Path | None:
    """Write the report and give its path; ``None`` where even that fails."""
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
    """Give the reports that are there, the oldest first."""
    return tuple(sorted(locations.crashes.glob("crash-*.txt")))


def text(error: BaseException, at: datetime) -> str:
    """Compose the report."""
    system = f"{platform.system()} {platform.release()}"
    head = HEAD.format(at=at, viva=version(), python=platform.python_version(), system=system)
    trace = "".join(traceback.format_exception(error))
    return head + "\n" + trace.replace(str(CODE), "viva").replace(str(Path.home()), "~")


def sentence(path: Path | None) -> str:
    """Say what has happened, and what is worth doing."""
    safe = (
        "Viva met a fault of its own and had to stop. What you recorded is kept; open Viva again."
    )
    if path is None:
        return f"{safe} No report on the fault could be written."
    return f"{safe}\nA report on the fault is in {path}. Read it before you share it."
