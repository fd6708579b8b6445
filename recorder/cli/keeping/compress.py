"""``viva compress``: store the sound of analyzed answers as FLAC, with identical samples."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import FAILED, CommandFailure
from recorder.cli.keeping.shared import progress, size
from recorder.cli.shared import opened_store, prepared

if TYPE_CHECKING:
    from recorder.upkeep.compressing import CompressionResult
    from sessions.store import Store

DESCRIPTION = """\
Compress the recordings of analyzed answers with no loss of quality: WAV becomes
FLAC, about half the size. Each FLAC file is decoded and compared sample by
sample before the WAV is removed. If you press ctrl-c, finished work is saved,
and the same command does the rest. Viva also compresses on its own while it is
open, unless you turn that off in settings."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "compress",
        help="shrink recordings by half with no loss of quality",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compress what isn't compressed yet."""
    from recorder.upkeep.compressing import CompressionRuns
    from sessions.store import StoreError

    locations = prepared()
    with opened_store(locations) as store:
        try:
            outcome, of, stopped = _compress(store, locations.data)
        except (CompressionRuns, OSError, StoreError) as error:
            raise CommandFailure(str(error)) from error
    if not of:
        print("Nothing to compress: every analyzed answer is compressed or has no recording.")
        return 0
    saved = outcome.before - outcome.after
    print(
        *(["Stopped:"] if stopped else []),
        f"{outcome.done} of {of} recordings compressed, {size(saved)} saved"
        + (f" ({saved / outcome.before:.0%})." if outcome.before else "."),
    )
    for number, why in outcome.left.items():
        print(f"answer {number}: {why}")
    return 130 if stopped else FAILED if outcome.left and not outcome.done else 0


def _compress(store: Store, folder: Any) -> tuple[CompressionResult, int, bool]:
    """Run the compression; ctrl-c stops after the current recording."""
    import signal

    from recorder.upkeep.compressing import compress

    found = store.sounds.uncompressed()
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        with progress("compressing") as line:

            def notify(done: int) -> bool:
                line(done / len(found))
                return not stopped

            return compress(store, found, folder, notify=notify), len(found), stopped
    finally:
        signal.signal(signal.SIGINT, before)
