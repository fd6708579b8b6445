"""``viva export FOLDER|FILE.zip``: everything in formats that other programs read."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from recorder.cli.keeping.shared import others, plain_errors, progress
from recorder.cli.shared import prepared

DESCRIPTION = """\
Save everything in open formats: answers and measures as CSV for a spreadsheet,
each full answer as JSON, every table as JSON lines, and the recordings.
README.txt in the export says what is where. Only you can read it."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "export",
        help="save everything in open formats: CSV, JSON, audio files",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "target", type=Path, metavar="FOLDER|FILE.zip", help="a new folder, or a ZIP file"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the export."""
    from analysis.report.text import plain
    from sessions.export.open_formats import export
    from sessions.store import Store

    locations = prepared()
    target = arguments.target.absolute()
    with plain_errors(locations), progress("exporting") as notify:
        Store.open(locations.database, locations.recordings).close()
        answers = export(
            target, locations.database, locations.recordings, others(locations), notify=notify
        )
    print(f"Saved as {plain(str(target))}: {answers} answers.")
    return 0
