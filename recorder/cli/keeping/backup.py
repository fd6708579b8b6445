"""``viva backup [FILE]``: everything in one file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from recorder.cli.failure import CommandFailure
from recorder.cli.keeping.shared import others, plainly, progress, size
from recorder.cli.shared import prepared

DESCRIPTION = """\
Put everything into one ZIP file: answers, reports, recordings, settings and
your own questions (not the speech models). It is read again and compared
before it gets its name; only you can read it. Keep it on another disk. It is
not encrypted. `viva restore FILE` brings all of it back, here or elsewhere."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "backup",
        help="put everything into one file, to keep elsewhere",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="what to call it; without, viva-DATE.zip in this folder",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the archive."""
    from analysis.report.text import plain
    from sessions.export.archive import write
    from sessions.store import Store, utc_now

    locations = prepared()
    now = utc_now()
    target: Path = arguments.file or Path(f"viva-{now.astimezone():%Y-%m-%d-%H%M%S}.zip")
    if target.is_dir():
        raise CommandFailure(f"{target} is a folder; name a file in it.")
    with plainly(locations), progress("backing up") as notify:
        Store.open(locations.database, locations.recordings).close()
        written = write(
            target.absolute(),
            locations.database,
            locations.recordings,
            others(locations),
            now=now,
            notify=notify,
        )
    print(
        f"Saved as {plain(str(written.path))}: {written.recordings} recordings, "
        f"{size(written.size)}, read again and found whole."
    )
    return 0
