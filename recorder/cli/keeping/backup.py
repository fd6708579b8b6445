"""``viva backup [FILE]``: everything in one file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from recorder.cli.failure import CommandFailure
from recorder.cli.keeping.shared import others, plain_errors, progress, size
from recorder.cli.shared import prepared

DESCRIPTION = """\
Save everything in one ZIP file: answers, reports, recordings, settings, and
your own questions (not the speech models). Viva reads the file back and
compares it before giving it its name. Only you can read it, but it is not
encrypted. Store it on another disk. To bring everything back, here or on
another computer, run `viva restore FILE`."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "backup",
        help="save everything in one file, to store elsewhere",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="what to call it; default: viva-DATE.zip in this folder",
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
        raise CommandFailure(f"{target} is a folder; give a file name in it.")
    with plain_errors(locations), progress("backing up") as notify:
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
        f"{size(written.size)}, read back and verified."
    )
    return 0
